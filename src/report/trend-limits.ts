import type { Trend } from '../model/trend.ts';
import { counted, grouped } from './counted.ts';

const DAY_MS = 86_400_000;

function dayOf(instant: string): number {
  return Math.floor(Date.parse(instant) / DAY_MS);
}

/** How many days between the first and the last night have no run. */
function daysWithout({ nights }: Trend): number {
  const days = new Set(nights.map(({ startedAt }) => dayOf(startedAt)));
  const [first, last] = [nights[0], nights.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return dayOf(last.startedAt) - dayOf(first.startedAt) + 1 - days.size;
}

/** What a trend does not say, in plain sentences. */
export function trendLimits(trend: Trend): readonly string[] {
  const { nights, otherNights, restarts } = trend;
  const gaps = daysWithout(trend);
  const unread = nights.filter((night) => night.unread > 0).length;
  const atLeast = restarts.reduce((sum, one) => sum + one.atLeast, 0);
  const few =
    nights.length < 4 ? [`${counted(nights.length, 'night')}: flapping shows from the fourth on.`] : [];
  return [
    'What happened between two nights is not seen: times are those of the nights that saw it.',
    ...few,
    ...(gaps > 0
      ? [
          `${counted(gaps, 'day')} between the first and the last night ${gaps === 1 ? 'has' : 'have'} no run.`,
        ]
      : []),
    ...(unread > 0
      ? [
          `On ${counted(unread, 'night')} some subscriptions were not read, or only in part (column "unread"): their VMs may be missing from the counts. A verdict that was not known is no change.`,
        ]
      : []),
    ...(atLeast > 0
      ? [
          `${counted(atLeast, 'VM')} waited for a restart on the first night already: since when is not known here.`,
        ]
      : []),
    ...(otherNights > 0
      ? [
          `${grouped(otherNights)} more ${otherNights === 1 ? 'night' : 'nights'} of another cloud, tenant or scope (or of the demo) are left out: the last night decides which ones are told.`,
        ]
      : []),
  ];
}
