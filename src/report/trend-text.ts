import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { Flapping, RestartTimes, Trend, TrendNight } from '../model/trend.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { counted, grouped } from './counted.ts';
import { readableTime } from './readable-time.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { padded, wrapped } from './terminal-text.ts';
import { trendDuration } from './trend-duration.ts';
import { trendLimits } from './trend-limits.ts';

const WIDTH = 80;
/** Wide enough for `2026-11-23 02:00`. */
const TIME = 16;
const RESTART_NAME = 25;
const FLAPPING_NAME = 32;
const MOST_LINES = 20;

type Told = Pick<RestartTimes, 'subscriptionId' | 'subscriptionName'>;

/** The verdicts in as few letters as the columns have. */
const HEADINGS = {
  direct: 'direct',
  restart: 'restart',
  'request-exemption': 'request',
  relay: 'relay',
  'fix-network': 'network',
  undetermined: 'undet.',
} as const satisfies Record<Verdict, string>;

function cells(values: readonly string[], width: number): string {
  return values.map((value) => value.padStart(width)).join('');
}

function nightLine({ startedAt, counts, unread }: TrendNight): string {
  const time = readableTime(startedAt).slice(0, TIME);
  const numbers = VERDICTS.map((verdict) => grouped(counts[COUNT_OF_VERDICT[verdict]]));
  return `${time.padEnd(TIME)}${cells([grouped(counts.total), ...numbers], 8)}${grouped(unread).padStart(7)}`;
}

function nightLines(nights: readonly TrendNight[], shown: number, style: TerminalStyle): readonly string[] {
  const headings = cells(['VMs', ...VERDICTS.map((verdict) => HEADINGS[verdict])], 8);
  const earlier = nights.length - shown;
  return [
    style.strong('VMs by verdict'),
    style.faint(`${'night (UTC)'.padEnd(TIME)}${headings}${'unread'.padStart(7)}`),
    ...nights.slice(-shown).map(nightLine),
    ...(earlier <= 0
      ? []
      : [style.faint(`${counted(earlier, 'earlier night')} not shown: --from names the first one`)]),
  ];
}

/** Subscriptions by name; by ID where another of the list has the same name. */
function namesOf(list: readonly Told[]): (one: Told) => string {
  const seen = new Map<string, number>();
  for (const { subscriptionName } of list) seen.set(subscriptionName, (seen.get(subscriptionName) ?? 0) + 1);
  return ({ subscriptionId, subscriptionName }) =>
    (seen.get(subscriptionName) ?? 0) > 1 ? subscriptionId : subscriptionName;
}

/** The first lines of a long list, and how many more there are. */
function firstOf<T extends Told>(
  list: readonly T[],
  line: (one: T, name: string) => string,
): readonly string[] {
  const nameOf = namesOf(list);
  const more = list.length - MOST_LINES;
  return [
    ...list.slice(0, MOST_LINES).map((one) => line(one, nameOf(one))),
    ...(more > 0 ? [`and ${counted(more, 'more subscription')}: --json lists all of them`] : []),
  ];
}

function restartLine(times: RestartTimes, name: string): string {
  const { restarted, median, worst, atLeast, waiting, longest, ended } = times;
  const bound = atLeast > 0 ? '*' : ' ';
  const numbers = [grouped(restarted), trendDuration(median), trendDuration(worst)];
  const open = [grouped(waiting), trendDuration(longest), grouped(ended)];
  return `${padded(name, RESTART_NAME)}${cells(numbers, 10)}${bound}${cells(open, 8)}`;
}

function restartLines(restarts: readonly RestartTimes[], style: TerminalStyle): readonly string[] {
  const title = style.strong('Time to restart after an exemption');
  if (restarts.length === 0) return [title, 'No VM waited for a restart on any of these nights.'];
  const headings = `${cells(['restarted', 'median', 'worst'], 10)} ${cells(['waiting', 'longest', 'ended'], 8)}`;
  const bound = restarts.some(({ atLeast }) => atLeast > 0)
    ? [style.faint('* at least: some of them waited on the first night already')]
    : [];
  return [
    title,
    style.faint(`${'subscription'.padEnd(RESTART_NAME)}${headings}`),
    ...firstOf(restarts, restartLine),
    ...bound,
  ];
}

function flappingLine(flapping: Flapping, name: string): string {
  const { statusReturns, vms, vmReturns, example } = flapping;
  const status = statusReturns > 0 ? [`policy status ${counted(statusReturns, 'time')}`] : [];
  const which =
    example === null
      ? []
      : [`${counted(vms, 'VM')}, ${counted(vmReturns, 'time')}${vms > 1 ? ' at most' : ''} (${example})`];
  const told = [...status, ...which].join('; ');
  return `${padded(name, FLAPPING_NAME)} ${padded(told, WIDTH - FLAPPING_NAME - 1)}`.trimEnd();
}

function flappingLines(flapping: readonly Flapping[], style: TerminalStyle): readonly string[] {
  const title = style.strong('Subscriptions that flap');
  const what = 'Went back to the verdict or policy status before, twice or more:';
  return flapping.length === 0
    ? [title, 'None.']
    : [title, style.faint(what), ...firstOf(flapping, flappingLine)];
}

function headLines({ nights, policy, scope, cloud, demo }: Trend, style: TerminalStyle): readonly string[] {
  const [first, last] = [nights[0], nights.at(-1)].map((night) => night?.startedAt.slice(0, 10) ?? '');
  const whose = demo ? 'the demo tenant' : cloud;
  return [
    style.strong(`${counted(nights.length, 'night')} from ${first} to ${last}`),
    ...wrapped(`${whose}, scope: ${scope}; verdicts under the revision ${policy}`, WIDTH),
  ];
}

/** A trend for a terminal of 80 columns; only the last `shown` nights have a line. */
export function trendText(trend: Trend, shown: number, style: TerminalStyle): readonly string[] {
  const limits = trendLimits(trend).flatMap((limit) =>
    wrapped(limit, WIDTH - 2).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`),
  );
  return [
    ...headLines(trend, style),
    '',
    ...nightLines(trend.nights, shown, style),
    '',
    ...restartLines(trend.restarts, style),
    '',
    ...flappingLines(trend.flapping, style),
    '',
    style.strong('What this cannot know'),
    ...limits,
  ];
}
