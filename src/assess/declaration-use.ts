import type { Declarations, SenderEntry } from '../model/declarations.ts';
import { parseResourceId, type ResourceKey } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { type SubscriptionId, subscriptionOf } from '../model/subscription-id.ts';
import type { TenantIndex } from '../network/tenant-index.ts';
import { machinesOf } from './machines.ts';
import { matches } from './matching.ts';
import { inShort } from './network-names.ts';
import { ownershipOf, scaleSetOf } from './ownership.ts';
import { matchable } from './senders.ts';

/** Which entries of the declarations file have met something in the run so far. Only numbers are kept. */
export interface DeclarationUse {
  /** The entries under `senders` that no machine has matched yet, by their place in the list. */
  readonly unmatched: Set<number>;
  /** How many subscriptions' machines were not all read: what they hold may match. */
  unread: number;
}

/** The run as a whole, against which the declarations file is held. */
export interface InventoryOfRun {
  readonly tenant: TenantIndex;
  /** Whether the run looks at every subscription that is visible; otherwise nobody can miss one. */
  readonly wholeTenant: boolean;
}

export function createDeclarationUse({ senders }: Declarations): DeclarationUse {
  return { unmatched: new Set(senders.keys()), unread: 0 };
}

/** What two parts of a run have met together. */
export function joinDeclarationUse(a: DeclarationUse, b: DeclarationUse): DeclarationUse {
  return {
    unmatched: new Set([...a.unmatched].filter((at) => b.unmatched.has(at))),
    unread: a.unread + b.unread,
  };
}

/** Takes note of what one subscription's machines match. */
export function noteDeclarationUse(
  use: DeclarationUse,
  { senders }: Declarations,
  facts: SubscriptionFacts,
): void {
  if (!allMachinesRead(facts)) use.unread += 1;
  if (use.unmatched.size === 0) return;
  const ownership = ownershipOf(facts);
  const subscription = facts.subscription.id;
  for (const machine of machinesOf(facts)) {
    const subject = matchable(machine, { subscription, scaleSet: scaleSetOf(machine, ownership) });
    for (const at of use.unmatched) {
      const entry = senders[at];
      if (entry !== undefined && matches(entry.matcher, subject)) use.unmatched.delete(at);
    }
    if (use.unmatched.size === 0) return;
  }
}

/** A disabled subscription was not asked, and nothing in it can send. */
function allMachinesRead({ readings: { virtualMachines, scaleSets } }: SubscriptionFacts): boolean {
  if (virtualMachines.kind === 'not-asked') return virtualMachines.why === 'subscription-disabled';
  return (
    virtualMachines.kind === 'read' &&
    scaleSets.kind === 'read' &&
    scaleSets.items.every(({ instances }) => instances.kind !== 'unreadable')
  );
}

/** What the declarations file names that the run did not meet: subscriptions, networks, patterns of senders; one sentence each. */
export function unusedDeclarations(
  declarations: Declarations,
  use: DeclarationUse,
  run: InventoryOfRun,
): readonly string[] {
  const { subscriptions, learnedDefaultRoutes, senders } = declarations;
  const unknown = [...subscriptions.keys()].filter((id) => !run.tenant.subscriptions.has(id));
  return [
    ...(run.wholeTenant ? unknown.map(unknownSubscription) : []),
    ...[...learnedDefaultRoutes.keys()].flatMap((key) => unknownNetwork(key, run)),
    ...senders
      .filter((_, at) => use.unmatched.has(at))
      .map((entry) => unmatchedSender(entry, doubt(use, run))),
  ];
}

function unknownSubscription(id: SubscriptionId): string {
  return (
    `The declarations file names subscription ${id}, which is not in this run; check the ID, the scope of the run and the ` +
    'Reader role there, or remove the entry.'
  );
}

function unknownNetwork(key: ResourceKey, { tenant, wholeTenant }: InventoryOfRun): readonly string[] {
  const { subscriptions, networks } = tenant;
  if (networks.has(key)) return [];
  const id = parseResourceId(key);
  const holder = id === undefined ? undefined : subscriptionOf(id);
  const lists = holder === undefined ? undefined : subscriptions.get(holder)?.lists;
  // A list that could not be read proves nothing; the coverage tells of it.
  if (lists === undefined ? !wholeTenant : lists.virtualNetworks !== undefined) return [];
  const name = id === undefined ? key : inShort(id);
  const why =
    lists === undefined ? `its subscription ${holder ?? ''} is not in this run` : 'there is no such network';
  return [
    `The declarations file names network ${name} (${key}), but ${why}; check the resource ID or remove the entry.`,
  ];
}

/** Why a machine that the run did not meet may be there all the same. */
function doubt({ unread }: DeclarationUse, { wholeTenant }: InventoryOfRun): string | undefined {
  if (!wholeTenant) return 'the run does not look at the whole tenant';
  if (unread === 0) return undefined;
  return `the VMs of ${unread} ${unread === 1 ? 'subscription' : 'subscriptions'} were not all read`;
}

function unmatchedSender(
  { matcher: { name, tag = {} }, line }: SenderEntry,
  why: string | undefined,
): string {
  const stated = [
    ...(name === undefined ? [] : [`name "${name}"`]),
    ...Object.entries(tag).map(([key, value]) => `tag ${key}=${value}`),
  ];
  const entry = `The entry under senders in line ${line} of the declarations file (${stated.join(', ')})`;
  return why === undefined
    ? `${entry} matches no VM; correct or remove it.`
    : `${entry} matches no VM that was read; whether it is still needed cannot be told, because ${why}.`;
}
