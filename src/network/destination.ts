import type { AddressSet } from './address-set.ts';
import { ALL_ADDRESSES, NO_ADDRESSES, unionOf } from './address-set.ts';
import { ipPrefix } from './ip-prefix.ts';

/**
 * Where traffic goes, as rules and routes name it: known addresses, and service tags in lower case, each an unknown part of the
 * internet. `unclear` holds the entries that could not be understood.
 */
export interface Destination {
  readonly addresses: AddressSet;
  readonly tags: readonly string[];
  readonly unclear: readonly string[];
}

export const NOWHERE: Destination = { addresses: NO_ADDRESSES, tags: [], unclear: [] };
export const EVERYWHERE: Destination = { addresses: ALL_ADDRESSES, tags: [], unclear: [] };

/** Stands for the service tag `VirtualNetwork` where its extent is not known. It may be most of the internet. */
export const UNKNOWN_VIRTUAL_NETWORK: Destination = { ...NOWHERE, tags: ['virtualnetwork'] };

/** Platform tags whose addresses are no part of the internet: https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
const NO_PART_OF_THE_INTERNET = new Set([
  'azureloadbalancer',
  'azureplatformdns',
  'azureplatformimds',
  'azureplatformlkm',
]);

const SERVICE_TAG = /^[a-z][\w.-]*$/i;

/** One entry of a rule's destination or a route's prefix; `virtualNetwork` is what that tag means here. */
export function destination(entry: string, virtualNetwork: Destination): Destination {
  const text = entry.trim();
  const tag = text.toLowerCase();
  if (text === '*' || tag === 'any' || tag === 'internet') return EVERYWHERE;
  if (tag === 'virtualnetwork') return virtualNetwork;
  if (NO_PART_OF_THE_INTERNET.has(tag)) return NOWHERE;
  const prefix = ipPrefix(text);
  if (prefix.kind === 'ipv4') return { ...NOWHERE, addresses: prefix.addresses };
  if (prefix.kind === 'ipv6') return NOWHERE;
  return SERVICE_TAG.test(text) ? { ...NOWHERE, tags: [tag] } : { ...NOWHERE, unclear: [text] };
}

/** All destinations of a list taken together. */
export function joinDestinations(parts: readonly Destination[]): Destination {
  return {
    addresses: unionOf(...parts.map((part) => part.addresses)),
    tags: [...new Set(parts.flatMap((part) => part.tags))],
    unclear: parts.flatMap((part) => part.unclear),
  };
}
