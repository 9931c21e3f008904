import type { VmFinding } from '../model/finding.ts';
import type { Column } from './column.ts';
import { joinedCodes } from './joined-codes.ts';

/** The columns of `vms.csv`, in their order. */
export const VM_COLUMNS = [
  { header: 'subscription_id', value: (vm) => vm.subscriptionId },
  { header: 'subscription_name', value: (vm) => vm.subscriptionName },
  { header: 'tenant_id', value: (vm) => vm.tenantId ?? '' },
  { header: 'offer', value: (vm) => vm.offer ?? '' },
  { header: 'offer_confidence', value: (vm) => vm.offerConfidence ?? '' },
  { header: 'created_not_before', value: (vm) => vm.createdNotBefore ?? '' },
  { header: 'created_not_after', value: (vm) => vm.createdNotAfter ?? '' },
  { header: 'exemption', value: (vm) => vm.exemption ?? '' },
  { header: 'resource_group', value: (vm) => vm.resourceGroup ?? '' },
  { header: 'name', value: (vm) => vm.name },
  { header: 'kind', value: (vm) => vm.kind },
  { header: 'location', value: (vm) => vm.location ?? '' },
  { header: 'power_state', value: (vm) => vm.powerState ?? '' },
  { header: 'verdict', value: (vm) => vm.verdict },
  { header: 'platform', value: (vm) => vm.platform },
  { header: 'path', value: (vm) => vm.path },
  { header: 'egress', value: (vm) => vm.egress ?? '' },
  { header: 'egress_owner', value: (vm) => vm.egressOwner ?? '' },
  { header: 'confidence', value: (vm) => vm.confidence },
  { header: 'nic_flag', value: (vm) => vm.nicFlag ?? '' },
  { header: 'egress_address', value: (vm) => vm.egressAddress ?? '' },
  { header: 'reverse_dns', value: (vm) => vm.reverseDns ?? '' },
  { header: 'last_started', value: (vm) => vm.lastStarted ?? '' },
  { header: 'reasons', value: (vm) => joinedCodes(vm.reasons) },
  { header: 'actions', value: (vm) => joinedCodes(vm.actions) },
  { header: 'policy', value: (vm) => vm.policy },
  { header: 'verdict_current_policy', value: (vm) => vm.verdictCurrentPolicy },
  { header: 'first_seen', value: (vm) => vm.firstSeen },
  { header: 'change', value: (vm) => vm.change ?? '' },
  { header: 'resource_id', value: (vm) => vm.resourceId },
] as const satisfies readonly Column<VmFinding>[];

/** The columns of `vms.csv` with one more, `tag:NAME`, for each owner tag that was asked for; empty where it is not known or not set. */
export function vmColumns(tagNames: readonly string[]): readonly Column<VmFinding>[] {
  const tags = tagNames.map((name) => ({
    header: `tag:${name}`,
    value: (vm: VmFinding) => (Object.hasOwn(vm.tags, name) ? (vm.tags[name] ?? '') : ''),
  }));
  return [...VM_COLUMNS, ...tags];
}
