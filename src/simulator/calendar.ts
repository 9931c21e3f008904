/** A day: a calendar date, or counted back from the simulator's today. */
export type Day = string | { readonly daysAgo: number };

/** The today of a tenant that nobody gave one. */
export const DEFAULT_TODAY = '2026-06-01';

const DAY_MS = 86_400_000;

/** The calendar date, `2024-05-01`, of a day. */
export function dateOf(today: string, day: Day): string {
  if (typeof day === 'string') return day;
  return new Date(Date.parse(`${today}T00:00:00Z`) - day.daysAgo * DAY_MS).toISOString().slice(0, 10);
}

/** The moment of a day, ISO 8601 UTC. What already names an hour keeps it. */
export function momentOf(today: string, day: Day, time: string): string {
  const date = dateOf(today, day);
  return date.includes('T') ? date : `${date}T${time}`;
}

/** The earliest of several moments, each as it is spelled; `undefined` of none. */
export function earliestOf(moments: readonly string[]): string | undefined {
  return moments.reduce<string | undefined>(
    (first, moment) => (first === undefined || Date.parse(moment) < Date.parse(first) ? moment : first),
    undefined,
  );
}

/** A moment as reports spell it: ISO 8601 UTC to the millisecond; a calendar date stays one. */
export function reported(moment: string): string {
  return moment.includes('T') ? new Date(moment).toISOString() : moment;
}
