import type { Explained, VmFinding } from '../model/finding.ts';
import type { NightHead, TableColumn } from '../model/night-table.ts';
import { flag, instant, isAccepted, knownText, nightColumns, text, underEach } from './history-row.ts';

function codes(explained: readonly Explained[]): string {
  return explained.map(({ code }) => code).join(';');
}

function tagsText({ tags }: VmFinding): string | null {
  return Object.keys(tags).length === 0 ? null : JSON.stringify(tags);
}

const COLUMNS: readonly TableColumn<VmFinding>[] = [
  text('subscription_id', 'lower case', (vm) => vm.subscriptionId),
  text('subscription_name', 'its name on that night', (vm) => vm.subscriptionName),
  knownText('tenant_id', 'home tenant of the subscription', (vm) => vm.tenantId),
  knownText('offer', 'as in `vms.csv`', (vm) => vm.offer),
  knownText('offer_confidence', 'high, medium, low', (vm) => vm.offerConfidence),
  instant('created_not_before', 'the subscription was not created earlier', (vm) => vm.createdNotBefore),
  instant('created_not_after', 'nor later', (vm) => vm.createdNotAfter),
  knownText('exemption', 'observed, declared, none', (vm) => vm.exemption),
  knownText('resource_group', 'its resource group', (vm) => vm.resourceGroup),
  text('name', 'its name', (vm) => vm.name),
  text('kind', 'vm, vmss-instance', (vm) => vm.kind),
  knownText('location', 'region', (vm) => vm.location),
  knownText('power_state', 'running, deallocated ...', (vm) => vm.powerState),
  text('verdict', 'the verdict under `policy`', (vm) => vm.verdict),
  text('platform', "what Azure's platform allows", (vm) => vm.platform),
  text('path', 'what the network does with TCP 25', (vm) => vm.path),
  knownText('egress', 'how an `internet` path leaves', (vm) => vm.egress),
  knownText('egress_owner', 'resource ID of the firewall or appliance', (vm) => vm.egressOwner),
  text('confidence', 'high, medium, low', (vm) => vm.confidence),
  knownText('nic_flag', 'true, false, not-reported', (vm) => vm.nicFlag),
  knownText('egress_address', 'public address that mail leaves from', (vm) => vm.egressAddress),
  knownText('reverse_dns', 'its name in DNS', (vm) => vm.reverseDns),
  instant('last_started', 'last start that is known', (vm) => vm.lastStarted),
  text('reasons', 'codes joined by `;`', (vm) => codes(vm.reasons)),
  text('actions', 'codes joined by `;`', (vm) => codes(vm.actions)),
  text('verdict_current_policy', "under the cloud's current revision", (vm) => vm.verdictCurrentPolicy),
  instant('first_seen', 'first run that saw the VM', (vm) => vm.firstSeen),
  instant('verdict_since', 'since when every run gives this verdict', (vm) => vm.verdictSince),
  knownText('change', 'against the run before, as in `vms.csv`', (vm) => vm.change),
  text('resource_id', "in ARM's spelling, which may vary: join by `lower()`", (vm) => vm.resourceId),
  flag('sender', 'declared as a mail sender', (vm) => vm.sender),
  flag('accepted', 'somebody has accepted the finding, and that stands', (vm) => isAccepted(vm.review)),
  knownText('tags', 'the owner tags asked for with `--tag`, as a JSON object', tagsText),
  ...underEach(
    'verdict',
    (revision) => `the verdict under the revision ${revision}`,
    (vm: VmFinding, revision) => vm.verdicts[revision],
  ),
];

/** The columns of `history/vms`: of which night a row is, and what was found of the VM on it. */
export function vmTableColumns(night: NightHead): readonly TableColumn<VmFinding>[] {
  return [...nightColumns<VmFinding>(night), ...COLUMNS];
}
