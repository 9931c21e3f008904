import type { AddressSet } from './address-set.ts';
import { differenceOf, intersectionOf, isEmpty, NO_ADDRESSES, sizeOf, unionOf } from './address-set.ts';
import type { Destination } from './destination.ts';

/**
 * A part of the internet: the addresses that also belong to all tags of `within` and to none of `beyond`. A service tag is an
 * unknown part, so how many of the addresses these are is not known.
 */
export interface Traffic {
  readonly addresses: AddressSet;
  readonly within: readonly string[];
  readonly beyond: readonly string[];
}

export function allTraffic(internet: AddressSet): Traffic {
  return { addresses: internet, within: [], beyond: [] };
}

/**
 * Divides what earlier rules left over into what a destination takes and what remains. The parts taken are disjoint, and what
 * remains is always one part, so a list of rules costs time in proportion to its length however many tags it names.
 */
export function takeFrom(
  rest: Traffic,
  destination: Destination,
): { taken: readonly Traffic[]; rest: Traffic } {
  const taken: Traffic[] = [];
  const known = intersectionOf(rest.addresses, destination.addresses);
  if (!isEmpty(known)) taken.push({ ...rest, addresses: known });
  const addresses = differenceOf(rest.addresses, destination.addresses);
  if (isEmpty(addresses)) return { taken, rest: { ...rest, addresses } };
  const beyond = [...rest.beyond];
  for (const tag of destination.tags) {
    if (beyond.includes(tag)) continue;
    taken.push({ addresses, within: [...rest.within, tag], beyond: [...beyond] });
    beyond.push(tag);
  }
  return { taken, rest: { addresses, within: rest.within, beyond } };
}

/** What two parts share, or `undefined` where that is nothing for certain. */
export function sharedTraffic(a: Traffic, b: Traffic): Traffic | undefined {
  const within = [...new Set([...a.within, ...b.within])];
  const beyond = [...new Set([...a.beyond, ...b.beyond])];
  if (within.some((tag) => beyond.includes(tag))) return undefined;
  const addresses = intersectionOf(a.addresses, b.addresses);
  return isEmpty(addresses) ? undefined : { addresses, within, beyond };
}

/**
 * Whether parts of the internet together are too small to change a path: at most 1/256 of it. Service tags are small, save
 * `AzureCloud` with its regional forms, and `VirtualNetwork` and IP groups while their extent is unknown.
 */
export function isSmall(parts: readonly Traffic[], internet: AddressSet): boolean {
  return extentOf(parts) * 256 <= sizeOf(internet);
}

/** The most addresses that the parts may hold together, parts of small service tags not counted. */
export function extentOf(parts: readonly Traffic[]): number {
  const counted = parts.filter((part) => part.within.every(isLargeTag));
  return sizeOf(counted.reduce((all, part) => unionOf(all, part.addresses), NO_ADDRESSES));
}

/** Begins the tag that stands for an IP group whose prefixes are not known. No service tag looks like it. */
export const UNKNOWN_GROUP = 'ip group ';

function isLargeTag(tag: string): boolean {
  return (
    tag === 'azurecloud' ||
    tag.startsWith('azurecloud.') ||
    tag === 'virtualnetwork' ||
    tag.startsWith(UNKNOWN_GROUP)
  );
}
