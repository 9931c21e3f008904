import type { VmFact } from '../model/compute-facts.ts';
import type { NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';

/** The NIC whose flag and network decide for a VM, or why there is none. */
export type PrimaryNic =
  | { readonly kind: 'found'; readonly nic: NicFact }
  | { readonly kind: 'none'; readonly reason: NetworkReason };

/**
 * Finds the NIC that counts: the one that the VM's network profile marks primary, else the only one, else the one whose own
 * `properties.primary` is true. It must be in the VM's own subscription's list and must not name another VM as its own.
 */
export function primaryNic(vm: VmFact, world: NetworkWorld): PrimaryNic {
  const listed = distinct(listedNics(vm, world));
  if (listed.length === 0) return { kind: 'none', reason: { code: 'no-network-interface', vm: vm.id } };
  const chosen = markedPrimary(listed) ?? onlyOne(listed) ?? primaryByItself(listed, world);
  if (chosen === undefined) {
    return { kind: 'none', reason: { code: 'primary-nic-unclear', vm: vm.id, count: listed.length } };
  }
  const nic = world.own.networkInterfaces.get(keyOf(chosen));
  return nic === undefined ? notInOwnList(chosen, world) : unlessOfAnother(nic, vm);
}

/** An instance of a Uniform scale set may come without a network profile; its NICs' IDs begin with its own. */
function listedNics(vm: VmFact, world: NetworkWorld): NonNullable<VmFact['networkInterfaces']> {
  const listed = vm.networkInterfaces ?? [];
  if (listed.length > 0) return listed;
  return (world.nicsOfInstance.get(keyOf(vm.id)) ?? []).map((id) => ({ id }));
}

interface ListedNic {
  readonly id: ResourceId;
  readonly primary: boolean;
}

/** One NIC may be listed twice in different letter case; it is primary if either entry says so. */
function distinct(entries: NonNullable<VmFact['networkInterfaces']>): readonly ListedNic[] {
  const byKey = new Map<string, ListedNic>();
  for (const { id, primary } of entries) {
    const key = keyOf(id);
    const before = byKey.get(key);
    byKey.set(key, { id: before?.id ?? id, primary: primary === true || before?.primary === true });
  }
  return [...byKey.values()];
}

function markedPrimary(listed: readonly ListedNic[]): ResourceId | undefined {
  return onlyOne(listed.filter(({ primary }) => primary));
}

function primaryByItself(listed: readonly ListedNic[], world: NetworkWorld): ResourceId | undefined {
  return onlyOne(
    listed.filter(({ id }) => world.own.networkInterfaces.get(keyOf(id))?.properties?.primary === true),
  );
}

function onlyOne(listed: readonly ListedNic[]): ResourceId | undefined {
  return listed.length === 1 ? listed[0]?.id : undefined;
}

function notInOwnList(id: ResourceId, world: NetworkWorld): PrimaryNic {
  const found = lookUp(world, 'networkInterfaces', id);
  const missing = found.kind === 'missing' ? found.missing : { object: id, why: 'not-found' as const };
  return { kind: 'none', reason: { code: 'nic-not-found', nic: id, ...missing } };
}

/** A NIC without a back reference is accepted: the VM's own profile names it. */
function unlessOfAnother(nic: NicFact, vm: VmFact): PrimaryNic {
  const holder = nic.properties?.virtualMachine;
  return holder === undefined || keyOf(holder) === keyOf(vm.id)
    ? { kind: 'found', nic }
    : { kind: 'none', reason: { code: 'nic-of-another-vm', nic: nic.id, vm: holder } };
}
