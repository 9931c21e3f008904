import type { WitnessKind } from '../model/inference-reason.ts';
import { isReadableAccount } from './billing-accounts.ts';
import { BILLING_ANSWERS } from './billing-answers.ts';
import { earliestOf, reported } from './calendar.ts';
import type { Estate, Wire } from './estate.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import type { CreatedTruth } from './truth.ts';

/** A time that says something of the subscription's age. */
interface Known {
  readonly kind: WitnessKind;
  readonly at: string;
}

const NOTHING: CreatedTruth = { createdNotBefore: null, createdNotAfter: null, decidedBy: null };

const DAY_MS = 86_400_000;

/** Years before this one are not set. */
const FIRST_YEAR = '2008';

function known(kind: WitnessKind, at: string | null | undefined): Known[] {
  return at === null || at === undefined || at < FIRST_YEAR ? [] : [{ kind, at }];
}

/** The last moment that a time can mean: a calendar date means its whole day. */
function latest({ at }: Known): number {
  return at.includes('T') ? Date.parse(at) : Date.parse(`${at}T23:59:59Z`);
}

function oldestOf(witnesses: readonly Known[]): Known | undefined {
  return witnesses.toSorted((one, other) => latest(one) - latest(other))[0];
}

/** What cannot have been there before the subscription was. */
function strongOnes({
  assignments,
  billing,
  firstPeriodEnds,
  policies,
  refused,
}: SubscriptionSituation): Known[] {
  const all = refused?.everything !== undefined;
  const own = <T extends { scope: string }>(list: readonly T[] | undefined, hidden: unknown): readonly T[] =>
    all || hidden !== undefined ? [] : (list ?? []).filter(({ scope }) => scope === 'subscription');
  const hasPeriods = !all && refused?.billingPeriods === undefined && billing === BILLING_ANSWERS.online;
  return [
    ...own(assignments, refused?.roleAssignments).flatMap((each) => known('role-assignment', each.createdOn)),
    ...own(policies, refused?.policyAssignments).flatMap((each) =>
      known('policy-assignment', each.createdOn),
    ),
    ...(hasPeriods ? known('billing-period', firstPeriodEnds) : []),
  ];
}

function timesOf(kind: WitnessKind, wires: readonly Wire[]): Known[] {
  return wires.flatMap((wire) => known(kind, (wire['properties'] as { timeCreated?: string }).timeCreated));
}

/** What may have been moved in from an older subscription: machines, disks, groups, resources. */
function weakOnes({ ages, refused }: SubscriptionSituation, estate: Estate): Known[] {
  if (refused?.everything !== undefined || refused?.virtualMachines !== undefined) return [];
  const instances = Object.entries(estate.children).flatMap(([path, wires]) =>
    path.endsWith('/virtualmachines') && estate.denied[path] === undefined ? wires : [],
  );
  const first = ages?.rest ?? earliestOf(estate.made);
  return [
    ...timesOf('virtual-machine', estate.resources.virtualMachines),
    ...timesOf('scale-set-instance', instances),
    ...(refused?.disks === undefined ? timesOf('disk', estate.resources.disks) : []),
    ...(refused?.resourceGroups === undefined ? known('resource-group', ages?.group ?? first) : []),
    ...(refused?.resources === undefined ? known('resource', ages?.network) : []),
  ];
}

function bought({ purchase }: SubscriptionSituation): Known[] {
  return purchase !== undefined && isReadableAccount(purchase.account)
    ? known('billing-subscription', purchase.on)
    : [];
}

/** The bounds that an exact witness gives, or a contradiction with it. */
function exactly(exact: Known, strong: readonly Known[], side: WitnessKind | null): CreatedTruth {
  const older = strong.some((one) => latest(one) < latest(exact) - DAY_MS);
  const at = reported(exact.at);
  const notBefore = older && exact.kind !== 'declared-date' ? null : at;
  return {
    createdNotBefore: notBefore,
    createdNotAfter: at,
    decidedBy: notBefore === null ? null : side,
  };
}

/**
 * When a subscription was created, from all that can be read of it. What is declared wins, then what is exact; a purchase is exact
 * unless something strong is older. `estate` is only made where the machines have a say.
 */
export function createdTruth(situation: SubscriptionSituation, estate: () => Estate): CreatedTruth {
  const { alias, declared, truth } = situation;
  if (truth.coverage === 'disabled' || truth.coverage === 'excluded') return NOTHING;
  const isDecided = truth.cutoff !== 'indeterminate';
  const strong = strongOnes(situation);
  const [purchase] = bought(situation);
  const isTransfer = purchase !== undefined && strong.some((one) => latest(one) < latest(purchase) - DAY_MS);
  const [exact] = [
    ...known('declared-date', declared?.createdOn),
    ...known('alias', alias),
    ...(purchase === undefined || isTransfer ? [] : [purchase]),
  ];
  if (exact !== undefined) return exactly(exact, strong, isDecided ? exact.kind : null);
  const oldest = oldestOf([
    ...strong,
    ...(purchase === undefined ? [] : [purchase]),
    ...weakOnes(situation, estate()),
  ]);
  return {
    createdNotBefore: null,
    createdNotAfter: oldest === undefined ? null : reported(oldest.at),
    decidedBy: isDecided ? (oldest?.kind ?? null) : null,
  };
}
