import { afterDay } from '../infer/after-day.ts';
import { type Cycle, lastStart } from '../infer/last-start.ts';
import { earliestMs, parseMoment } from '../infer/moment.ts';
import { operationsByMachine } from '../infer/operations-by-machine.ts';
import type { Reading, ReadProblem } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, type ResourceKey } from '../model/resource-id.ts';
import type { MachineOperationFact } from '../model/subscription-facts.ts';
import type { Machine } from './machines.ts';

/** What the activity log of a subscription tells of its machines, as far as it was asked. */
export interface MachineLog {
  readonly kind: Reading<never>['kind'];
  /** Why it could not be read, where that is so. */
  readonly problem?: ReadProblem;
  readonly operations: ReadonlyMap<ResourceKey, readonly MachineOperationFact[]>;
}

/**
 * Whether a machine has surely picked up an exemption that was granted on a day: it was created after that day, or deallocated and
 * then started after it. Times are ISO 8601 UTC.
 */
export type SinceExemption =
  | { readonly kind: 'created-after'; readonly pickedUp: true; readonly created: string }
  | { readonly kind: 'cycled'; readonly pickedUp: true; readonly cycle: Cycle }
  | { readonly kind: 'no-cycle-in-log'; readonly pickedUp: false }
  | { readonly kind: 'log-not-read'; readonly pickedUp: false; readonly problem: ReadProblem }
  | { readonly kind: 'not-known'; readonly pickedUp: false };

/**
 * What is known of a machine's past: its last start by the activity log (`null`: none in its 90 days), absent where that was not
 * read, and what became of it since a declared exemption, absent where none with a day is declared.
 */
export interface MachineHistory {
  readonly startedAt?: string | null;
  readonly since?: SinceExemption;
}

/** The log as it was read; what came before a failure still proves what it shows. */
export function machineLog(reading: Reading<MachineOperationFact>): MachineLog {
  const operations = operationsByMachine(itemsOf(reading));
  return reading.kind === 'unreadable'
    ? { kind: reading.kind, problem: reading.problem, operations }
    : { kind: reading.kind, operations };
}

const NOTHING_KNOWN: MachineHistory = {};

/** Decides what is known of a machine's past; `grantedOn` is the day of the declared exemption, a calendar date. */
export function machineHistory(
  { vm }: Machine,
  log: MachineLog,
  grantedOn: string | undefined,
): MachineHistory {
  if (grantedOn === undefined && log.kind === 'not-asked') return NOTHING_KNOWN;
  const { startedAt, cycle } = lastStart(log.operations.get(keyOf(vm.id)) ?? [], grantedOn);
  return {
    // A log that broke off may lack the very last start.
    ...(log.kind === 'read' ? { startedAt } : {}),
    ...(grantedOn === undefined
      ? {}
      : { since: sinceDay(grantedOn, { created: vm.timeCreated, cycle, log }) }),
  };
}

interface Past {
  readonly created: string | undefined;
  readonly cycle: Cycle | null;
  readonly log: MachineLog;
}

function sinceDay(grantedOn: string, { created, cycle, log }: Past): SinceExemption {
  const moment = created === undefined ? undefined : parseMoment(created);
  if (created !== undefined && moment !== undefined && afterDay(earliestMs(moment), grantedOn)) {
    return { kind: 'created-after', pickedUp: true, created };
  }
  if (cycle !== null) return { kind: 'cycled', pickedUp: true, cycle };
  if (log.problem !== undefined) return { kind: 'log-not-read', pickedUp: false, problem: log.problem };
  return { kind: log.kind === 'read' ? 'no-cycle-in-log' : 'not-known', pickedUp: false };
}
