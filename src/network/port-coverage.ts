/** Whether a list of port entries covers something; `unclear` when entries that cannot be read might. */
export type PortCoverage = 'covers' | 'does-not-cover' | 'unclear';

interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Whether ARM's port entries (`*`, `25`, `20-30`) cover one port. An empty list says nothing, which is unclear. */
export function portCoverage(entries: readonly string[], port: number): PortCoverage {
  return coverage(entries, ({ first, last }) => first <= port && port <= last);
}

/** Whether source port entries leave a port above 1023 to send from: a mail server sends from an ephemeral port. */
export function ephemeralCoverage(entries: readonly string[]): PortCoverage {
  return coverage(entries, ({ last }) => last > 1023);
}

function coverage(entries: readonly string[], meets: (range: PortRange) => boolean): PortCoverage {
  const ranges = entries.flatMap((entry) => entry.split(',')).map(portRange);
  if (ranges.some((range) => range !== undefined && meets(range))) return 'covers';
  return ranges.length === 0 || ranges.includes(undefined) ? 'unclear' : 'does-not-cover';
}

function portRange(entry: string): PortRange | undefined {
  const text = entry.trim();
  if (text === '*' || text.toLowerCase() === 'any') return { first: 0, last: 65535 };
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}
