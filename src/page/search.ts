import type { Column } from './column.ts';

/** Marks the rows that a search finds; `null` where nothing is searched for. */
export type Search = (query: string) => Uint8Array | null;

/** The columns in which a search looks; an ID is kept in two, its last part being `name` where `idTail` has none. */
export interface Searched {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly id?: { readonly head: Column; readonly tail: Column; readonly name: Column };
}

/**
 * A search for words that must all be found, each anywhere in one of the columns, whatever the letter case. A word with a slash is
 * also looked for across the two parts of an ID.
 */
export function createSearch({ rows, columns, id }: Searched): Search {
  const lower = columns.map(lowered);
  const ids = id && { head: lowered(id.head), tail: lowered(id.tail), name: lowered(id.name) };
  return (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return null;
    const found = new Uint8Array(rows).fill(1);
    for (const word of words) {
      const hits = new Uint8Array(rows);
      for (const column of lower) mark(hits, column(), (value) => value.includes(word));
      if (ids !== undefined && word.includes('/')) markAcross(hits, ids, word);
      keepCommon(found, hits);
    }
    return found;
  };
}

function keepCommon(found: Uint8Array, hits: Uint8Array): void {
  for (let row = 0; row < found.length; row += 1) if (hits[row] === 0) found[row] = 0;
}

interface Lowered {
  readonly codes: ArrayLike<number>;
  readonly values: readonly string[];
}

function lowered(column: Column): () => Lowered {
  let known: Lowered | undefined;
  return () => {
    if (known === undefined) {
      const { codes, values } = column.coded();
      known = { codes, values: values.map((value) => value?.toLowerCase() ?? '') };
    }
    return known;
  };
}

function mark(hits: Uint8Array, { codes, values }: Lowered, test: (value: string) => boolean): void {
  const passes = Uint8Array.from(values, (value) => (test(value) ? 1 : 0));
  for (let row = 0; row < hits.length; row += 1) if (passes[codes[row] ?? 0] === 1) hits[row] = 1;
}

type Ids = Readonly<Record<'head' | 'tail' | 'name', () => Lowered>>;

/** The last part holds no slash: a word with one ends the head at its last slash and begins what follows. */
function markAcross(hits: Uint8Array, { head, tail, name }: Ids, word: string): void {
  const cut = word.lastIndexOf('/') + 1;
  const [before, after] = [word.slice(0, cut), word.slice(cut)];
  const inHead = new Uint8Array(hits.length);
  mark(inHead, head(), (value) => value.endsWith(before));
  const [tails, names] = [tail(), name()];
  for (let row = 0; row < hits.length; row += 1) {
    if (inHead[row] === 0) continue;
    const last = tails.values[tails.codes[row] ?? 0] || names.values[names.codes[row] ?? 0] || '';
    if (last.startsWith(after)) hits[row] = 1;
  }
}
