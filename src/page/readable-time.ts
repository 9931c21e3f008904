/** An instant in ISO 8601 UTC, or a run ID, to the minute: `2026-11-23 02:00 UTC`. A calendar date and anything else stay as they are. */
export function readableTime(instant: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2})[:-](\d{2})(?:[:-]\d{2}(?:\.\d+)?)?Z$/.exec(instant);
  return parts === null ? instant : `${parts[1]} ${parts[2]}:${parts[3]} UTC`;
}
