import type { DatedResourceFact } from '../model/subscription-facts.ts';

/** How many with a time that says nothing are kept, so that whoever judges can mention them. */
const MOST_SAYING_NOTHING = 3;

const DAY_MS = 86_400_000;
const FIRST_SET_MS = Date.parse('2008-01-01T00:00:00Z');
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i;

type Kind = 'set' | 'not-set' | 'unreadable';

/**
 * The few of a subscription's dated resources that bear witness to its age: the one that was made first, and up to three whose times
 * say nothing (they cannot be read, or lie before 2008, which means "not set"; one of each sort first). The others prove no more than
 * these, and there can be tens of thousands. Those without a time prove nothing. Their order stays.
 */
export function earliestDated(items: readonly DatedResourceFact[]): readonly DatedResourceFact[] {
  const dated = items.flatMap((item) => {
    const time = item.createdTime?.trim() ?? '';
    return time === '' ? [] : [{ item, ...readTime(time) }];
  });
  const first = dated
    .filter(({ kind }) => kind === 'set')
    .reduce<(typeof dated)[number] | undefined>(
      (least, one) => (least === undefined || one.latestMs < least.latestMs ? one : least),
      undefined,
    );
  const silent = dated.filter(({ kind }) => kind !== 'set');
  const ofEachSort = (['not-set', 'unreadable'] as const).flatMap(
    (sort) => silent.find(({ kind }) => kind === sort) ?? [],
  );
  const told = [...new Set([...ofEachSort, ...silent])].slice(0, MOST_SAYING_NOTHING);
  const kept = new Set([...(first === undefined ? [] : [first]), ...told]);
  return dated.filter((one) => kept.has(one)).map(({ item }) => item);
}

/** What a time says, and the last millisecond that it can mean: a calendar date is a day of UTC, a time without an offset is UTC. */
function readTime(time: string): { readonly kind: Kind; readonly latestMs: number } {
  const isDate = DATE.test(time);
  const instant = isDate ? `${time}T00:00:00Z` : time;
  const [, day = '', offset] = INSTANT.exec(instant) ?? [];
  const ms = Date.parse(offset === undefined ? `${instant}Z` : instant);
  if (!isDay(day) || Number.isNaN(ms)) return { kind: 'unreadable', latestMs: Number.NaN };
  return { kind: ms < FIRST_SET_MS ? 'not-set' : 'set', latestMs: isDate ? ms + DAY_MS - 1 : ms };
}

/** `Date` carries a 30 February over into March, so the day must come back as it went in. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
