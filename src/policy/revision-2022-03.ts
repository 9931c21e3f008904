import type { Revision } from './revision.ts';
import { AZURE_DOCS, NSG_OVERVIEW } from './sources.ts';

/** The text under which only Enterprise Dev/Test can ask for removal. */
export const REVISION_2022_03: Revision = {
  name: '2022-03',
  family: 'public',
  title: 'The page of March 2022',
  source: { ...AZURE_DOCS, textOf: '2022-03' },
  secondPage: NSG_OVERVIEW,
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': 'DIAG',
    'mca-enterprise': 'O',
    'mca-individual': 'NO',
    'pay-as-you-go': 'NO',
    'pay-as-you-go-dev-test': 'NO',
    mpn: 'NO',
    'bizspark-plus': 'NO',
    sponsorship: 'NO',
    bizspark: 'NO',
    'visual-studio': 'NO',
    'azure-pass': 'NO',
    'azure-in-open': 'NO',
    education: 'NO',
    'free-trial': 'NO',
    csp: 'NO',
    other: 'NO',
  },
  afterExemption: 'stop-and-start',
  azureFirewall: 'not-mentioned',
  notes: [],
};
