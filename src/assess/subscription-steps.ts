import type { Action } from '../model/action.ts';
import type { VmFinding } from '../model/finding.ts';
import type { CoverageFinding } from './coverage.ts';
import type { Outlook } from './outlook.ts';

/** What decides the next steps for a subscription as a whole. */
export interface SubscriptionStepsInput {
  readonly vms: readonly VmFinding[];
  readonly chosen: Outlook;
  readonly current: Outlook;
  readonly coverage: CoverageFinding;
  readonly id: string;
}

/**
 * The next steps for a subscription: the request that frees its VMs, the fact that would settle it, what to make readable. Of one that
 * was not asked there is nothing to do.
 */
export function subscriptionSteps(input: SubscriptionStepsInput): readonly Action[] {
  const { chosen, current, coverage } = input;
  if (coverage.coverage === 'disabled' || coverage.coverage === 'excluded') return [];
  const requests = input.vms.filter(({ verdict }) => verdict === 'request-exemption');
  const withdrawn = requests.some((vm) => vm.verdictCurrentPolicy !== 'request-exemption');
  const settles = chosen.policy.reasons.find((reason) => reason.code === 'policy-would-settle');
  const unread = coverage.gaps.filter(({ required, action }) => required && action !== null);
  const page = current.revision;
  return [
    ...(withdrawn
      ? [{ code: 'no-longer-offered', revision: page.name, dated: page.source.msDate ?? page.name } as const]
      : []),
    ...(requests.length > 0
      ? [{ code: 'request-exemption', routes: chosen.policy.routes, subscription: input.id } as const]
      : []),
    ...(settles === undefined ? [] : [{ code: 'settle-policy', fact: settles.fact } as const]),
    ...unread.map((gap) => ({ code: 'read-missing-fact', object: gap.fact, action: gap.action }) as const),
  ];
}
