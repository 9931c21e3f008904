import type { SubscriptionFinding } from '../model/finding.ts';
import type { Column } from './column.ts';

/** The columns of `subscriptions.csv`, in their order. */
export const SUBSCRIPTION_COLUMNS = [
  { header: 'subscription_id', value: (subscription) => subscription.subscriptionId },
  { header: 'name', value: (subscription) => subscription.name },
  { header: 'tenant_id', value: (subscription) => subscription.tenantId ?? '' },
  { header: 'state', value: (subscription) => subscription.state },
  { header: 'quota_id', value: (subscription) => subscription.quotaId ?? '' },
  { header: 'offer', value: (subscription) => subscription.offer ?? '' },
  { header: 'offer_candidates', value: (subscription) => subscription.offerCandidates.join(';') },
  { header: 'offer_confidence', value: (subscription) => subscription.offerConfidence ?? '' },
  { header: 'created_not_before', value: (subscription) => subscription.createdNotBefore ?? '' },
  { header: 'created_not_after', value: (subscription) => subscription.createdNotAfter ?? '' },
  { header: 'cutoff', value: (subscription) => subscription.cutoff ?? '' },
  { header: 'policy', value: (subscription) => subscription.policy },
  { header: 'policy_status', value: (subscription) => subscription.policyStatus ?? '' },
  { header: 'exemption', value: (subscription) => subscription.exemption ?? '' },
  { header: 'vms', value: (subscription) => String(subscription.vms) },
  { header: 'direct', value: (subscription) => String(subscription.direct) },
  { header: 'restart', value: (subscription) => String(subscription.restart) },
  { header: 'request_exemption', value: (subscription) => String(subscription.requestExemption) },
  { header: 'relay', value: (subscription) => String(subscription.relay) },
  { header: 'fix_network', value: (subscription) => String(subscription.fixNetwork) },
  { header: 'undetermined', value: (subscription) => String(subscription.undetermined) },
  { header: 'coverage', value: (subscription) => subscription.coverage },
  { header: 'coverage_detail', value: (subscription) => subscription.coverageDetail ?? '' },
] as const satisfies readonly Column<SubscriptionFinding>[];
