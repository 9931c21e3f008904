import type { ChangeCause } from '../model/change.ts';
import { CHANGE_CAUSES } from '../model/change.ts';
import { letterOf, letterUnder } from './letters.ts';
import { judgedWith, ownerSubscription, type VmSide } from './side.ts';
import { unreadDiffers } from './unread.ts';

/*
 * Where the change of a VM comes from. A verdict is a function of the facts and of the revision, and every run remembers the verdicts
 * under all revisions, so of the two runs four verdicts are known:
 *
 *                      old revision   new revision
 *     old facts             a              b
 *     new facts             c              d          a is the verdict before, d the one now
 *
 *     a = c and b = d   the facts move nothing: policy
 *     a = b and c = d   the revision moves nothing: what the facts tell (below)
 *     otherwise         both
 *
 * Of the facts: what is known on one side only, while something could be read in one run and not in the other, is coverage. What the
 * declarations file speaks of, while it says something else, is declarations. What is known on both sides and differs is environment.
 * If none of these shows, another version of the tool explains it, or else something that is not remembered: environment.
 */

/** The causes of a change of verdict or facts, at least one, in the order of the model's list. */
export function vmCauses(before: VmSide, after: VmSide): readonly ChangeCause[] {
  const causes = before.vm.verdict === after.vm.verdict ? ofFacts(before, after) : ofVerdict(before, after);
  return CHANGE_CAUSES.filter((cause) => causes.has(cause));
}

function ofVerdict(before: VmSide, after: VmSide): ReadonlySet<ChangeCause> {
  const old = judgedWith(before, before.vm).policy;
  const next = judgedWith(after, after.vm).policy;
  if (old === next) return factCauses(before, after);
  const a = letterOf(before.vm.verdict);
  const b = letterUnder(before.vm.verdicts, next, before.head.revisions);
  const c = letterUnder(after.vm.verdicts, old, after.head.revisions);
  const d = letterOf(after.vm.verdict);
  if (b === undefined || c === undefined) return new Set([...shown(before, after), 'policy']);
  const causes = new Set<ChangeCause>(a !== b || c !== d ? ['policy'] : []);
  return a === c && b === d ? causes : new Set([...causes, ...factCauses(before, after)]);
}

/** The verdict is the same. The platform state may follow from what another revision says of the subscription. */
function ofFacts(before: VmSide, after: VmSide): ReadonlySet<ChangeCause> {
  const old = judgedWith(before, before.vm).policy;
  const next = judgedWith(after, after.vm).policy;
  const { policyStatuses } = before.subscription;
  const { revisions } = before.head;
  const moved = letterUnder(policyStatuses, old, revisions) !== letterUnder(policyStatuses, next, revisions);
  if (before.vm.platform === after.vm.platform || old === next || !moved) return factCauses(before, after);
  return new Set([...shown(before, after), 'policy']);
}

function factCauses(before: VmSide, after: VmSide): ReadonlySet<ChangeCause> {
  const found = shown(before, after);
  if (found.size > 0) return found;
  const sameTool = judgedWith(before, before.vm).tool === judgedWith(after, after.vm).tool;
  return new Set([sameTool ? 'environment' : 'tool']);
}

/** The causes that the remembered facts show. */
function shown(before: VmSide, after: VmSide): ReadonlySet<ChangeCause> {
  const causes = new Set<ChangeCause>();
  if (coverageShows(before, after)) causes.add('coverage');
  if (declarationsShow(before, after)) causes.add('declarations');
  if (environmentShows(before, after)) causes.add('environment');
  return causes;
}

function coverageShows(before: VmSide, after: VmSide): boolean {
  return hiddenSomewhere(before, after) && (oneSided(before, after) || sharpened(before, after));
}

/** Whether other facts could be read than before, of the subscriptions that this VM's verdict rests on. */
function hiddenSomewhere(before: VmSide, after: VmSide): boolean {
  const pathHidden = (before.vm.path === 'unknown') !== (after.vm.path === 'unknown');
  if (pathHidden) return unreadDiffers(before.head, after.head, 'anywhere');
  const owners = [before, after].flatMap((side) => ownerSubscription(side) ?? []);
  return unreadDiffers(before.head, after.head, ['', after.subscription.id, ...owners]);
}

