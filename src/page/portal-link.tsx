import { useApp } from './app.ts';
import { portalAddress } from './portal-address.ts';

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
