import type { LoadBalancerFact, NicFact } from '../model/network-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf, parentKeyOf } from '../model/resource-id.ts';
import { append } from './grouped.ts';
import { ipv4Number } from './ip-prefix.ts';
import { parentIdOf } from './parent-id.ts';

/**
 * What holds a private address in a virtual network and may pass traffic on: NICs with IP forwarding by each of their addresses, and
 * internal load balancer front ends. Of other NICs only the first address is kept, as a number, to tell a NIC that does not
 * forward from an address that nothing holds. There is one for each network of the tenant, and most hold nothing but idle NICs, so what
 * is not there takes no memory, and numbers are kept as small integers.
 */
interface NetworkHolders {
  forwarding?: Map<string, ResourceId[]>;
  frontends?: Map<string, InternalFrontend[]>;
  readonly idle: number[];
}

/** The front end of an internal load balancer, with the members of the pools that its rules for TCP lead to. */
export interface InternalFrontend {
  readonly balancer: ResourceId;
  readonly members: readonly PoolMembers[];
}

/** A pool's members: NICs, shared by all front ends of the pool, and addresses in networks. */
interface PoolMembers {
  readonly nics: readonly ResourceId[];
  readonly addresses: readonly { readonly network: string; readonly address: string }[];
}

/** The appliances that routes may lead to, by the network that they are in. */
export interface ApplianceIndex {
  readonly networks: Map<string, NetworkHolders>;
  /** All NICs with IP forwarding, by key. */
  readonly forwarding: Map<string, ResourceId>;
}

export function emptyApplianceIndex(): ApplianceIndex {
  return { networks: new Map(), forwarding: new Map() };
}

/** The members of a front end's pools that forward, each once. */
export function forwardingMembers(
  { members }: InternalFrontend,
  { forwarding, networks }: ApplianceIndex,
): readonly ResourceId[] {
  const listed = members.flatMap(({ nics }) => nics);
  const byNic = listed.flatMap((nic) => forwarding.get(keyOf(nic)) ?? []);
  const byAddress = members
    .flatMap(({ addresses }) => addresses)
    .flatMap(({ network, address }) => networks.get(network)?.forwarding?.get(address) ?? []);
  return [...new Map([...byNic, ...byAddress].map((nic) => [keyOf(nic), nic])).values()];
}

/** Adds the NICs and load balancers of one subscription. */
export function addAppliances(
  index: ApplianceIndex,
  nics: ReadonlyMap<string, NicFact>,
  balancers: ReadonlyMap<string, LoadBalancerFact>,
): void {
  for (const [key, nic] of nics) addNic(index, key, nic);
  const isUnable = (nic: ResourceId) => nics.has(keyOf(nic)) && !index.forwarding.has(keyOf(nic));
  for (const balancer of balancers.values()) addBalancer(index, balancer, isUnable);
}

function addNic(index: ApplianceIndex, key: string, { id, properties }: NicFact): void {
  const configurations = properties?.ipConfigurations ?? [];
  const forwards = properties?.enableIPForwarding === true;
  if (forwards) index.forwarding.set(key, id);
  const first = configurations.find(({ primary }) => primary === true) ?? configurations[0];
  for (const configuration of forwards ? configurations : [first]) {
    const number = ipv4Number(configuration?.privateAddress ?? '');
    if (configuration?.subnet === undefined || number === undefined) continue;
    const holders = holdersIn(index, parentKeyOf(configuration.subnet));
    if (forwards) {
      holders.forwarding ??= new Map();
      append(holders.forwarding, configuration.privateAddress?.trim() ?? '', id);
    } else holders.idle.push(smallInteger(number));
  }
}

/** Whether a NIC that does not forward holds the address, as its number. */
export function isIdle({ idle }: NetworkHolders, address: number): boolean {
  return idle.includes(smallInteger(address));
}

/** The 32 bits of an address as an integer that takes no room of its own. */
function smallInteger(address: number): number {
  return address | 0;
}

function addBalancer(
  index: ApplianceIndex,
  { id, properties }: LoadBalancerFact,
  isUnable: (nic: ResourceId) => boolean,
): void {
  const internal = (properties?.frontends ?? []).filter(({ privateAddress }) => privateAddress !== undefined);
  if (properties === undefined || internal.length === 0) return;
  const pools = new Map(properties.pools.map((pool) => [keyOf(pool.id), poolMembers(pool, isUnable)]));
  const rules = properties.loadBalancingRules.filter(({ protocol }) => protocol?.toLowerCase() !== 'udp');
  for (const { id: frontend, subnet, privateAddress } of internal) {
    if (subnet === undefined || privateAddress === undefined) continue;
    const serving = rules.filter((rule) => rule.frontends.some((each) => keyOf(each) === keyOf(frontend)));
    const reached = new Set(serving.flatMap((rule) => rule.pools.map(keyOf)));
    const members = [...reached].flatMap((pool) => pools.get(pool) ?? []);
    const holders = holdersIn(index, parentKeyOf(subnet));
    holders.frontends ??= new Map();
    append(holders.frontends, privateAddress.trim(), { balancer: id, members });
  }
}

/** Members that are known not to forward are left out: the pools of ordinary services are long. */
function poolMembers(
  pool: NonNullable<LoadBalancerFact['properties']>['pools'][number],
  isUnable: (nic: ResourceId) => boolean,
): PoolMembers {
  const nics = new Map(pool.ipConfigurations.map(parentIdOf).map((nic) => [keyOf(nic), nic]));
  return {
    nics: [...nics.values()].filter((nic) => !isUnable(nic)),
    addresses: pool.addresses.flatMap(({ network = pool.network, address }) =>
      network === undefined ? [] : [{ network: keyOf(network), address: address.trim() }],
    ),
  };
}

function holdersIn({ networks }: ApplianceIndex, network: string): NetworkHolders {
  const known = networks.get(network);
  if (known !== undefined) return known;
  const holders: NetworkHolders = { idle: [] };
  networks.set(network, holders);
  return holders;
}
