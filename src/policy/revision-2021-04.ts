import type { Revision } from './revision.ts';
import { AZURE_DOCS, NSG_OVERVIEW } from './sources.ts';

/** The text that dropped the cut-off; another page of Microsoft still names it. */
export const REVISION_2021_04: Revision = {
  name: '2021-04',
  family: 'public',
  title: 'The page of April 2021',
  source: { ...AZURE_DOCS, msDate: '04/28/2021' },
  secondPage: NSG_OVERVIEW,
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': '–',
    'mca-enterprise': '–',
    'mca-individual': '–',
    'pay-as-you-go': 'DIAG',
    'pay-as-you-go-dev-test': '–',
    mpn: 'SUP',
    'bizspark-plus': 'SUP',
    sponsorship: 'SUP',
    bizspark: '–',
    'visual-studio': 'NO',
    'azure-pass': 'NO',
    'azure-in-open': 'NO',
    education: 'NO',
    'free-trial': 'NO',
    csp: 'SUP',
    other: '–',
  },
  afterExemption: 'stop-and-start',
  azureFirewall: 'not-mentioned',
  notes: ['good-standing'],
};
