/**
 * An exact set of IPv4 addresses, each taken as a number from 0 to 2^32 - 1. The boundaries ascend strictly and alternate: the
 * set begins at the first, ends before the second, begins again at the third. Equal sets have equal boundaries.
 */
export interface AddressSet {
  readonly boundaries: readonly number[];
}

export const NO_ADDRESSES: AddressSet = { boundaries: [] };
export const ALL_ADDRESSES: AddressSet = { boundaries: [0, 2 ** 32] };

/** The addresses from `first` to `last`, both included. */
export function addressRange(first: number, last: number): AddressSet {
  return last < first ? NO_ADDRESSES : { boundaries: [first, last + 1] };
}

/** Everything in any of the sets; long lists are joined in halves, so that thousands of prefixes stay cheap. */
export function unionOf(...sets: readonly AddressSet[]): AddressSet {
  const [first, second] = sets;
  if (first === undefined) return NO_ADDRESSES;
  if (second === undefined) return first;
  const half = Math.ceil(sets.length / 2);
  const parts = [unionOf(...sets.slice(0, half)), unionOf(...sets.slice(half))] as const;
  return combine(...parts, (inA, inB) => inA || inB);
}

export function intersectionOf(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, (inA, inB) => inA && inB);
}

/** What is in `a` and not in `b`. */
export function differenceOf(a: AddressSet, b: AddressSet): AddressSet {
  return combine(a, b, (inA, inB) => inA && !inB);
}

export function isEmpty(set: AddressSet): boolean {
  return set.boundaries.length === 0;
}

/** The number of addresses in the set. */
export function sizeOf(set: AddressSet): number {
  return set.boundaries.reduce((sum, boundary, index) => sum + (index % 2 === 0 ? -boundary : boundary), 0);
}

export function hasAddress({ boundaries }: AddressSet, address: number): boolean {
  return boundariesPassed(boundaries, address) % 2 === 1;
}

/** How many of the ascending boundaries are not above an address. */
export function boundariesPassed(boundaries: readonly number[], address: number): number {
  let passed = 0;
  let end = boundaries.length;
  while (passed < end) {
    const middle = (passed + end) >>> 1;
    if ((boundaries[middle] ?? Number.POSITIVE_INFINITY) <= address) passed = middle + 1;
    else end = middle;
  }
  return passed;
}

/** Whether every address of `part` is in `whole`. */
export function isWithin(part: AddressSet, whole: AddressSet): boolean {
  return isEmpty(differenceOf(part, whole));
}

/** Walks both sets' boundaries in order and keeps those at which membership in the result changes. */
function combine(a: AddressSet, b: AddressSet, keep: (inA: boolean, inB: boolean) => boolean): AddressSet {
  const boundaries: number[] = [];
  let indexA = 0;
  let indexB = 0;
  while (indexA < a.boundaries.length || indexB < b.boundaries.length) {
    const nextA = a.boundaries[indexA] ?? Number.POSITIVE_INFINITY;
    const nextB = b.boundaries[indexB] ?? Number.POSITIVE_INFINITY;
    const at = Math.min(nextA, nextB);
    if (nextA === at) indexA += 1;
    if (nextB === at) indexB += 1;
    // An odd number of boundaries passed means inside; an odd number kept means that the result is open.
    const inside = keep(indexA % 2 === 1, indexB % 2 === 1);
    if (inside !== (boundaries.length % 2 === 1)) boundaries.push(at);
  }
  return { boundaries };
}
