import type { Day } from './calendar.ts';
import type { FlagAnswer } from './subscription-situation.ts';

/** What can be done to a machine, by the name of its action. Only some of it takes the machine off its host. */
export type Operation = 'start' | 'deallocate' | 'powerOff' | 'restart' | 'redeploy' | 'reimage';

/**
 * An operation as the activity log has it; `time` is of the day, UTC, `08:15:00` without one. One that `never` ended was accepted
 * and nothing more was heard of it.
 */
export interface LogEntry {
  readonly operation: Operation;
  readonly daysAgo: number;
  readonly time?: string;
  readonly ended?: 'Succeeded' | 'Failed' | 'never';
}

/** Where one machine of a plan differs from what the plan says of all. */
export interface MachineState {
  /** It was deleted: its number is never used again. */
  readonly gone?: true;
  readonly flag?: FlagAnswer;
  readonly power?: string | null;
  readonly created?: Day;
  readonly log?: readonly LogEntry[];
}
