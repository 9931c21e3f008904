import { useApp } from './app.ts';

/** The address of a resource in the cloud's portal; `null` where the text is no resource ID that can lead anywhere. */
export function portalAddress(portal: string, resourceId: string): string | null {
  if (!/^\/subscriptions\/[^/]/i.test(resourceId) || /\p{Cs}/u.test(resourceId)) return null;
  return `${portal}${resourceId.split('/').map(encodeURIComponent).join('/')}`;
}

/** A link to a resource in the portal. */
export function PortalLink({ id }: { readonly id: string }) {
  const { report } = useApp();
  const address = portalAddress(report.words.portal, id);
  if (address === null) return null;
  return (
    <a class="nb" href={address} rel="noreferrer">
      Open in the portal
    </a>
  );
}
