/** A time as a witness gives it: an instant, or a calendar date without a time zone. `text` is its own spelling. */
export type Moment =
  | { readonly kind: 'instant'; readonly text: string; readonly ms: number }
  | { readonly kind: 'date'; readonly text: string; readonly day: string };

export const DAY_MS = 86_400_000;

const FIRST_INSTANT = '2008-01-01T00:00:00Z';

/** The oldest time that means anything: before 2008 Azure did not exist. */
export const OLDEST_MOMENT: Moment = {
  kind: 'instant',
  text: FIRST_INSTANT,
  ms: Date.parse(FIRST_INSTANT),
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * Reads an ISO 8601 calendar date (`2016-03-01`) or instant; an instant without an offset is taken as UTC, as ARM means it.
 * Refuses everything else, and days that no calendar has, by `undefined`.
 */
export function parseMoment(text: string): Moment | undefined {
  const trimmed = text.trim();
  if (DATE.test(trimmed)) return isDay(trimmed) ? { kind: 'date', text: trimmed, day: trimmed } : undefined;
  const [, day = '', offset] = INSTANT.exec(trimmed) ?? [];
  if (!isDay(day)) return undefined;
  const ms = Date.parse(offset === undefined ? `${trimmed}Z` : trimmed);
  return Number.isNaN(ms) ? undefined : { kind: 'instant', text: trimmed, ms };
}

/** The first millisecond that a moment can mean, a calendar date being a day of UTC. */
export function earliestMs(moment: Moment): number {
  return moment.kind === 'instant' ? moment.ms : Date.parse(`${moment.day}T00:00:00Z`);
}

/** The last millisecond that a moment can mean, a calendar date being a day of UTC. */
export function latestMs(moment: Moment): number {
  return moment.kind === 'instant' ? moment.ms : earliestMs(moment) + DAY_MS - 1;
}

/** Whether a collected time means anything: one from before Azure existed is an API's default value. */
export function isSet(moment: Moment): boolean {
  return earliestMs(moment) >= earliestMs(OLDEST_MOMENT);
}

/** `Date` carries a 30 February over into March, so the day must come back as it went in. No month is shorter than 28 days. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return false;
  return day.slice(-2) <= '28' || new Date(ms).toISOString().startsWith(day);
}
