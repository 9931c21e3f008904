import type { Revision } from './revision.ts';
import { AZURE_DOCS } from './sources.ts';

/** The text that this product was commissioned from: pay-as-you-go and CSP ask by the diagnostic. For CSP it names no date. */
export const REVISION_2020_11: Revision = {
  name: '2020-11',
  family: 'public',
  title: 'The page of November 2020',
  source: { ...AZURE_DOCS, msDate: '11/20/2018', textOf: '2020-11-24' },
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': '–',
    'mca-enterprise': '–',
    'mca-individual': '–',
    'pay-as-you-go': 'D→DIAG',
    'pay-as-you-go-dev-test': '–',
    mpn: 'D→SUP',
    'bizspark-plus': 'D→SUP',
    sponsorship: 'D→SUP',
    bizspark: '–',
    'visual-studio': 'D→NO',
    'azure-pass': 'D→NO',
    'azure-in-open': 'D→NO',
    education: 'D→NO',
    'free-trial': 'D→NO',
    csp: 'DIAG',
    other: '–',
  },
  afterExemption: 'stop-and-start',
  azureFirewall: 'not-supported',
  notes: [],
};
