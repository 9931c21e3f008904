import type { Revision } from './revision.ts';
import { AZURE_DOCS } from './sources.ts';

/** As November 2020, with "good standing and payment history" as the condition, and without a word on Azure Firewall. */
export const REVISION_2021_01: Revision = {
  name: '2021-01',
  family: 'public',
  title: 'The page of January 2021',
  source: { ...AZURE_DOCS, msDate: '01/04/2021' },
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
  azureFirewall: 'not-mentioned',
  notes: ['good-standing'],
};
