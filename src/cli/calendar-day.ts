/** The calendar day, UTC, of an instant in ISO 8601 UTC: `2026-11-23`. */
export function calendarDay(instant: string): string {
  return instant.slice(0, 'YYYY-MM-DD'.length);
}
