import { itemsOf, type Reading } from '../model/reading.ts';

/** How many resources of one list are asked about at once. */
const AT_ONCE = 4;

/** Does the work for each item, a few at once; the results stand in the order of the items. */
export async function forEachOf<T, U>(
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<readonly U[]> {
  const results: U[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** The reading of a list whose items are completed with further answers. */
export async function completed<L, T>(
  listed: Reading<L>,
  complete: (item: L) => Promise<T>,
): Promise<Reading<T>> {
  return listed.kind === 'not-asked' ? listed : { ...listed, items: await forEachOf(listed.items, complete) };
}

/** What stands below all items of a list, as one reading: unreadable where the list itself or anything below it is. */
export async function allBelow<L, T>(
  parents: Reading<L>,
  ask: (parent: L) => Promise<Reading<T>>,
): Promise<Reading<T>> {
  if (parents.kind === 'not-asked') return parents;
  const below = await forEachOf(parents.items, ask);
  const items = below.flatMap(itemsOf);
  const failed = [parents, ...below].find((reading) => reading.kind === 'unreadable');
  if (failed !== undefined) return { kind: 'unreadable', problem: failed.problem, items };
  const malformed = [parents, ...below].map((reading) => (reading.kind === 'read' ? reading.malformed : 0));
  return { kind: 'read', items, malformed: malformed.reduce((sum, count) => sum + count, 0) };
}

/** The reading of a list each of whose items holds several facts. */
export function flattened<T>(reading: Reading<readonly T[]>): Reading<T> {
  return reading.kind === 'not-asked' ? reading : { ...reading, items: reading.items.flat() };
}

/**
 * A list that is only of use as a whole, such as rules of which each may decide: unreadable where an item could not be understood.
 */
export function wholeOnly<T>(reading: Reading<T>): Reading<T> {
  if (reading.kind !== 'read' || reading.malformed === 0) return reading;
  const count = reading.malformed === 1 ? 'one item' : `${reading.malformed} items`;
  const problem = { code: 'MalformedItem', message: `${count} could not be understood` };
  return { kind: 'unreadable', problem, items: reading.items };
}
