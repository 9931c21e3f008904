import type { ScaleSetFact, VmFact } from '../../src/model/compute-facts.ts';
import type { LearnedDefaultRoute } from '../../src/model/declarations.ts';
import type {
  FirewallFact,
  FirewallPolicyFact,
  NetworkManagerFact,
  RuleCollectionFact,
  VirtualHubFact,
} from '../../src/model/hub-facts.ts';
import type {
  IpConfigurationFact,
  LoadBalancerFact,
  NatGatewayFact,
  NicFact,
  PeeringFact,
  PublicAddressFact,
  PublicPrefixFact,
  RouteTableFact,
  RuleFact,
  SecurityGroupFact,
  SubnetFact,
  VirtualNetworkFact,
} from '../../src/model/network-facts.ts';
import type { PathFinding } from '../../src/model/path-finding.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { keyOf, nameOf } from '../../src/model/resource-id.ts';
import {
  type FactKind,
  type FactOf,
  SNAPSHOT_SCHEMA_VERSION,
  type SubscriptionFacts,
} from '../../src/model/subscription-facts.ts';
import { parseSubscriptionId } from '../../src/model/subscription-id.ts';
import { networkPath } from '../../src/network/network-path.ts';
import { prepareWorld } from '../../src/network/network-world.ts';
import { primaryNic } from '../../src/network/primary-nic.ts';
import {
  addToTenantIndex,
  addWanted,
  createTenantIndex,
  subscriptionsWanted,
} from '../../src/network/tenant-index.ts';

export const OWN = '11111111-1111-1111-1111-111111111111';
export const OTHER = '22222222-2222-2222-2222-222222222222';

