import type { Coverage } from '../model/finding.ts';
import type { Cutoff } from '../model/revision.ts';
import type { Hideable, SubscriptionChange } from './change.ts';
import { changeMachine, placeOf, withMachine, withPlan } from './change-machine.ts';
import { scaleSetOf } from './machine-names.ts';
import type { MachineState } from './machine-state.ts';
import { planStem } from './plan-network.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';
import { NEW_TERMS } from './terms.ts';

/** What is left of a subscription's coverage when something may not be read; facts that only sharpen leave it as it is. */
function coverageWithout(what: Hideable, before: Coverage): Coverage {
  if (what === 'everything' || what === 'virtualMachines') return 'unreadable';
  return what === 'networkInterfaces' ? 'partial' : before;
}

type Of<K extends SubscriptionChange['kind']> = Extract<SubscriptionChange, { readonly kind: K }>;

function created(situation: SubscriptionSituation, change: Of<'machine-created'>): SubscriptionSituation {
  const { plan } = placeOf(situation, change.beside);
  const { count: number = 1, hub, name } = situation.plans[plan] ?? {};
  if (name !== undefined || hub !== undefined)
    throw new RangeError(`${change.beside} is the only one of its kind`);
  const state: MachineState = {
    created: change.created ?? { daysAgo: 1 },
    ...(change.flag === undefined ? {} : { flag: change.flag }),
    ...(change.power === undefined ? {} : { power: change.power }),
  };
  const more = withPlan(situation, plan, (old) => ({ ...old, count: number + 1 }));
  return withMachine(more, { plan, number }, state);
}

/** The plan with so many instances: the newest go first, and a number that was given out is never given out again. */
function scaled(plan: VmPlan, to: number): VmPlan {
  const ever = plan.count ?? 1;
  const isThere = (number: number) => plan.machines?.[number]?.gone !== true;
  const there = Array.from({ length: ever }, (_, number) => number).filter(isThere);
  const leaving = there
    .slice(to)
    .map((number) => [number, { ...plan.machines?.[number], gone: true }] as const);
  const coming = Array.from({ length: Math.max(0, to - there.length) }, (_, more) => [
    ever + more,
    { created: { daysAgo: 1 } },
  ]);
  return {
    ...plan,
    count: ever + coming.length,
    machines: { ...plan.machines, ...Object.fromEntries([...leaving, ...coming]) },
  };
}

function scale(situation: SubscriptionSituation, change: Of<'scale-set-scaled'>): SubscriptionSituation {
  const at = situation.plans.findIndex(
    (plan, index) => scaleSetOf(plan, planStem(plan, index)) === change.scaleSet,
  );
  if (at < 0) throw new RangeError(`${situation.key} has no scale set ${change.scaleSet}`);
  return withPlan(situation, at, (plan) => scaled(plan, change.to));
}

/** The side of the cut-off that is known without asking the subscription for anything: by a declared date or an alias. */
function cutoffFromOutside({ alias, declared, truth }: SubscriptionSituation): Cutoff {
  const isKnown = declared?.createdOn !== undefined || typeof alias === 'string';
  return isKnown ? truth.cutoff : 'indeterminate';
}

function hide(situation: SubscriptionSituation, change: Of<'hidden'>): SubscriptionSituation {
  const { refused, truth } = situation;
  const { offer = truth.offer, what } = change;
  const coverage = coverageWithout(what, truth.coverage);
  const follows = coverage === 'unreadable' ? cutoffFromOutside(situation) : truth.cutoff;
  return {
    ...situation,
    refused: { ...refused, [what]: change.how ?? 'forbidden' },
    truth: { ...truth, coverage, cutoff: change.cutoff ?? follows, offer },
    shown: situation.shown ?? shownNow(situation),
  };
}

function shownNow({ refused, truth }: SubscriptionSituation): NonNullable<SubscriptionSituation['shown']> {
  return { truth, ...(refused === undefined ? {} : { refused }) };
}

function show(situation: SubscriptionSituation): SubscriptionSituation {
  const { refused: _, unlisted: __, shown, ...rest } = situation;
  if (shown === undefined) throw new RangeError(`${situation.key} is not hidden`);
  return { ...rest, ...shown };
}

function transfer(situation: SubscriptionSituation, change: Of<'transferred'>): SubscriptionSituation {
  if (situation.shown !== undefined) throw new RangeError(`${situation.key} is hidden: show it first`);
  const { candidates: _, spendingLimit: __, ...rest } = situation;
  const { billing, offer, quotaId } = NEW_TERMS[change.to];
  return { ...rest, quotaId, billing, truth: { ...situation.truth, offer } };
}

/** A subscription that is off is not asked for anything; an alias of it is not looked for either. */
function stateOf(situation: SubscriptionSituation, change: Of<'state-changed'>): SubscriptionSituation {
  const { key, shown, truth } = situation;
  const { offer = truth.offer, state } = change;
  if (state !== 'Disabled' && state !== 'Deleted') {
    return { ...(truth.coverage === 'disabled' ? show(situation) : situation), state };
  }
  if (shown !== undefined) throw new RangeError(`${key} is hidden: show it first`);
  const cutoff = situation.declared?.createdOn === undefined ? 'indeterminate' : truth.cutoff;
  return {
    ...situation,
    state,
    truth: { ...truth, coverage: 'disabled', cutoff, offer },
    shown: shownNow(situation),
  };
}

/** The subscription after something happened in it. */
export function changeSubscription(
  situation: SubscriptionSituation,
  change: SubscriptionChange,
): SubscriptionSituation {
  switch (change.kind) {
    case 'machine-created':
      return created(situation, change);
    case 'scale-set-scaled':
      return scale(situation, change);
    case 'exempted':
      return change.machines.reduce(
        (now, machine) =>
          changeMachine(now, { kind: 'machine-restarted', subscription: situation.key, machine }),
        situation,
      );
    case 'transferred':
      return transfer(situation, change);
    case 'renamed':
      return { ...situation, name: change.name };
    case 'hidden':
      return hide(situation, change);
    case 'access-lost':
      return { ...hide(situation, { ...change, kind: 'hidden', what: 'everything' }), unlisted: true };
    case 'shown':
      return show(situation);
    case 'state-changed':
      return stateOf(situation, change);
  }
}
