import type { CloudName } from '../model/revision.ts';

const PORTAL = {
  AzureCloud: 'https://portal.azure.com',
  AzureUSGovernment: 'https://portal.azure.us',
  AzureChinaCloud: 'https://portal.azure.cn',
} as const satisfies Record<CloudName, string>;

/** The address of a cloud's portal, before a resource ID. */
export function portalOf(cloud: CloudName): string {
  return `${PORTAL[cloud]}/#@/resource`;
}

/** The address of a resource in its cloud's portal, or `null` where the text is not an ARM resource ID that can lead anywhere. */
export function portalLink(cloud: CloudName, resourceId: string): string | null {
  if (!/^\/subscriptions\/[^/]/i.test(resourceId) || /\p{Cs}/u.test(resourceId)) return null;
  return `${portalOf(cloud)}${resourceId.split('/').map(encodeURIComponent).join('/')}`;
}
