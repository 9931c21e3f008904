const HOUR = 3600;
const DAY = 24 * HOUR;

/** A span of seconds as a person reads it: hours up to two days, then days. */
export function trendDuration(seconds: number | null): string {
  if (seconds === null) return '-';
  if (seconds < 2 * DAY) return `${Math.round(seconds / HOUR)} h`;
  const days = seconds / DAY;
  return `${Number.isInteger(days) || days >= 10 ? Math.round(days) : days.toFixed(1)} d`;
}
