import { itemsOf } from '../model/reading.ts';
import { keyOf, parseResourceId, type ResourceKey } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { cut } from '../report/terminal-text.ts';
import { createNearestNames } from './explain-nearest.ts';

/** Something in a run that answers to a name or an ID; `id` is its ARM ID in ARM's spelling. */
export interface FoundResource {
  readonly kind: 'subscription' | 'vm' | 'scale-set';
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: SubscriptionId;
  readonly subscriptionName: string;
}

/** What was looked for and found, while the subscriptions of a run go by. */
export interface ResourceSearch {
  see(facts: SubscriptionFacts): void;
  readonly found: () => readonly FoundResource[];
  /** Names that come near to the one that was not found. */
  readonly nearest: () => readonly string[];
  /** How many subscriptions hold VMs that could not be listed: what was looked for may be among them. */
  readonly unlisted: () => number;
}

type Named = Pick<FoundResource, 'kind' | 'id' | 'name'>;

/**
 * Looks for a VM, a scale set or a subscription by its ARM ID, its name or (a subscription) its bare ID. Letter case, a trailing
 * slash, and characters that a terminal does not show make no difference.
 */
export function createResourceSearch(wanted: string): ResourceSearch {
  const text = wanted.trim().replace(/(?<=.)\/+$/, '');
  const key = text.startsWith('/') ? keyOfText(text) : undefined;
  const name = comparable(text);
  const subscription = parseSubscriptionId(text);
  const near = createNearestNames(
    comparable(key === undefined ? text : text.slice(text.lastIndexOf('/') + 1)),
  );
  const found: FoundResource[] = [];
  let unlisted = 0;
  const fits = (one: Named, own: SubscriptionId) => {
    if (one.kind === 'subscription' && own === subscription) return true;
    return key === undefined ? comparable(one.name) === name : key === keyOfText(one.id);
  };
  return {
    see(facts) {
      const { id: subscriptionId, name: subscriptionName } = facts.subscription;
      if (facts.readings.virtualMachines.kind === 'unreadable') unlisted += 1;
      for (const one of namedIn(facts)) {
        if (fits(one, subscriptionId)) found.push({ ...one, subscriptionId, subscriptionName });
        else if (found.length === 0) near.add(one.name);
      }
    },
    found: () => found,
    nearest: near.names,
    unlisted: () => unlisted,
  };
}

function* namedIn({ subscription, readings }: SubscriptionFacts): Generator<Named> {
  yield { kind: 'subscription', id: `/subscriptions/${subscription.id}`, name: subscription.name };
  for (const { id, name } of itemsOf(readings.virtualMachines)) yield { kind: 'vm', id, name };
  for (const { id, name, instances } of itemsOf(readings.scaleSets)) {
    yield { kind: 'scale-set', id, name };
    for (const instance of itemsOf(instances)) yield { kind: 'vm', id: instance.id, name: instance.name };
  }
}

/** A name as it is compared: as a terminal shows it, from which it may have been copied, in lower case. */
function comparable(name: string): string {
  return cut(name, Number.POSITIVE_INFINITY).normalize('NFC').trim().toLowerCase();
}

function keyOfText(text: string): ResourceKey | undefined {
  const id = parseResourceId(text);
  return id === undefined ? undefined : keyOf(id);
}
