import { keyOf, parseResourceId, type ResourceKey } from '../model/resource-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';

/** A pattern in which letters stand for both cases, since JSON Schema knows no flags. */
function inAnyCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

const GUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const IN_GROUP = `/${inAnyCase('subscriptions')}/${GUID}/${inAnyCase('resourcegroups')}/[^/]+/${inAnyCase('providers')}`;
const COMPUTE = `${IN_GROUP}/${inAnyCase('microsoft.compute')}`;
const VM = `${inAnyCase('virtualmachines')}/[^/]+`;

/** What the IDs of a declarations file look like, as patterns of JSON Schema. */
export const ID_PATTERNS = {
  subscription: `^(?:/?${inAnyCase('subscriptions')}/)?${GUID}$`,
  network: `^${IN_GROUP}/${inAnyCase('microsoft.network/virtualnetworks')}/[^/]+/?$`,
  machine: `^${COMPUTE}/(?:${VM}|${inAnyCase('virtualmachinescalesets')}/[^/]+(?:/${VM})?)/?$`,
} as const;

function keyLike(pattern: string): (text: string) => ResourceKey | undefined {
  const shape = new RegExp(pattern);
  return (text) => {
    const id = parseResourceId(text);
    if (id === undefined || subscriptionOf(id) === undefined) return undefined;
    return shape.test(id) ? keyOf(id) : undefined;
  };
}

/** The key of a virtual network's resource ID, whatever its letter case; nothing else has one. */
export const parseNetworkKey = keyLike(ID_PATTERNS.network);

/** The key of the resource ID of a VM, a scale set, or an instance of one, whatever its letter case; nothing else has one. */
export const parseMachineKey = keyLike(ID_PATTERNS.machine);
