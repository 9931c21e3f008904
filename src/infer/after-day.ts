import { latestMs, parseMoment } from './moment.ts';

/**
 * Whether an instant (milliseconds since 1970) lies after a calendar day of UTC, `2024-05-01`. The day itself is not after it, and
 * nothing lies after a text that is no day.
 */
export function afterDay(ms: number, day: string): boolean {
  const moment = parseMoment(day);
  return moment?.kind === 'date' && ms > latestMs(moment);
}
