import type { Action } from '../model/action.ts';
import type { Explained, VmFinding } from '../model/finding.ts';
import type { CoverageFinding } from './coverage.ts';
import { explainAll } from './explain.ts';
import type { Outlook } from './outlook.ts';

/** What decides the next steps for a subscription as a whole. Its VMs carry theirs already. */
export interface SubscriptionStepsInput {
  readonly vms: readonly VmFinding[];
  readonly chosen: Outlook;
  readonly current: Outlook;
  readonly coverage: CoverageFinding;
  /** Whether the billing property was read, and does not tell the offer. */
  readonly billingRead: boolean;
}

/**
 * The next steps for a subscription: the requests that free its VMs, the fact that would settle it, what to make readable. A request
 * is another subscription's where the mail leaves through an appliance there. Of one that was not asked there is nothing to do.
 */
export function subscriptionSteps(input: SubscriptionStepsInput): readonly Explained[] {
  const { chosen, current, coverage, billingRead } = input;
  if (coverage.coverage === 'disabled' || coverage.coverage === 'excluded') return [];
  const asking = input.vms.filter(({ verdict }) => verdict === 'request-exemption');
  const withdrawn = asking.some((vm) => vm.verdictCurrentPolicy !== 'request-exemption');
  const requests = asking.flatMap(({ actions }) =>
    actions.filter(({ code }) => code === 'request-exemption'),
  );
  const settles = chosen.policy.reasons.find((reason) => reason.code === 'policy-would-settle');
  const unread = coverage.gaps.filter(({ required, action }) => required && action !== null);
  const page = current.revision;
  const lead: readonly Action[] = withdrawn
    ? [{ code: 'no-longer-offered', revision: page.name, dated: page.source.msDate ?? page.name }]
    : [];
  const rest: readonly Action[] = [
    ...(settles === undefined ? [] : [{ code: 'settle-policy', fact: settles.fact, billingRead } as const]),
    ...unread.map((gap) => ({ code: 'read-missing-fact', object: gap.fact, action: gap.action }) as const),
  ];
  const each = new Map(requests.map((request) => [request.message, request]));
  return [...explainAll(lead), ...each.values(), ...explainAll(rest)];
}
