import type { Revision } from './revision.ts';
import { AZURE_DOCS, NSG_OVERVIEW } from './sources.ts';

/** The text in force: an Azure Firewall in an EA or MCA-E subscription is not blocked; delegated subnets need a further step. */
export const REVISION_2023_12: Revision = {
  name: '2023-12',
  family: 'public',
  title: 'The page of December 2023',
  source: {
    ...AZURE_DOCS,
    msDate: '12/20/2023',
    url: 'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity',
    moved:
      'on 07/28/2025 to MicrosoftDocs/SupportArticles-docs, support/azure/virtual-network/, with the same rules',
  },
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
  afterExemption: 'stop-deallocate-and-start',
  azureFirewall: 'allowed',
  notes: ['delegated-subnet'],
};
