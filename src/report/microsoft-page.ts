/** Microsoft's page on outbound port 25, in its current text. */
export const MICROSOFT_PAGE =
  'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity';
