import type { Action } from '../model/action.ts';
import type { Explained, VmFinding } from '../model/finding.ts';
import type { CoverageFinding } from './coverage.ts';
import { explainAll } from './explain.ts';
import { settlingStep } from './settling-step.ts';
import type { SubscriptionInference } from './subscription-inference.ts';

/** What decides the next steps for a subscription as a whole. Its VMs carry theirs already. */
export interface SubscriptionStepsInput {
  readonly vms: readonly VmFinding[];
  readonly inference: SubscriptionInference;
  readonly coverage: CoverageFinding;
}

/**
 * The next steps for a subscription: the requests that free its VMs, the fact that would settle it, what to make readable. A request
 * is another subscription's where the mail leaves through an appliance there. Of one that was not asked there is nothing to do.
 */
export function subscriptionSteps(input: SubscriptionStepsInput): readonly Explained[] {
  const { inference, coverage } = input;
  if (coverage.coverage === 'disabled' || coverage.coverage === 'excluded') return [];
  const asking = input.vms.filter(({ verdict }) => verdict === 'request-exemption');
  const withdrawn = asking.some((vm) => vm.verdictCurrentPolicy !== 'request-exemption');
  const requests = asking.flatMap(({ actions }) =>
    actions.filter(({ code }) => code === 'request-exemption'),
  );
  const unread = coverage.gaps.filter(({ required, action }) => required && action !== null);
  const page = inference.current.revision;
  const lead: readonly Action[] = withdrawn
    ? [{ code: 'no-longer-offered', revision: page.name, dated: page.source.msDate ?? page.name }]
    : [];
  const rest: readonly Action[] = [
    ...settlingStep({ ...inference, policy: inference.chosen.policy }),
    ...unread.map((gap) => ({ code: 'read-missing-fact', object: gap.fact, action: gap.action }) as const),
  ];
  const each = new Map(requests.map((request) => [request.message, request]));
  return [...explainAll(lead), ...each.values(), ...explainAll(rest)];
}