/** An ID in the own subscription and resource group `rg`, or in those given. */
export function id(path: string, subscription = OWN, group = 'rg'): ResourceId {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${path}` as ResourceId;
}

export const ID = {
  vm: id('Microsoft.Compute/virtualMachines/vm1'),
  nic: id('Microsoft.Network/networkInterfaces/nic1'),
  network: id('Microsoft.Network/virtualNetworks/spoke'),
  subnet: id('Microsoft.Network/virtualNetworks/spoke/subnets/mail'),
  nicNsg: id('Microsoft.Network/networkSecurityGroups/nic-nsg'),
  subnetNsg: id('Microsoft.Network/networkSecurityGroups/subnet-nsg'),
  table: id('Microsoft.Network/routeTables/rt'),
  address: id('Microsoft.Network/publicIPAddresses/pip'),
  prefix: id('Microsoft.Network/publicIPPrefixes/range'),
  nat: id('Microsoft.Network/natGateways/nat'),
  balancer: id('Microsoft.Network/loadBalancers/lb'),
  pool: id('Microsoft.Network/loadBalancers/lb/backendAddressPools/pool'),
  frontend: id('Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/front'),
  configuration: id('Microsoft.Network/networkInterfaces/nic1/ipConfigurations/ipconfig1'),
  hub: id('Microsoft.Network/virtualNetworks/hub', OTHER, 'hub-rg'),
  firewall: id('Microsoft.Network/azureFirewalls/fw', OTHER, 'hub-rg'),
  firewallSubnet: id('Microsoft.Network/virtualNetworks/hub/subnets/AzureFirewallSubnet', OTHER, 'hub-rg'),
} as const;

export type Parts<T extends { readonly properties?: unknown }> = Partial<NonNullable<T['properties']>>;

export function vm(over: Partial<VmFact> = {}): VmFact {
  return { id: ID.vm, name: 'vm1', networkInterfaces: [{ id: ID.nic, primary: true }], ...over };
}

export function configuration(over: Partial<IpConfigurationFact> = {}): IpConfigurationFact {
  return {
    id: ID.configuration,
    primary: true,
    privateAddress: '10.1.0.4',
    subnet: ID.subnet,
    applicationSecurityGroups: [],
    backendPools: [],
    ...over,
  };
}

export function nic(over: Parts<NicFact> = {}, at: ResourceId = ID.nic): NicFact {
  return {
    id: at,
    name: nameOf(at),
    properties: { virtualMachine: ID.vm, primary: true, ipConfigurations: [configuration()], ...over },
  };
}

export function subnet(over: Parts<SubnetFact> = {}, at: ResourceId = ID.subnet): SubnetFact {
  return {
    id: at,
    name: nameOf(at),
    properties: { prefixes: ['10.1.0.0/24'], delegated: false, hasIpConfigurations: true, ...over },
  };
}

export function network(
  over: Parts<VirtualNetworkFact> = {},
  at: ResourceId = ID.network,
): VirtualNetworkFact {
  return {
    id: at,
    name: nameOf(at),
    properties: { addressSpace: ['10.1.0.0/16'], subnets: [subnet()], peerings: [], ...over },
  };
}

export function peering(over: Partial<PeeringFact> = {}): PeeringFact {
  return {
    name: 'to-hub',
    state: 'Connected',
    remoteNetwork: ID.hub,
    remotePrefixes: ['10.0.0.0/16'],
    useRemoteGateways: false,
    ...over,
  };
}

/** An outbound TCP rule from and to everywhere on port 25, denying unless told otherwise. */
export function rule(name: string, priority: number, over: Partial<RuleFact> = {}): RuleFact {
  return {
    name,
    priority,
    direction: 'Outbound',
    access: 'Deny',
    protocol: 'Tcp',
    sources: ['*'],
    sourcePorts: ['*'],
    sourceGroups: [],
    destinations: ['*'],
    destinationPorts: ['25'],
    destinationGroups: [],
    ...over,
  };
}

export function nsg(rules: readonly RuleFact[], at: ResourceId = ID.nicNsg): SecurityGroupFact {
  return { id: at, name: nameOf(at), properties: { rules: [...rules], defaultRules: [] } };
}

type Route = NonNullable<RouteTableFact['properties']>['routes'][number];

export function route(prefix: string, nextHopType: string, nextHopAddress?: string): Route {
  const hop = nextHopAddress === undefined ? {} : { nextHopAddress };
  return { name: `to-${prefix}`, prefix, nextHopType, ...hop };
}

export function routeTable(routes: readonly Route[], over: Parts<RouteTableFact> = {}): RouteTableFact {
  return { id: ID.table, name: 'rt', properties: { routes: [...routes], ...over } };
}

export function publicAddress(
  over: Parts<PublicAddressFact> = {},
  at: ResourceId = ID.address,
): PublicAddressFact {
  const properties = { address: '20.1.2.3', version: 'IPv4', allocation: 'Static', ...over };
  return { id: at, name: nameOf(at), properties };
}

export function publicPrefix(over: Parts<PublicPrefixFact> = {}): PublicPrefixFact {
  return { id: ID.prefix, name: 'range', properties: { prefix: '20.9.0.0/28', version: 'IPv4', ...over } };
}

export function natGateway(over: Parts<NatGatewayFact> = {}, at: ResourceId = ID.nat): NatGatewayFact {
  return {
    id: at,
    name: nameOf(at),
    properties: { publicAddresses: [ID.address], publicPrefixes: [], ...over },
  };
}

export function balancer(over: Parts<LoadBalancerFact> = {}, sku = 'Standard'): LoadBalancerFact {
  return {
    id: ID.balancer,
    name: 'lb',
    sku,
    properties: {
      frontends: [{ id: ID.frontend, publicAddress: ID.address }],
      pools: [{ id: ID.pool, ipConfigurations: [], addresses: [] }],
      loadBalancingRules: [],
      outboundRules: [],
      ...over,
    },
  };
}

type Balancing = NonNullable<LoadBalancerFact['properties']>['outboundRules'][number];

export function balancing(over: Partial<Balancing> = {}): Balancing {
  return {
    name: 'rule',
    protocol: 'Tcp',
    pools: [ID.pool],
    frontends: [ID.frontend],
    disableOutboundSnat: false,
    ...over,
  };
}

/** An Azure Firewall at 10.0.1.4 in the hub's network, with classic rules; `more` is what stands beside its properties. */
export function firewall(
  over: Parts<FirewallFact> = {},
  at: ResourceId = ID.firewall,
  more: Partial<Omit<FirewallFact, 'properties'>> = {},
): FirewallFact {
  return {
    id: at,
    name: nameOf(at),
    properties: {
      privateAddresses: ['10.0.1.4'],
      subnets: [ID.firewallSubnet],
      publicAddresses: [],
      hubPublicAddresses: [],
      classicRules: [],
      ...over,
    },
    policies: read([]),
    ipGroups: [],
    ...more,
  };
}

type FirewallRuleFact = RuleCollectionFact['rules'][number];

/** A network rule for TCP 25 from and to everywhere. */
export function networkRule(over: Partial<FirewallRuleFact> = {}): FirewallRuleFact {
  return {
    name: 'smtp',
    protocols: ['TCP'],
    sources: ['*'],
    sourceGroups: [],
    destinations: ['*'],
    destinationGroups: [],
    destinationNames: [],
    destinationPorts: ['25'],
    ...over,
  };
}

export function collection(
  action: 'Allow' | 'Deny',
  rules: readonly FirewallRuleFact[] = [networkRule()],
  over: Partial<RuleCollectionFact> = {},
): RuleCollectionFact {
  return { name: `${action.toLowerCase()}-smtp`, priority: 200, action, rules: [...rules], ...over };
}

export function policyId(name: string): ResourceId {
  return id(`Microsoft.Network/firewallPolicies/${name}`, OTHER, 'hub-rg');
}

/** A firewall policy with one rule collection group. */
export function policy(
  name: string,
  collections: readonly RuleCollectionFact[],
  over: Partial<FirewallPolicyFact> = {},
): FirewallPolicyFact {
  const group = { name: 'network', priority: 100, collections: [...collections] };
  return { id: policyId(name), name, groups: read([group]), ...over };
}

type Connection = Extract<VirtualHubFact['connections'], { kind: 'read' }>['items'][number];

export const VHUB = {
  hub: id('Microsoft.Network/virtualHubs/vhub', OTHER, 'wan-rg'),
  connection: id('Microsoft.Network/virtualHubs/vhub/hubVirtualNetworkConnections/spoke', OTHER, 'wan-rg'),
  nvaConnection: id('Microsoft.Network/virtualHubs/vhub/hubVirtualNetworkConnections/nva', OTHER, 'wan-rg'),
  defaultTable: id('Microsoft.Network/virtualHubs/vhub/hubRouteTables/defaultRouteTable', OTHER, 'wan-rg'),
  otherTable: id('Microsoft.Network/virtualHubs/vhub/hubRouteTables/isolated', OTHER, 'wan-rg'),
} as const;

export function connection(over: Partial<Connection> = {}): Connection {
  return {
    id: VHUB.connection,
    name: 'spoke',
    remoteNetwork: ID.network,
    enableInternetSecurity: true,
    staticRoutes: [],
    ...over,
  };
}

type HubTable = Extract<VirtualHubFact['routeTables'], { kind: 'read' }>['items'][number];

/** A route table of the virtual hub that sends the prefixes to a resource. */
export function hubTable(
  nextHop?: ResourceId,
  at: ResourceId = VHUB.defaultTable,
  destinations = ['0.0.0.0/0'],
): HubTable {
  const route = { name: 'all', destinationType: 'CIDR', destinations, nextHopType: 'ResourceId' };
  const routes = nextHop === undefined ? [] : [{ ...route, nextHop }];
  return { id: at, name: nameOf(at), routes };
}

/** A virtual hub with the spoke connected, without routing intent and without default route. */
export function virtualHub(over: Partial<VirtualHubFact> = {}): VirtualHubFact {
  return {
    id: VHUB.hub,
    name: 'vhub',
    properties: { addressPrefix: '10.100.0.0/23' },
    connections: read([connection()]),
    routingIntent: read([]),
    routeTables: read([hubTable()]),
    ...over,
  };
}

type AdminRule = Extract<NetworkManagerFact['adminRules'], { kind: 'read' }>['items'][number];

export function adminRule(over: Partial<AdminRule> = {}): AdminRule {
  return {
    id: id('Microsoft.Network/networkManagers/avnm/rule'),
    name: 'block-mail',
    access: 'Deny',
    direction: 'Outbound',
    protocol: 'Tcp',
    priority: 10,
    destinationPorts: ['25'],
    ...over,
  };
}

/** A network manager with the own subscription in its scope. */
export function networkManager(
  rules: readonly AdminRule[],
  over: Parts<NetworkManagerFact> = {},
): NetworkManagerFact {
  const at = id('Microsoft.Network/networkManagers/avnm', OTHER);
  const scope = { subscriptions: [`/subscriptions/${OWN}`], managementGroups: [], ...over };
  return { id: at, name: 'avnm', properties: scope, adminRules: read(rules) };
}

/** A Uniform scale set with the NICs and public addresses of its instances. */
export function scaleSet(over: Partial<ScaleSetFact> = {}): ScaleSetFact {
  return {
    id: id('Microsoft.Compute/virtualMachineScaleSets/set'),
    name: 'set',
    orchestration: 'Uniform',
    instances: read([]),
    networkInterfaces: read([]),
    publicAddresses: read([]),
    ...over,
  };
}

export function read<T>(items: readonly T[]): Reading<T> {
  return { kind: 'read', items, malformed: 0 };
}

export function unreadable<T>(action = 'Microsoft.Network/x/read'): Reading<T> {
  return {
    kind: 'unreadable',
    problem: { status: 403, code: 'AuthorizationFailed', message: 'no', action },
    items: [],
  };
}

export type Items = { readonly [K in FactKind]?: readonly FactOf<K>[] | Reading<FactOf<K>> };

const KINDS: readonly FactKind[] = [
  'virtualMachines',
  'powerStates',
  'networkInterfaces',
  'networkSecurityGroups',
  'routeTables',
  'virtualNetworks',
  'publicAddresses',
  'publicPrefixes',
  'natGateways',
  'loadBalancers',
  'firewalls',
  'virtualHubs',
  'networkManagers',
  'scaleSets',
  'roleAssignments',
  'billingProperty',
  'aliases',
];

/** Asked for only where they can decide something; unless given, they were not. */
const FURTHER_KINDS: readonly FactKind[] = [
  'billingSubscriptions',
  'billingPeriods',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
  'machineOperations',
];

const NOT_NEEDED = { kind: 'not-asked', why: 'not-needed' } as const;

/** A subscription with the items given and nothing else. */
export function facts(items: Items, subscription = OWN): SubscriptionFacts {
  const readings = Object.fromEntries(
    [...KINDS, ...FURTHER_KINDS].map((kind) => {
      const given = items[kind] ?? (FURTHER_KINDS.includes(kind) ? NOT_NEEDED : []);
      return [kind, 'kind' in given ? given : read(given as readonly never[])];
    }),
  ) as SubscriptionFacts['readings'];
  const parsed = parseSubscriptionId(subscription);
  if (parsed === undefined) throw new Error(`not a subscription: ${subscription}`);
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    collectedAt: '2026-11-23T02:00:00Z',
    subscription: { id: parsed, name: 'sub', state: 'Enabled', managedByTenants: [] },
    readings,
  };
}

/** A tenant index over the subscriptions, with the second look where it is asked for. */
export function tenantOf(subscriptions: readonly SubscriptionFacts[]) {
  const index = createTenantIndex();
  for (const each of subscriptions) addToTenantIndex(index, each);
  for (let wanted = subscriptionsWanted(index); wanted.length > 0; wanted = subscriptionsWanted(index)) {
    for (const each of subscriptions) if (wanted.includes(each.subscription.id)) addWanted(index, each);
  }
  return index;
}

/** What a situation says otherwise than the plain one: a running VM in subnet 10.1.0.0/24 without NSG, route table or way out of its own. */
export interface Situation extends Items {
  readonly vm?: VmFact;
  readonly powerState?: string | undefined;
  readonly declared?: LearnedDefaultRoute;
  readonly others?: readonly SubscriptionFacts[];
}

/** Judges the situation's VM as a run would: index first, then the world, the primary NIC and the path. */
export function pathIn({ vm: subject = vm(), others = [], declared, ...situation }: Situation): PathFinding {
  const own = facts({ networkInterfaces: [nic()], virtualNetworks: [network()], ...situation });
  const declarations = new Map(declared === undefined ? [] : [[keyOf(ID.network), declared]]);
  const world = prepareWorld(own, tenantOf([own, ...others]), declarations);
  const powerState = 'powerState' in situation ? situation.powerState : 'running';
  return networkPath({ vm: subject, powerState, nic: primaryNic(subject, world) }, world);
}
