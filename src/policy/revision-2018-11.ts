import type { Revision } from './revision.ts';
import { AZURE_DOCS } from './sources.ts';

/** The first text of the documentation page. It frees VMs "going forward" and names no stop/start. */
export const REVISION_2018_11: Revision = {
  name: '2018-11',
  family: 'public',
  title: 'The page of November 2018',
  source: { ...AZURE_DOCS, msDate: '11/20/2018', textOf: '2018-11-29' },
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
  afterExemption: 'freed-going-forward',
  azureFirewall: 'not-mentioned',
  notes: [],
};
