import type { Wire } from './estate.ts';
import type { SubnetSpec } from './network-situation.ts';
import { networkId, networkResource } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { hiddenId, type Site } from './site.ts';

type Kind = NonNullable<SubnetSpec['nat']>;

function prefix(site: Site, natGateway: string): Wire {
  const { place, stem } = site;
  const name = `ippre-${stem}`;
  const wire = networkResource(place, 'publicIPPrefixes', {
    name,
    properties: {
      prefixLength: 30,
      publicIPAddressVersion: 'IPv4',
      ipPrefix: `20.77.${site.octet}.${4 * place.seed.below(64)}/30`,
      natGateway: { id: natGateway },
    },
  });
  site.ground.estate.resources.publicIPPrefixes.push({
    ...wire,
    sku: { name: 'Standard', tier: 'Regional' },
  });
  return { publicIpPrefixes: [{ id: site.refer(networkId(place, 'publicIPPrefixes', name)) }] };
}

function address(site: Site, natGateway: string, version: 'IPv4' | 'IPv6'): Wire {
  const { place, stem } = site;
  const name = `pip-ng-${stem}`;
  site.ground.estate.resources.publicIPAddresses.push(
    publicAddressWire(place, { name, allocation: 'Static', natGateway, reverseDns: true, version }),
  );
  const ids = [{ id: site.refer(networkId(place, 'publicIPAddresses', name)) }];
  return version === 'IPv4' ? { publicIpAddresses: ids } : { publicIpAddressesV6: ids };
}

function addresses(site: Site, natGateway: string, kind: Kind): Wire {
  switch (kind) {
    case 'elsewhere':
    case 'without-address':
      return {};
    case 'prefix':
      return prefix(site, natGateway);
    case 'ipv6':
      return address(site, natGateway, 'IPv6');
    case 'address':
    case 'network-default':
    case 'network-source':
      return address(site, natGateway, 'IPv4');
  }
}

/** Makes the NAT gateway of the site and gives the reference to it. */
export function layNatGateway(site: Site, kind: Kind): string {
  if (kind === 'elsewhere') return hiddenId(site, 'natGateways', 'ng-shared');
  const { place, stem } = site;
  const name = `ng-${stem}`;
  const id = networkId(place, 'natGateways', name);
  const wire = networkResource(place, 'natGateways', {
    name,
    properties: {
      idleTimeoutInMinutes: 4,
      ...addresses(site, id, kind),
      ...(kind === 'network-source' ? { sourceVirtualNetwork: { id: site.networkId } } : {}),
    },
  });
  const modern = kind.startsWith('network') || kind === 'ipv6';
  site.ground.estate.resources.natGateways.push({
    ...wire,
    sku: { name: modern ? 'StandardV2' : 'Standard' },
  });
  return id;
}
