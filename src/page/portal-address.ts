/** The address of a resource in the cloud's portal; `null` where the text is no resource ID that can lead anywhere. */
export function portalAddress(portal: string, resourceId: string): string | null {
  if (!/^\/subscriptions\/[^/]/i.test(resourceId) || /\p{Cs}/u.test(resourceId)) return null;
  return `${portal}${resourceId.split('/').map(encodeURIComponent).join('/')}`;
}
