import type { MachineOperationFact } from '../model/subscription-facts.ts';
import { afterDay } from './after-day.ts';
import { parseMoment } from './moment.ts';

/** A deallocation and the start after it, as the activity log spells their times: ISO 8601 UTC. */
export interface Cycle {
  readonly deallocatedAt: string;
  readonly startedAt: string;
}

/**
 * What the activity log shows of one machine: its last start, and its last deallocation after the day of the exemption that a start
 * followed, with that start. `null` is "not in the log", which reaches back 90 days: never "did not happen".
 */
export interface LastStart {
  readonly startedAt: string | null;
  readonly cycle: Cycle | null;
}

/** An operation whose time could be read. */
interface Timed {
  readonly operation: MachineOperationFact['operation'];
  readonly at: string;
  readonly ms: number;
}

/**
 * Decides from the finished operations on one machine, in any order, when it was last started, and whether it was deallocated after
 * the day of the exemption (`grantedOn`, a calendar date, `2024-05-01`) and started after that. The day itself, of UTC, does not
 * count: nobody says at which hour the exemption came. Nor do a start at the very instant of the deallocation and times that cannot
 * be read. Without a day there is no cycle to look for.
 *
 * A reimage counts as a start and never as a deallocation. It gives an instance of a scale set a new OS disk and boots it, and
 * Microsoft promises no more: like a redeploy it may well keep the network interface as it was, so it frees nothing by itself. After
 * a deallocation it ends the cycle: whatever brings a deallocated machine up allocates it anew, and if it stayed down its next start
 * would do the same.
 */
export function lastStart(operations: readonly MachineOperationFact[], grantedOn?: string): LastStart {
  const timed = operations.flatMap(timedOrNone).sort(byTime);
  const started = timed.findLast(isStart);
  return {
    startedAt: started?.at ?? null,
    cycle: started === undefined || grantedOn === undefined ? null : cycleBefore(started, timed, grantedOn),
  };
}

/** The last start comes after every deallocation that any start comes after. */
function cycleBefore(lastStarted: Timed, timed: readonly Timed[], grantedOn: string): Cycle | null {
  const deallocated = timed.findLast(
    (one) => !isStart(one) && one.ms < lastStarted.ms && afterDay(one.ms, grantedOn),
  );
  if (deallocated === undefined) return null;
  const started = timed.find((one) => isStart(one) && one.ms > deallocated.ms) ?? lastStarted;
  return { deallocatedAt: deallocated.at, startedAt: started.at };
}

function isStart({ operation }: Timed): boolean {
  return operation !== 'deallocate';
}

function timedOrNone({ operation, at }: MachineOperationFact): readonly Timed[] {
  const moment = parseMoment(at);
  return moment?.kind === 'instant' ? [{ operation, at: moment.text, ms: moment.ms }] : [];
}

/** Of two at one millisecond the one whose spelling sorts last comes last, so that the order of the log decides nothing. */
function byTime(one: Timed, other: Timed): number {
  return one.ms - other.ms || Number(one.at > other.at) - Number(one.at < other.at);
}
