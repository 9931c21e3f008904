import type { PolicySource } from './revision.ts';

/** Microsoft's page in the public documentation, 2018 to 2025. */
export const AZURE_DOCS = {
  page: 'Troubleshoot outbound SMTP connectivity problems in Azure',
  repository: 'MicrosoftDocs/azure-docs',
  path: 'articles/virtual-network/troubleshoot-outbound-smtp-connectivity.md',
} as const satisfies PolicySource;

/** The same page in the documentation of Azure China. */
export const CHINA_DOCS = {
  ...AZURE_DOCS,
  repository: 'MicrosoftDocs/mc-docs.zh-cn',
} as const satisfies PolicySource;

/** The page that still names the cut-off, which the SMTP page dropped in April 2021. */
export const NSG_OVERVIEW = {
  page: 'Network security groups overview',
  repository: 'MicrosoftDocs/azure-docs',
  path: 'articles/virtual-network/network-security-groups-overview.md',
  msDate: '07/15/2025',
} as const satisfies PolicySource;
