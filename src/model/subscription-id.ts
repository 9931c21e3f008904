import type { ResourceId } from './resource-id.ts';
import { segmentAfter } from './resource-id.ts';

declare const subscriptionId: unique symbol;

/** A subscription's GUID in lower case; only {@link parseSubscriptionId} makes one. */
export type SubscriptionId = string & { readonly [subscriptionId]: true };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Accepts a GUID in any letter case, with or without a leading `/subscriptions/` or `subscriptions/`; refuses everything else. */
export function parseSubscriptionId(text: string): SubscriptionId | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\/?subscriptions\//, '');
  return GUID.test(bare) ? (bare as SubscriptionId) : undefined;
}

/** The subscription that an ARM resource ID lies in, or `undefined` where it names none. */
export function subscriptionOf(id: ResourceId): SubscriptionId | undefined {
  const segment = segmentAfter(id, 'subscriptions');
  return segment === undefined ? undefined : parseSubscriptionId(segment);
}
