import type { SubscriptionFinding } from '../model/finding.ts';
import type { NightHead, TableColumn } from '../model/night-table.ts';
import {
  flag,
  instant,
  isAccepted,
  knownText,
  nightColumns,
  number,
  text,
  underEach,
} from './history-row.ts';

const COLUMNS: readonly TableColumn<SubscriptionFinding>[] = [
  text('subscription_id', 'lower case', (one) => one.subscriptionId),
  text('name', 'its name on that night', (one) => one.name),
  knownText('tenant_id', 'home tenant', (one) => one.tenantId),
  text('state', 'Enabled, Disabled ...', (one) => one.state),
  knownText('quota_id', "Azure's quota ID", (one) => one.quotaId),
  knownText('offer', 'as in `subscriptions.csv`', (one) => one.offer),
  text('offer_candidates', 'joined by `;`, leading one first', (one) => one.offerCandidates.join(';')),
  knownText('offer_confidence', 'high, medium, low', (one) => one.offerConfidence),
  instant('created_not_before', 'not created earlier', (one) => one.createdNotBefore),
  instant('created_not_after', 'nor later', (one) => one.createdNotAfter),
  knownText('cutoff', 'before, after, indeterminate', (one) => one.cutoff),
  knownText('policy_status', 'open, requestable, no-exemption, undetermined', (one) => one.policyStatus),
  knownText('exemption', 'observed, declared, none', (one) => one.exemption),
  number('vms', 'number of VMs', (one) => one.vms),
  number('direct', 'of these', (one) => one.direct),
  number('restart', 'of these', (one) => one.restart),
  number('request_exemption', 'of these', (one) => one.requestExemption),
  number('relay', 'of these', (one) => one.relay),
  number('fix_network', 'of these', (one) => one.fixNetwork),
  number('undetermined', 'of these', (one) => one.undetermined),
  number('senders', 'VMs declared as mail senders', (one) => one.senders),
  text('coverage', 'complete, partial, unreadable, disabled, excluded', (one) => one.coverage),
  knownText('coverage_detail', 'what could not be read', (one) => one.coverageDetail),
  knownText('policy_status_current', "under the cloud's current revision", (one) => one.policyStatusCurrent),
  number(
    'differs_under_current_policy',
    'VMs judged otherwise by it',
    (one) => one.differsUnderCurrentPolicy,
  ),
  knownText('change', 'against the run before', (one) => one.change),
  flag('accepted', 'somebody has accepted the finding, and that stands', (one) => isAccepted(one.review)),
  ...underEach(
    'policy_status',
    (revision) => `the status under the revision ${revision}`,
    (one: SubscriptionFinding, revision) => one.policyStatuses[revision],
  ),
];

/** The columns of `history/subscriptions`: of which night a row is, and what was found of the subscription on it. */
export function subscriptionTableColumns(night: NightHead): readonly TableColumn<SubscriptionFinding>[] {
  return [...nightColumns<SubscriptionFinding>(night), ...COLUMNS];
}
