import { balancerWire } from './balancer-wire.ts';
import type { BalancerSpec, NicSpec } from './network-situation.ts';
import { networkId, type Place } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { hiddenId, hostAddress, type Site } from './site.ts';
import type { Machine } from './site-machines.ts';

/** The load balancer of the connectivity subscription whose members are in other subscriptions. */
export const SHARED_BALANCER = { resourceGroup: 'rg-shared-balancer', name: 'lb-shared' } as const;

function layFrontendAddress(site: Site, spec: BalancerSpec, of: { name: string; balancer: string }): void {
  if (spec.frontend === 'internal') return;
  const holder = `${networkId(site.place, 'loadBalancers', of.balancer)}/frontendIPConfigurations/frontend`;
  site.ground.estate.resources.publicIPAddresses.push(
    publicAddressWire(site.place, {
      name: of.name,
      allocation: spec.sku === 'Basic' ? 'Dynamic' : 'Static',
      holder,
      ...(spec.frontend === 'public-ipv6' ? { version: 'IPv6' } : {}),
    }),
  );
}

/** The pool of a load balancer that lies in another subscription. */
function poolElsewhere(site: Site, where: 'hidden' | 'connectivity'): string {
  const place: Place = {
    ...site.place,
    subscriptionId: site.ground.hubSubscriptionId,
    resourceGroup: SHARED_BALANCER.resourceGroup,
  };
  const balancer =
    where === 'hidden'
      ? hiddenId(site, 'loadBalancers', SHARED_BALANCER.name)
      : networkId(place, 'loadBalancers', SHARED_BALANCER.name);
  return `${balancer}/backendAddressPools/backend`;
}

/** Makes the load balancer of the site and gives the pool that NICs name; none where the pool names them by address. */
export function layBalancer(site: Site, nic: NicSpec, machines: readonly Machine[]): string | undefined {
  const { balancer: spec } = nic;
  if (spec === undefined) return undefined;
  if (spec.elsewhere !== undefined) return poolElsewhere(site, spec.elsewhere);
  const { place, stem } = site;
  const name = `lb-${stem}`;
  const address = `pip-lb-${stem}`;
  layFrontendAddress(site, spec, { name: address, balancer: name });
  site.ground.estate.resources.loadBalancers.push(
    balancerWire(place, {
      name,
      spec,
      publicAddress: networkId(place, 'publicIPAddresses', address),
      privateAddress: `10.${site.octet}.100.250`,
      subnet: site.subnetId,
      network: site.networkId,
      members: machines.map((machine) => ({
        id: `${machine.nicId}/ipConfigurations/ipconfig1`,
        address: hostAddress(site, machine.number),
      })),
    }),
  );
  return spec.by === 'address'
    ? undefined
    : `${networkId(place, 'loadBalancers', name)}/backendAddressPools/backend`;
}
