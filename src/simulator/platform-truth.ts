import type { Exemption, RevisionName } from '../model/revision.ts';
import type { PlatformState } from '../model/verdict.ts';
import { flagOf, isUniformPlan } from './machine-names.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import { everyRevision, type PerEveryRevision } from './revision-truth.ts';
import { type Ruling, rulingOf } from './ruling-table.ts';
import type { FlagAnswer, SubscriptionSituation, VmPlan } from './subscription-situation.ts';

/** What a revision says of a subscription, or `null` where its quota ID cannot hold VMs. */
export function rulingFor(situation: SubscriptionSituation, revision: RevisionName): Ruling | null {
  const { candidates, truth } = situation;
  if (truth.offer !== null) return rulingOf([truth.offer], truth.cutoff, revision);
  return candidates === undefined ? null : rulingOf(candidates, truth.cutoff, revision);
}

/** The shapes of a site's NICs that its subscription does not list, or lists without a flag. */
const WITHOUT_FLAG: ReadonlySet<string> = new Set([
  'missing',
  'none',
  'in-another-subscription',
  'without-properties',
]);

function showsTrue(plan: VmPlan, nicsHidden: boolean): boolean {
  const forbidden = plan.scaleSet?.forbidden;
  if (nicsHidden && !isUniformPlan(plan)) return false;
  if (forbidden === 'virtualMachines' || forbidden === 'networkInterfaces') return false;
  if (WITHOUT_FLAG.has(NETWORK_SITUATIONS[plan.network].nic?.shape ?? '')) return false;
  return Array.from({ length: plan.count ?? 1 }, (_, number) => number).some((number) => {
    const state = plan.machines?.[number];
    return state?.gone !== true && (state?.flag ?? flagOf(plan, number)) === 'true';
  });
}

/** Whether some VM of the subscription can be seen to have a NIC whose flag is true. */
function sawTrue({ plans, refused, truth }: SubscriptionSituation): boolean {
  if (truth.coverage === 'unreadable' || truth.coverage === 'disabled') return false;
  return plans.some((plan) => showsTrue(plan, refused?.networkInterfaces !== undefined));
}

/** The exemption of a subscription under each revision: there is none where the text leaves it open, or it holds no VMs. */
export function exemptionsOf(situation: SubscriptionSituation): PerEveryRevision<Exemption> {
  const observed = sawTrue(situation);
  const declared = situation.declared?.exemption !== undefined;
  return everyRevision((revision) => {
    const ruling = rulingFor(situation, revision);
    if (ruling === null || ruling.status === 'open') return 'none';
    if (observed) return 'observed';
    return declared ? 'declared' : 'none';
  });
}

/** The state without an exemption to count on. */
function byRuling({ askable, status }: Ruling, answer: 'false' | 'absent'): PlatformState {
  if (status === 'requestable') return 'request';
  if (status === 'no-exemption') return 'blocked';
  if (answer === 'absent') return 'undetermined';
  return askable ? 'request' : 'blocked';
}

function whenFalse(ruling: Ruling, exempted: boolean, observed: boolean): PlatformState {
  if (ruling.status === 'open') return observed ? 'restart' : 'undetermined';
  return exempted ? 'restart' : byRuling(ruling, 'false');
}

/** `since` is whether the VM is known to have come, or come back, after the day of a declared exemption. */
function whenAbsent(ruling: Ruling, exempted: boolean, since: boolean): PlatformState {
  if (ruling.status === 'open' || since) return 'open';
  return exempted ? 'restart' : byRuling(ruling, 'absent');
}

/**
 * The platform states of a subscription's VMs by what their NIC says, worked out from the rows of the specification: a second
 * opinion beside the literal one of each situation, and the only one for revisions and changes that no situation states.
 */
export function platformsOf(
  situation: SubscriptionSituation,
): (answer: FlagAnswer) => PerEveryRevision<PlatformState> {
  const observed = sawTrue(situation);
  const exempted = observed || situation.declared?.exemption !== undefined;
  const since = new Set<FlagAnswer>(['absent-created-later']);
  if (situation.refused?.activityLog === undefined) since.add('absent-cycled');
  const isDated = situation.declared?.exemption?.grantedOn !== undefined;
  const known = new Map<FlagAnswer, PerEveryRevision<PlatformState>>();
  const work = (answer: FlagAnswer) =>
    everyRevision((revision): PlatformState => {
      const ruling = rulingFor(situation, revision);
      if (ruling === null) return 'undetermined';
      if (answer === 'true') return 'open';
      if (answer === 'false') return whenFalse(ruling, exempted, observed);
      return whenAbsent(ruling, exempted, isDated && since.has(answer));
    });
  return (answer) => {
    const states = known.get(answer) ?? work(answer);
    known.set(answer, states);
    return states;
  };
}
