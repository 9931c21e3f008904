import type { Wire } from './estate.ts';
import { hubSpace } from './hubs.ts';
import { interfaceWire } from './interface-wire.ts';
import { hubNetworkId } from './lay-hubs.ts';
import { layNatGateway } from './lay-nat-gateway.ts';
import type { NetworkSpec, PeeringSpec, SubnetSpec } from './network-situation.ts';
import { networkId, type Place } from './place.ts';
import { routeTableWire } from './route-table-wire.ts';
import { securityGroupWire } from './security-group-wire.ts';
import { hiddenId, type Site, siteAddress } from './site.ts';
import { VIRTUAL_HUB_SPECS } from './virtual-hubs.ts';
import { type PeeringWireSpec, type SubnetWireSpec, virtualNetworkWire } from './virtual-network-wire.ts';

function routeTable(site: Site, subnet: SubnetSpec): string | undefined {
  if (subnet.routeTable === 'elsewhere') return hiddenId(site, 'routeTables', 'rt-shared');
  if (subnet.routes === undefined) return undefined;
  const name = `rt-${site.stem}`;
  const routes = subnet.routes.map((route) =>
    route.address === undefined ? route : { ...route, address: siteAddress(site, route.address) },
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

/** The peering with the network of Microsoft's that stands behind a virtual hub. */
function hubPeering(site: Site, spec: NonNullable<NetworkSpec['virtualHub']>): PeeringWireSpec {
  const place: Place = {
    ...site.place,
    subscriptionId: site.ground.hiddenSubscriptionId,
    resourceGroup: `RG_vhub-${spec.hub}`,
  };
  const octet = spec.hub === 'outside' ? 59 : VIRTUAL_HUB_SPECS[spec.hub].octet;
  return {
    name: `RemoteVnetToHubPeering_${site.place.seed.guid()}`,
    remote: networkId(place, 'virtualNetworks', `HV_vhub-${spec.hub}`),
    remotePrefix: `10.${octet}.0.0/23`,
    useRemoteGateways: true,
  };
}

function peering(site: Site, spec: PeeringSpec): PeeringWireSpec {
  const outside = spec.to === 'outside';
  return {
    name: `to-${spec.to}`,
    remote: outside
      ? hiddenId(site, 'virtualNetworks', 'vnet-shared')
      : site.refer(hubNetworkId(site.ground.seed, spec.to)),
    remotePrefix: outside ? '10.62.0.0/16' : hubSpace(spec.to),
    state: spec.state === undefined ? 'Connected' : spec.state,
    useRemoteGateways: spec.gateway ?? false,
  };
}

const GATEWAY_SUBNETS = {
  gateway: ['GatewaySubnet', 'virtualNetworkGateways', 'vgw'],
  'route-server': ['RouteServerSubnet', 'virtualHubs', 'rs'],
  empty: ['GatewaySubnet', null, null],
} as const;

function gatewaySubnet(site: Site, kind: NonNullable<NetworkSpec['gateway']>): SubnetWireSpec {
  const [name, type, stem] = GATEWAY_SUBNETS[kind];
  const prefix = `10.${site.octet}.255.0/27`;
  if (type === null) return { name, prefix };
  const holder = networkId(site.place, type, `${stem}-${site.stem}`);
  return { name, prefix, properties: { ipConfigurations: [{ id: `${holder}/ipConfigurations/default` }] } };
}

function spareNics(site: Site, nics: NonNullable<NetworkSpec['spareNics']>): SubnetWireSpec {
  const subnet = `${site.networkId}/subnets/snet-nva`;
  nics.forEach(({ address, forwarding }, at) => {
    site.ground.estate.resources.networkInterfaces.push(
      interfaceWire(site.place, {
        name: `nic-nva-${site.stem}-${at + 1}`,
        configurations: [{ address: siteAddress(site, address), subnet }],
        forwarding,
      }),
    );
  });
  return { name: 'snet-nva', prefix: `10.${site.octet}.240.0/24` };
}

function otherSubnets(site: Site, network: NetworkSpec): SubnetWireSpec[] {
  return [
    ...(network.gateway === undefined ? [] : [gatewaySubnet(site, network.gateway)]),
    ...(network.spareNics === undefined ? [] : [spareNics(site, network.spareNics)]),
  ];
}

/** Lays out the site's virtual network: its subnet with group, routes and NAT gateway, its peerings, and what else is in it. */
export function layNetwork(site: Site): void {
  const subnet: SubnetSpec = site.situation.subnet ?? {};
  const network: NetworkSpec = site.situation.network ?? {};
  const nat = subnet.nat === undefined ? undefined : layNatGateway(site, subnet.nat);
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
      publicSpace: network.publicSpace,
      subnets: [first, ...otherSubnets(site, network)],
      peerings: [
        ...(network.virtualHub === undefined ? [] : [hubPeering(site, network.virtualHub)]),
        ...(network.peerings ?? []).map((spec) => peering(site, spec)),
      ],
      properties: subnet.nat === 'network-default' ? { defaultPublicNatGateway: { id: nat } } : {},
    }),
  );
}
