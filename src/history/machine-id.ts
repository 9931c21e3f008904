import { keyOf, nameOf, parseResourceId } from '../model/resource-id.ts';

const INSTANCE = /\/virtualMachineScaleSets\/[^/]+(?=\/virtualMachines\/[^/]+\/?$)/i;

/** The key by which two runs know the same resource. */
export function machineKey(resourceId: string): string {
  const id = parseResourceId(resourceId);
  return id === undefined ? '' : keyOf(id);
}

/** The items in the order of their keys, each of which is made once. */
export function sortedByKey<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => ({ key: machineKey(idOf(item)), item }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

/** The last segment of an ID, in its original spelling. */
export function lastSegment(resourceId: string): string {
  const id = parseResourceId(resourceId);
  return id === undefined ? '' : nameOf(id);
}

/** The ID of the Uniform scale set that an instance's ID names; other IDs name none. */
export function uniformSetOf(resourceId: string): string | undefined {
  const match = INSTANCE.exec(resourceId);
  return match === null ? undefined : resourceId.slice(0, match.index + match[0].length);
}

/** An ID without the subscription that it lies in, which the line of that subscription says once for all. */
export function withoutSubscription(resourceId: string, subscriptionId: string): string {
  const prefix = prefixOf(subscriptionId);
  return resourceId.toLowerCase().startsWith(`${prefix}/`) ? resourceId.slice(prefix.length) : resourceId;
}

/** The whole ID again; the part that was left out comes back in lower case. */
export function withSubscription(id: string, subscriptionId: string): string {
  return id.toLowerCase().startsWith('/subscriptions/') || !id.startsWith('/')
    ? id
    : `${prefixOf(subscriptionId)}${id}`;
}

function prefixOf(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}`;
}
