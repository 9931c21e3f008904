import type { Declarations } from '../model/declarations.ts';
import { NO_DECLARATIONS } from '../model/declarations.ts';
import type { NatGatewayFact } from '../model/network-facts.ts';
import type { NotRead } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf, parentKeyOf } from '../model/resource-id.ts';
import type { FactOf, SubscriptionFacts } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { grouped } from './grouped.ts';
import type { MemberAddress } from './member-addresses.ts';
import { memberAddresses } from './member-addresses.ts';
import { missingObject } from './missing-object.ts';
import type { ListGaps, NetworkKind, Shelves } from './network-kind.ts';
import { listGapsOf, shelvesOf } from './network-kind.ts';
import type { NetworkSketch } from './network-sketch.ts';
import { networkSketch } from './network-sketch.ts';
import type { TenantIndex } from './tenant-index.ts';

/** Everything that judging the VMs of one subscription looks up: its own facts first, then what the tenant index kept. */
export interface NetworkWorld {
  readonly subscription: SubscriptionId;
  readonly own: Shelves;
  readonly gaps: ListGaps;
  readonly tenant: TenantIndex;
  /** Members of the subscription's own back-end pools, by address and by the key of their IP configuration. */
  readonly membersByAddress: ReadonlyMap<string, readonly MemberAddress[]>;
  readonly poolsByMember: ReadonlyMap<string, readonly ResourceId[]>;
  /** The subscription's own NAT gateways that name a network, by its key. */
  readonly natGatewaysByNetwork: ReadonlyMap<string, readonly NatGatewayFact[]>;
  /** The NICs of instances of Uniform scale sets, by the key of the instance. */
  readonly nicsOfInstance: ReadonlyMap<string, readonly ResourceId[]>;
  /** What the owners of networks declare about the default routes that these learn. */
  readonly declaredDefaults: Declarations['learnedDefaultRoutes'];
}

/** The outcome of a look-up by ID. What is missing says why, so that no judgement can take it for absent. */
export type Found<T> =
  | { readonly kind: 'found'; readonly fact: T }
  | { readonly kind: 'missing'; readonly missing: NotRead };

/** Prepares one subscription for judging. Several subscriptions may be prepared from one tenant index at the same time. */
export function prepareWorld(
  facts: SubscriptionFacts,
  tenant: TenantIndex,
  declared: Declarations['learnedDefaultRoutes'] = NO_DECLARATIONS.learnedDefaultRoutes,
): NetworkWorld {
  const own = shelvesOf(facts);
  const balancers = [...own.loadBalancers.values()];
  const pools = balancers.flatMap(({ properties }) => properties?.pools ?? []);
  const natGateways = [...own.natGateways.values()];
  return {
    subscription: facts.subscription.id,
    own,
    gaps: listGapsOf(facts),
    tenant,
    membersByAddress: grouped(
      balancers.flatMap((balancer) => memberAddresses(balancer).map((member) => [member.key, member])),
    ),
    poolsByMember: grouped(
      pools.flatMap((pool) => pool.ipConfigurations.map((member) => [keyOf(member), pool.id])),
    ),
    natGatewaysByNetwork: grouped(natGateways.flatMap((gateway) => namedNetwork(gateway))),
    nicsOfInstance: grouped(instanceNics(own)),
    declaredDefaults: declared,
  };
}

/** Looks an object up by ID, whatever its letter case and subscription. */
export function lookUp<K extends NetworkKind>(
  world: NetworkWorld,
  kind: K,
  id: ResourceId,
): Found<FactOf<K>> {
  const key = keyOf(id);
  const fact = world.own[kind].get(key) ?? world.tenant.kept[kind].get(key);
  return fact === undefined
    ? { kind: 'missing', missing: missingObject(world, kind, id) }
    : { kind: 'found', fact };
}

/** Looks a virtual network up as its peers see it; `undefined` where it is not in the inventory. */
export function lookUpNetwork(world: NetworkWorld, id: ResourceId): NetworkSketch | undefined {
  const own = world.own.virtualNetworks.get(keyOf(id));
  return own === undefined ? world.tenant.networks.get(keyOf(id)) : networkSketch(own);
}

function namedNetwork(gateway: NatGatewayFact): readonly (readonly [string, NatGatewayFact])[] {
  const network = gateway.properties?.sourceNetwork;
  return network === undefined ? [] : [[keyOf(network), gateway]];
}

function instanceNics({ networkInterfaces }: Shelves): readonly (readonly [string, ResourceId])[] {
  return [...networkInterfaces.values()].flatMap(({ id }) =>
    IN_INSTANCE.test(id) ? [[parentKeyOf(id), id] as const] : [],
  );
}

const IN_INSTANCE = /\/virtualMachineScaleSets\/[^/]+\/virtualMachines\//i;
