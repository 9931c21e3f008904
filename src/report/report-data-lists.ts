/** Lists of whole numbers one behind the other: the list with the number `n` ends at `ends[n]`, where the next one begins. */
export interface NumberLists {
  readonly items: Int32Array;
  readonly ends: Int32Array;
}

/** Keeps each different list of whole numbers once. */
export interface ListsBuilder {
  /** The number of a list, a new one where it was never seen. */
  of(list: readonly number[]): number;
  all(): NumberLists;
}

const NOTHING = -1;
const LEAST_PLACES = 1024;

/** A table of places by what a list's numbers add up to: text keys for a million lists would take longer to make than all the rest. */
export function createLists(): ListsBuilder {
  const items: number[] = [];
  const ends: number[] = [];
  let places = new Int32Array(LEAST_PLACES).fill(NOTHING);

  const beginning = (number: number) => (number === 0 ? 0 : (ends[number - 1] ?? 0));
  const isAt = (number: number, list: readonly number[]) => {
    const from = beginning(number);
    return ends[number] === from + list.length && list.every((item, at) => items[from + at] === item);
  };
  /** The place that holds the list's number, or the free one where it belongs. */
  const placeOf = (list: readonly number[]) => {
    let place = hashOf(list) & (places.length - 1);
    for (;;) {
      const number = places[place] ?? NOTHING;
      if (number === NOTHING || isAt(number, list)) return place;
      place = (place + 1) & (places.length - 1);
    }
  };
  const grow = () => {
    places = new Int32Array(places.length * 2).fill(NOTHING);
    for (let number = 0; number < ends.length; number += 1) {
      places[placeOf(items.slice(beginning(number), ends[number]))] = number;
    }
  };
  return {
    of(list) {
      const place = placeOf(list);
      const known = places[place] ?? NOTHING;
      if (known !== NOTHING) return known;
      for (const item of list) items.push(item);
      const number = ends.push(items.length) - 1;
      places[place] = number;
      if (ends.length * 2 > places.length) grow();
      return number;
    },
    all: () => ({ items: Int32Array.from(items), ends: Int32Array.from(ends) }),
  };
}

/** The lists of {@link NumberLists} one by one, in the order of their numbers. */
export function eachList({ items, ends }: NumberLists): readonly (readonly number[])[] {
  return Array.from(ends, (end, number) => [...items.subarray(ends[number - 1] ?? 0, end)]);
}

/** FNV-1a over whole numbers, with the high bits mixed into the low ones. */
function hashOf(list: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const item of list) hash = Math.imul(hash ^ item, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