/** Whether something is known on one side and not on the other. */
function oneSided(before: VmSide, after: VmSide): boolean {
  const known = ({ vm, subscription }: VmSide) => [
    vm.nicFlag !== undefined,
    vm.path !== 'unknown',
    vm.platform !== 'undetermined',
    vm.verdict !== 'undetermined',
    subscription.offer !== undefined,
    subscription.exemption !== undefined,
    subscription.cutoff !== 'indeterminate',
    vm.path !== 'internet' || vm.egressAddress !== undefined,
  ];
  const then = known(before);
  return known(after).some((isKnown, at) => isKnown !== then[at]);
}

/** Facts that only sharpen: with them an offer or a date may be another one, not only a surer one. */
function sharpened({ subscription: old }: VmSide, { subscription: next }: VmSide): boolean {
  return old.quotaId === next.quotaId && (old.offer !== next.offer || old.cutoff !== next.cutoff);
}

function declarationsShow(before: VmSide, after: VmSide): boolean {
  const own = judgedWith(before, before.vm).declaration !== judgedWith(after, after.vm).declaration;
  const networks = before.head.declarations.networks !== after.head.declarations.networks;
  const [old, next] = [before.head.declarations.subscriptions, after.head.declarations.subscriptions];
  const owners = [before, after].flatMap((side) => ownerSubscription(side) ?? []);
  return (
    (own && (subscriptionMoved(before, after) || !observedMoved(before, after))) ||
    (networks && pathMoved(before, after)) ||
    owners.some((owner) => owner !== after.subscription.id && old[owner] !== next[owner])
  );
}

function environmentShows(before: VmSide, after: VmSide): boolean {
  return (
    before.subscription.quotaId !== after.subscription.quotaId ||
    exemptionMoved(before, after) ||
    observedMoved(before, after)
  );
}

/** An exemption shows on NICs. Which subscriptions can have one is the revision's to say, so two revisions prove nothing. */
function exemptionMoved(before: VmSide, after: VmSide): boolean {
  const [old, next] = [before.subscription.exemption, after.subscription.exemption];
  if (old === undefined || next === undefined || (old === 'observed') === (next === 'observed')) return false;
  const samePolicy = judgedWith(before, before.vm).policy === judgedWith(after, after.vm).policy;
  return samePolicy && !hiddenSomewhere(before, after);
}

/** Whether something that was observed of the VM is known on both sides and differs. */
function observedMoved(before: VmSide, after: VmSide): boolean {
  const [old, next] = [before.vm, after.vm];
  const flag = old.nicFlag !== undefined && next.nicFlag !== undefined && old.nicFlag !== next.nicFlag;
  const declared = before.head.declarations.networks !== after.head.declarations.networks;
  return flag || (pathMoved(before, after) && !declared && knownPaths(before, after));
}

function knownPaths(before: VmSide, after: VmSide): boolean {
  const [old, next] = [before.vm, after.vm];
  if (old.path === 'unknown' || next.path === 'unknown') return false;
  const addressOnly =
    old.path === next.path && old.egress === next.egress && old.egressOwner === next.egressOwner;
  const addressHidden = old.egressAddress === undefined || next.egressAddress === undefined;
  return !(addressOnly && addressHidden && hiddenSomewhere(before, after));
}

function pathMoved({ vm: old }: VmSide, { vm: next }: VmSide): boolean {
  return (
    old.path !== next.path ||
    old.egress !== next.egress ||
    old.egressOwner !== next.egressOwner ||
    old.egressAddress !== next.egressAddress ||
    old.reverseDns !== next.reverseDns
  );
}

function subscriptionMoved({ subscription: old }: VmSide, { subscription: next }: VmSide): boolean {
  return (
    old.offer !== next.offer ||
    old.cutoff !== next.cutoff ||
    old.policyStatus !== next.policyStatus ||
    old.exemption !== next.exemption
  );
}
