import type { Revision } from './revision.ts';

/** The announcement of the block. Only VMs created after an exemption was granted profit from it. */
export const REVISION_2017_11: Revision = {
  name: '2017-11',
  family: 'public',
  title: 'The block of November 2017',
  source: {
    page: 'MSDN blog: Enhanced Azure Security for sending Emails, November 2017 update',
    textOf: '2017-11',
  },
  cells: {
    'enterprise-agreement': 'O',
    'enterprise-dev-test': '–',
    'mca-enterprise': '–',
    'mca-individual': '–',
    'pay-as-you-go': 'D→SUP',
    'pay-as-you-go-dev-test': '–',
    mpn: 'D→SUP',
    'bizspark-plus': '–',
    sponsorship: '–',
    bizspark: 'D→NO',
    'visual-studio': 'D→NO',
    'azure-pass': 'D→NO',
    'azure-in-open': 'D→NO',
    education: 'D→NO',
    'free-trial': 'D→NO',
    csp: 'SUP by the partner',
    other: '–',
  },
  afterExemption: 'only-new-vms',
  azureFirewall: 'not-mentioned',
  notes: ['only-new-vms'],
};
