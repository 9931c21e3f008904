import type { FirewallFact, VirtualHubFact } from '../../src/model/hub-facts.ts';
import type {
  NicFact,
  RouteTableFact,
  RuleFact,
  SubnetFact,
  VirtualNetworkFact,
} from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { Items, Parts, Situation } from './builders.ts';
import {
  configuration,
  facts,
  firewall,
  ID,
  id,
  network,
  nic,
  nsg,
  OTHER,
  peering,
  route,
  routeTable,
  subnet,
  virtualHub,
} from './builders.ts';

type Routes = Parameters<typeof routeTable>[0];

/** The NIC's group has the rules given. */
export function onNic(...rules: readonly RuleFact[]): Situation {
  return {
    networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
    networkSecurityGroups: [nsg(rules)],
  };
}

/** The subnet is as given, in a network with the parts given. */
export function inSubnet(over: Parts<SubnetFact>, parts: Parts<VirtualNetworkFact> = {}): Situation {
  return { virtualNetworks: [network({ subnets: [subnet(over)], ...parts })] };
}

/** The subnet has a route table with the routes given, in a network with the parts given. */
export function routed(
  routes: Routes,
  parts: Parts<VirtualNetworkFact> = {},
  table: Parts<RouteTableFact> = {},
): Situation {
  return { ...inSubnet({ routeTable: ID.table }, parts), routeTables: [routeTable(routes, table)] };
}

/** The default route leads to an address of the own network, 10.1.9.4 unless told otherwise. */
export function toAppliance(address = '10.1.9.4', parts: Parts<VirtualNetworkFact> = {}): Situation {
  return routed([route('0.0.0.0/0', 'VirtualAppliance', address)], parts);
}

export const NVA = {
  subnet: id('Microsoft.Network/virtualNetworks/spoke/subnets/nva'),
  hubSubnet: id('Microsoft.Network/virtualNetworks/hub/subnets/nva', OTHER, 'hub-rg'),
  nic: id('Microsoft.Network/networkInterfaces/nva'),
  nic2: id('Microsoft.Network/networkInterfaces/nva2'),
  vm: id('Microsoft.Compute/virtualMachines/nva'),
  hubNic: id('Microsoft.Network/networkInterfaces/nva', OTHER, 'hub-rg'),
} as const;

/** An appliance's NIC, at 10.1.9.4 of the own network unless told otherwise. */
export function forwarder(
  over: Parts<NicFact> = {},
  at: ResourceId = NVA.nic,
  where: Partial<Parameters<typeof configuration>[0]> = {},
): NicFact {
  const own = configuration({
    id: `${at}/ipConfigurations/ipconfig1` as ResourceId,
    privateAddress: '10.1.9.4',
    subnet: NVA.subnet,
    ...where,
  });
  return nic({ virtualMachine: NVA.vm, enableIPForwarding: true, ipConfigurations: [own], ...over }, at);
}

/** The hub's network in another subscription, to which the own network is peered. */
export function hubSubscription(over: Items = {}) {
  const hub = network({ addressSpace: ['10.0.0.0/16'], subnets: [] }, ID.hub);
  return facts({ virtualNetworks: [hub], ...over }, OTHER);
}

/** The own network is peered to the hub's network, and the default route leads to the hub's firewall. */
export function behindFirewall(fact: FirewallFact = firewall()): Situation {
  return {
    ...toAppliance('10.0.1.4', { peerings: [peering()] }),
    others: [hubSubscription({ firewalls: [fact] })],
  };
}

/** The own network is a spoke of a virtual hub in another subscription, without user routes. */
export function spokeOf(hub: Partial<VirtualHubFact> = {}, items: Items = {}): Situation {
  const spoke = peering({
    name: 'RemoteVnetToHubPeering_0a1b',
    remoteNetwork: id('Microsoft.Network/virtualNetworks/HV_vhub', 'ffffffff-0000-0000-0000-000000000000'),
    useRemoteGateways: true,
  });
  return {
    virtualNetworks: [network({ peerings: [spoke] })],
    others: [facts({ virtualHubs: [virtualHub(hub)], ...items }, OTHER)],
  };
}
