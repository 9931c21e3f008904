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

export function createLists(): ListsBuilder {
  const numbers = new Map<string, number>();
  const items: number[] = [];
  const ends: number[] = [];
  return {
    of(list) {
      const key = list.join();
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, ends.length);
      for (const item of list) items.push(item);
      return ends.push(items.length) - 1;
    },
    all: () => ({ items: Int32Array.from(items), ends: Int32Array.from(ends) }),
  };
}

/** The lists of {@link NumberLists} one by one, in the order of their numbers. */
export function eachList({ items, ends }: NumberLists): readonly (readonly number[])[] {
  return Array.from(ends, (end, number) => [...items.subarray(ends[number - 1] ?? 0, end)]);
}
