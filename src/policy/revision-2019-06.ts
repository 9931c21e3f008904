import type { Revision } from './revision.ts';
import { AZURE_DOCS } from './sources.ts';

/** The text that first asks for a stop and start, and first rules Azure Firewall out as the way out. */
export const REVISION_2019_06: Revision = {
  name: '2019-06',
  family: 'public',
  title: 'The page of June 2019',
  source: { ...AZURE_DOCS, msDate: '11/20/2018', textOf: '2019-06-27' },
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': '–',
    'mca-enterprise': '–',
    'mca-individual': '–',
    'pay-as-you-go': 'D→SUP',
    'pay-as-you-go-dev-test': '–',
    mpn: 'D→SUP',
    'bizspark-plus': '–',
    sponsorship: 'D→NO',
    bizspark: 'D→NO',
    'visual-studio': 'D→NO',
    'azure-pass': 'D→NO',
    'azure-in-open': 'D→NO',
    education: 'D→NO',
    'free-trial': 'D→NO',
    csp: 'SUP by the partner',
    other: '–',
  },
  afterExemption: 'stop-and-start',
  azureFirewall: 'not-supported',
  notes: [],
};
