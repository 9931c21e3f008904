/** The names that come nearest to one that was not found. */
export interface NearestNames {
  add(name: string): void;
  /** The nearest first, each once. */
  readonly names: () => readonly string[];
}

const MOST = 5;
/** How much of a name may differ before nobody would take it for the other. */
const TOLERANCE = 0.4;

/** Gathers the few nearest of many names: those that hold the wanted text first, then those that differ in a few letters. */
export function createNearestNames(wanted: string): NearestNames {
  const text = wanted.toLowerCase();
  const limit = Math.max(2, Math.floor(text.length * TOLERANCE));
  let nearest: readonly { readonly name: string; readonly distance: number }[] = [];
  return {
    add(name) {
      const distance = distanceOf(name.toLowerCase(), text, limit);
      if (distance === undefined || nearest.some((one) => one.name === name)) return;
      nearest = [...nearest, { name, distance }]
        .sort((one, other) => one.distance - other.distance)
        .slice(0, MOST);
    },
    names: () => nearest.map(({ name }) => name),
  };
}

function distanceOf(name: string, text: string, limit: number): number | undefined {
  if (text.length > 2 && name.includes(text)) return 0;
  if (Math.abs(name.length - text.length) > limit) return undefined;
  const edits = editDistance(name, text);
  return edits <= limit ? edits : undefined;
}

/** How many letters have to be put in, taken out or changed to make the one text of the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1];
    for (const [column, wanted] of Array.from(other).entries()) {
      const changed = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[Array.from(other).length] ?? 0;
}
