import type { Revision } from './revision.ts';
import { CHINA_DOCS } from './sources.ts';

/** Azure China, 2019. `pay-as-you-go` is what is sold there as Standard Pay-in-Advance. */
export const REVISION_CHINA_2019: Revision = {
  name: 'china-2019',
  family: 'china',
  title: 'Azure China: the page of November 2019',
  source: { ...CHINA_DOCS, msDate: '11/25/2019' },
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
  azureFirewall: 'not-mentioned',
  notes: [],
};
