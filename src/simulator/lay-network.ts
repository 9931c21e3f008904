import type { Wire } from './estate.ts';
import { HUB } from './hub.ts';
import { interfaceWire } from './interface-wire.ts';
import type { NetworkSpec, SubnetSpec } from './network-situation.ts';
import { networkId, networkResource, type Place } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { routeTableWire } from './route-table-wire.ts';
import { securityGroupWire } from './security-group-wire.ts';
import { hiddenId, type Site } from './site.ts';
import { type PeeringWireSpec, type SubnetWireSpec, virtualNetworkWire } from './virtual-network-wire.ts';

/** Makes the NAT gateway of the site and gives the reference to it. */
function natGateway(site: Site, kind: NonNullable<SubnetSpec['nat']>): string {
  const { place, stem } = site;
  if (kind === 'elsewhere') return hiddenId(site, 'natGateways', 'ng-shared');
  const name = `ng-${stem}`;
  const id = networkId(place, 'natGateways', name);
  const { resources } = site.ground.estate;
  const properties: Record<string, unknown> = { idleTimeoutInMinutes: 4 };
  if (kind === 'prefix') {
    const prefix = networkResource(place, 'publicIPPrefixes', {
      name: `ippre-${stem}`,
      properties: {
        prefixLength: 30,
        publicIPAddressVersion: 'IPv4',
        ipPrefix: `20.77.${site.octet}.${4 * place.seed.below(64)}/30`,
        natGateway: { id },
      },
    });
    resources.publicIPPrefixes.push({ ...prefix, sku: { name: 'Standard', tier: 'Regional' } });
    properties['publicIpPrefixes'] = [
      { id: site.refer(networkId(place, 'publicIPPrefixes', `ippre-${stem}`)) },
    ];
  } else {
    const address = `pip-ng-${stem}`;
    resources.publicIPAddresses.push(
      publicAddressWire(place, { name: address, allocation: 'Static', natGateway: id, reverseDns: true }),
    );
    properties['publicIpAddresses'] = [{ id: site.refer(networkId(place, 'publicIPAddresses', address)) }];
  }
  if (kind === 'network-source') properties['sourceVirtualNetwork'] = { id: site.networkId };
  const wire = networkResource(place, 'natGateways', { name, properties });
  resources.natGateways.push({
    ...wire,
    sku: { name: kind.startsWith('network') ? 'StandardV2' : 'Standard' },
  });
  return id;
}

function routeTable(site: Site, subnet: SubnetSpec): string | undefined {
  if (subnet.routeTable === 'elsewhere') return hiddenId(site, 'routeTables', 'rt-shared');
  if (subnet.routes === undefined) return undefined;
  const name = `rt-${site.stem}`;
  const routes = subnet.routes.map((route) =>
    route.address === undefined
      ? route
      : { ...route, address: route.address.replace('own:', `10.${site.octet}.`) },
  );
  const disablePropagation = subnet.disablePropagation ?? false;
  site.ground.estate.resources.routeTables.push(
    routeTableWire(site.place, { name, routes, disablePropagation }),
  );
  return networkId(site.place, 'routeTables', name);
}

function securityGroup(site: Site, subnet: SubnetSpec): string | undefined {
  if (subnet.rules === undefined) return undefined;
  const name = `nsg-snet-${site.stem}`;
  site.ground.estate.resources.networkSecurityGroups.push(securityGroupWire(site.place, name, subnet.rules));
  return networkId(site.place, 'networkSecurityGroups', name);
}

function reference(site: Site, id: string | undefined): Wire | undefined {
  return id === undefined ? undefined : { id: site.refer(id) };
}

function peerings(site: Site, network: NetworkSpec): PeeringWireSpec[] {
  if (network.peering === undefined) return [];
  const { hiddenSubscriptionId, hubSubscriptionId } = site.ground;
  if (network.peering === 'virtual-hub') {
    const place: Place = {
      ...site.place,
      subscriptionId: hiddenSubscriptionId,
      resourceGroup: 'RG_vhub-weu',
    };
    const remote = networkId(place, 'virtualNetworks', 'HV_vhub-weu');
    const name = 'RemoteVnetToHubPeering_3c0e7d1f-5a1d-4c53-9f0a-6b2f5c6f2f11';
    return [{ name, remote, remotePrefix: '10.12.0.0/23', useRemoteGateways: true }];
  }
  const hub: Place = { ...site.place, subscriptionId: hubSubscriptionId, resourceGroup: HUB.resourceGroup };
  return [
    {
      name: 'to-hub',
      remote: site.refer(networkId(hub, 'virtualNetworks', HUB.network)),
      remotePrefix: HUB.addressSpace,
      state: network.peering === 'closed' ? 'Disconnected' : 'Connected',
      useRemoteGateways: network.peering === 'hub-gateway',
    },
  ];
}

function otherSubnets(site: Site, network: NetworkSpec): SubnetWireSpec[] {
  const subnets: SubnetWireSpec[] = [];
  if (network.gateway) {
    const gateway = networkId(site.place, 'virtualNetworkGateways', `vgw-${site.stem}`);
    subnets.push({
      name: 'GatewaySubnet',
      prefix: `10.${site.octet}.255.0/27`,
      properties: { ipConfigurations: [{ id: `${gateway}/ipConfigurations/default` }] },
    });
  }
  if (network.idleAppliance) {
    subnets.push({ name: 'snet-nva', prefix: `10.${site.octet}.240.0/24` });
    const subnet = `${site.networkId}/subnets/snet-nva`;
    site.ground.estate.resources.networkInterfaces.push(
      interfaceWire(site.place, {
        name: `nic-nva-${site.stem}`,
        configurations: [{ address: `10.${site.octet}.240.4`, subnet }],
        forwarding: false,
      }),
    );
  }
  return subnets;
}

/** Lays out the site's virtual network: its subnet with group, routes and NAT gateway, its peerings, and what else is in it. */
export function layNetwork(site: Site): void {
  const subnet: SubnetSpec = site.situation.subnet ?? {};
  const network: NetworkSpec = site.situation.network ?? {};
  const nat = subnet.nat === undefined ? undefined : natGateway(site, subnet.nat);
  const ofNetwork = subnet.nat === 'network-default' || subnet.nat === 'network-source';
  const first: SubnetWireSpec = {
    name: `snet-${site.stem}`,
    prefix: `10.${site.octet}.0.0/17`,
    properties: {
      networkSecurityGroup:
        reference(site, securityGroup(site, subnet)) ?? (site.octet % 3 === 0 ? null : undefined),
      routeTable: reference(site, routeTable(site, subnet)),
      natGateway: ofNetwork ? undefined : reference(site, nat),
      defaultOutboundAccess: subnet.defaultOutboundAccess,
    },
  };
  site.ground.estate.resources.virtualNetworks.push(
    virtualNetworkWire(site.place, {
      name: site.networkName,
      addressSpace: `10.${site.octet}.0.0/16`,
      subnets: [first, ...otherSubnets(site, network)],
      peerings: peerings(site, network),
      properties: subnet.nat === 'network-default' ? { defaultPublicNatGateway: { id: nat } } : {},
    }),
  );
}
