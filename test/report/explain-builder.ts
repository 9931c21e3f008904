import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { Explanation } from '../../src/report/explanation.ts';
import { subscriptionFinding, vmFinding } from './finding-builders.ts';

/** The same for every revision, but for those that are named. */
function forEach<T>(value: T, changes: Partial<Record<RevisionName, T>> = {}): Record<RevisionName, T> {
  const all = Object.fromEntries(REVISION_NAMES.map((name) => [name, value])) as Record<RevisionName, T>;
  return { ...all, ...changes };
}

/** A VM that is judged under every revision, like by default as under the chosen one. */
export function explainedVm(
  changes: Partial<VmFinding> = {},
  elsewhere: Partial<VmFinding['verdicts']> = {},
): VmFinding {
  const verdicts = forEach(changes.verdict ?? 'relay', elsewhere);
  return vmFinding({ sender: false, tags: {}, review: null, verdicts, ...changes });
}

export function explainedSubscription(
  changes: Partial<SubscriptionFinding> = {},
  vms: readonly VmFinding[] = [],
): SubscriptionFinding {
  const policyStatuses = forEach(changes.policyStatus ?? 'requestable');
  return subscriptionFinding({ senders: 0, change: null, review: null, policyStatuses, ...changes }, vms);
}

const PAGE = {
  page: 'Troubleshoot outbound SMTP',
  dated: '2020-11-24',
  address: 'learn.microsoft.com/port-25',
  citation: 'Troubleshoot outbound SMTP; text of 2020-11-24; learn.microsoft.com/port-25',
};

/** The explanation of a VM in a subscription, with values for whatever a test does not name. */
export function explanation(changes: Partial<Explanation> = {}): Explanation {
  const subscription = changes.subscription ?? explainedSubscription();
  return {
    run: {
      runId: '2026-11-23T02-00-00Z',
      startedAt: '2026-11-23T02:00:00Z',
      cloud: 'AzureCloud',
      policy: { revision: '2020-11', current: '2023-12' },
    },
    subject: { kind: 'vm', vm: explainedVm() },
    rules: {
      revision: '2020-11',
      title: 'The page of November 2020',
      rules: [
        { offers: ['pay-as-you-go'], words: 'open if created early, otherwise blocked', basis: 'named' },
      ],
      pages: [PAGE],
    },
    gaps: [],
    readAt: { [subscription.subscriptionId]: '2026-11-23T02:00:07Z' },
    ...changes,
    subscription,
  };
}
