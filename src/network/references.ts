import type {
  LoadBalancerFact,
  NatGatewayFact,
  NicFact,
  SubnetFact,
  VirtualNetworkFact,
} from '../model/network-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { FactOf } from '../model/subscription-facts.ts';
import type { ReferredKind } from './network-kind.ts';
import { parentIdOf } from './parent-id.ts';

/** An object that another one names, and of which kind it is. */
export interface Reference {
  readonly kind: ReferredKind;
  readonly id: ResourceId;
}

/** What an object of each kind refers to by ID and cannot be judged without. */
export const REFERENCES: { readonly [K in ReferredKind]: (fact: FactOf<K>) => readonly Reference[] } = {
  virtualNetworks: virtualNetworkReferences,
  loadBalancers: loadBalancerReferences,
  natGateways: natGatewayReferences,
  networkSecurityGroups: () => [],
  routeTables: () => [],
  publicAddresses: () => [],
  publicPrefixes: () => [],
};

export function nicReferences(nic: NicFact): readonly Reference[] {
  const properties = nic.properties;
  if (properties === undefined) return [];
  return [
    ...named('networkSecurityGroups', properties.networkSecurityGroup),
    ...properties.ipConfigurations.flatMap((configuration) => [
      ...named('virtualNetworks', configuration.subnet && parentIdOf(configuration.subnet)),
      ...named('publicAddresses', configuration.publicAddress),
      ...configuration.backendPools.flatMap((pool) => named('loadBalancers', parentIdOf(pool))),
    ]),
  ];
}

function subnetReferences(subnet: SubnetFact): readonly Reference[] {
  return [
    ...named('networkSecurityGroups', subnet.properties?.networkSecurityGroup),
    ...named('routeTables', subnet.properties?.routeTable),
    ...named('natGateways', subnet.properties?.natGateway),
  ];
}

function virtualNetworkReferences(network: VirtualNetworkFact): readonly Reference[] {
  const subnets = network.properties?.subnets ?? [];
  return [
    ...named('natGateways', network.properties?.defaultNatGateway),
    ...subnets.flatMap(subnetReferences),
  ];
}

function natGatewayReferences(gateway: NatGatewayFact): readonly Reference[] {
  const addresses = gateway.properties?.publicAddresses ?? [];
  const prefixes = gateway.properties?.publicPrefixes ?? [];
  return [
    ...addresses.flatMap((id) => named('publicAddresses', id)),
    ...prefixes.flatMap((id) => named('publicPrefixes', id)),
  ];
}

function loadBalancerReferences(balancer: LoadBalancerFact): readonly Reference[] {
  const frontends = balancer.properties?.frontends ?? [];
  return frontends.flatMap((frontend) => [
    ...named('publicAddresses', frontend.publicAddress),
    ...named('publicPrefixes', frontend.publicPrefix),
  ]);
}

function named(kind: ReferredKind, id: ResourceId | undefined): readonly Reference[] {
  return id === undefined ? [] : [{ kind, id }];
}
