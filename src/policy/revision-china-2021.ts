import type { Revision } from './revision.ts';
import { CHINA_DOCS } from './sources.ts';

/** Azure China, 2021, the newest text there. `pay-as-you-go` is what is sold there as Standard Pay-in-Advance. */
export const REVISION_CHINA_2021: Revision = {
  name: 'china-2021',
  family: 'china',
  title: 'Azure China: the page of January 2021',
  source: { ...CHINA_DOCS, msDate: '01/18/2021' },
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': '–',
    'mca-enterprise': '–',
    'mca-individual': '–',
    'pay-as-you-go': 'D→SUP',
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
    csp: 'SUP',
    other: '–',
  },
  afterExemption: 'stop-and-start',
  azureFirewall: 'not-mentioned',
  notes: [],
};
