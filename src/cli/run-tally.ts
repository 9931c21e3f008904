import type { SubscriptionAssessment } from '../assess/assess-subscription.ts';
import { addOptionalFacts, joinOptionalFacts, type OptionalFactTally } from '../assess/optional-facts.ts';
import { addCounted, addSenders, type CountedVms, countVms, NO_SENDERS } from '../assess/sender-counts.ts';
import { addCounts, countVerdicts } from '../assess/verdict-counts.ts';
import { isAccepted } from '../history/history-row.ts';
import {
  type Coverage,
  NO_VERDICTS,
  type SubscriptionFinding,
  type VerdictCounts,
  type VmFinding,
} from '../model/finding.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { Compared } from './night.ts';

/** Findings that nobody has accepted, of all VMs and of mail senders. */
export interface ToDo {
  readonly all: VerdictCounts;
  readonly senders: VerdictCounts;
}

/** A subscription's columns, without the chain of its evidence. */
export type SubscriptionColumns = Omit<SubscriptionFinding, 'reasons' | 'actions' | 'evidence'>;

function columnsOf({
  reasons: _,
  actions: __,
  evidence: ___,
  ...columns
}: SubscriptionFinding): SubscriptionColumns {
  return columns;
}

/** What a run, or a part of it, adds up to. */
export interface RunTotals {
  /** Without what is said of them at length: they are in memory until the run ends. */
  readonly subscriptions: readonly SubscriptionColumns[];
  readonly gaps: readonly CoverageGap[];
  readonly warnings: readonly string[];
  readonly optionalFacts: OptionalFactTally;
  readonly senders: CountedVms;
  readonly accepted: CountedVms;
  readonly toDo: ToDo;
}

/** Adds up a run while its subscriptions go by. */
export interface RunTally {
  add(facts: SubscriptionFacts, assessed: SubscriptionAssessment, compared: Compared): void;
  totals(): RunTotals;
}

function counted(vms: readonly VmFinding[]): VerdictCounts {
  return countVerdicts(vms.map(({ verdict }) => verdict));
}

export function createRunTally(): RunTally {
  const subscriptions: SubscriptionColumns[] = [];
  const gaps: CoverageGap[] = [];
  const warnings: string[] = [];
  let optionalFacts: OptionalFactTally = {};
  let senders = NO_SENDERS;
  let accepted = NO_SENDERS;
  let toDo: ToDo = { all: NO_VERDICTS, senders: NO_VERDICTS };
  return {
    add(facts, assessed, { subscription, vms }) {
      subscriptions.push(columnsOf(subscription));
      gaps.push(...assessed.gaps);
      warnings.push(...assessed.warnings);
      optionalFacts = addOptionalFacts(optionalFacts, facts);
      senders = addSenders(senders, vms);
      const standing = vms.filter(({ review }) => isAccepted(review));
      accepted = addCounted(accepted, countVms(standing));
      const open = standing.length === 0 ? vms : vms.filter(({ review }) => !isAccepted(review));
      toDo = {
        all: addCounts(toDo.all, counted(open)),
        senders: addCounts(toDo.senders, counted(open.filter(({ sender }) => sender))),
      };
    },
    totals: () => ({ subscriptions, gaps, warnings, optionalFacts, senders, accepted, toDo }),
  };
}

/** The sums of two parts of a run, as those of both; the subscriptions of `a` come first. */
export function joinTotals(a: RunTotals, b: RunTotals): RunTotals {
  return {
    subscriptions: [...a.subscriptions, ...b.subscriptions],
    gaps: [...a.gaps, ...b.gaps],
    warnings: [...a.warnings, ...b.warnings],
    optionalFacts: joinOptionalFacts(a.optionalFacts, b.optionalFacts),
    senders: addCounted(a.senders, b.senders),
    accepted: addCounted(a.accepted, b.accepted),
    toDo: {
      all: addCounts(a.toDo.all, b.toDo.all),
      senders: addCounts(a.toDo.senders, b.toDo.senders),
    },
  };
}

/** The totals of `run.json`: subscriptions by what could be read of them, VMs by verdict. */
export function totalsOf(subscriptions: readonly SubscriptionColumns[]): RunSummary['totals'] {
  const of = (coverage: Coverage) => subscriptions.filter((one) => one.coverage === coverage).length;
  const counts = subscriptions.reduce<VerdictCounts>(addCounts, NO_VERDICTS);
  return {
    subscriptions: {
      inScope: subscriptions.length,
      complete: of('complete'),
      partial: of('partial'),
      unreadable: of('unreadable'),
      disabled: of('disabled'),
      excluded: of('excluded'),
    },
    vms: { total: subscriptions.reduce((sum, { vms }) => sum + vms, 0), ...counts },
  };
}
