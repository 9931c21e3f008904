import type { NetworkPath } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import { citation } from '../policy/citation.ts';
import { REVISIONS } from '../policy/revisions.ts';
import { inShort } from './network-names.ts';
import type { Prose } from './worded.ts';

const FLAG = 'Microsoft.Network/networkInterfaces, properties.allowPort25Out (undocumented)';
const LOG = 'activity log, Microsoft.Insights/eventtypes/management/values';
const DENIED_BY = {
  internet: 'lets TCP 25 out',
  partial: 'lets TCP 25 out to only a part of the internet',
  denied: 'denies TCP 25 in a security group',
  none: 'gives TCP 25 no way out',
  firewall: 'sends TCP 25 through an Azure Firewall',
  appliance: 'sends TCP 25 to an appliance',
  gateway: 'sends TCP 25 to a virtual network gateway',
  unknown: 'is not known',
} as const satisfies Record<NetworkPath, string>;

/** An instant to the minute: `2026-10-02 05:00 UTC`. */
function readable(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}

/** What each reason for a platform state or a verdict says. */
export const VERDICT_PROSE: Prose<VerdictReason> = {
  'quota-cannot-hold-vms': () => ({
    message:
      'By its quota ID the subscription cannot hold this VM, so no rule decides, whatever the NIC reports.',
    source: 'subscriptionPolicies.quotaId',
  }),
  'flag-allows': () => ({
    message: 'Azure reports that this NIC may send on port 25.',
    source: FLAG,
  }),
  'flag-allows-against-policy': ({ status }) => ({
    message:
      `The policy alone gives "${status}", so the subscription seems to be exempted. ` +
      'A deallocation may end the permission if it has been withdrawn meanwhile.',
    source: FLAG,
  }),
  'flag-blocks': () => ({
    message: 'Azure reports that this NIC may not send on port 25.',
    source: FLAG,
  }),
  'flag-contradicts-policy': () => ({
    message:
      'The policy says open, yet no NIC of a VM in the subscription may send on port 25: the offer may be another than ' +
      'assumed, the subscription may have changed its type, or its VMs were never restarted since.',
    source: FLAG,
  }),
  'flag-not-reported': () => ({
    message: 'Azure does not report for this NIC whether it may send on port 25; the policy has to answer.',
    source: FLAG,
  }),
  'not-cycled-since-permission': ({ exemption }) => ({
    message:
      exemption === 'none'
        ? 'The subscription may send on port 25, and this VM has not picked that up yet.'
        : `The subscription is exempted (${exemption}), and this VM has not picked that up yet.`,
    source: FLAG,
  }),
  'permission-may-be-ending': () => ({
    message:
      'Old VMs that may send beside new ones that may not are also what a withdrawn permission looks like. ' +
      'A stop and start loses nothing on a VM that is blocked already.',
    source: FLAG,
  }),
  'created-after-exemption': ({ created, grantedOn }) => ({
    message: `The VM was made on ${created.slice(0, 10)}, after the exemption of ${grantedOn}, and has it from the start.`,
    source: 'declarations file; virtualMachines, properties.timeCreated',
  }),
  'start-after-exemption-not-known': ({ grantedOn }) => ({
    message: `It is not known that the VM was deallocated and started since the exemption of ${grantedOn}.`,
    source: 'declarations file',
  }),
  'cycled-after-exemption': ({ deallocatedAt, startedAt, grantedOn }) => ({
    message:
      `The VM was deallocated (${readable(deallocatedAt)}) and started again (${readable(startedAt)}) after the exemption of ` +
      `${grantedOn}, and has picked it up.`,
    source: LOG,
  }),
  'no-cycle-in-log': ({ days, grantedOn }) => ({
    message:
      `The activity log shows no deallocation of this VM with a start after it since the exemption of ${grantedOn}. It reaches ` +
      `back ${days} days: none in ${days} days is not never.`,
    source: LOG,
  }),
  'activity-log-not-read': ({ grantedOn, problem, action }) => ({
    message:
      `Whether the VM was deallocated and started since the exemption of ${grantedOn} would stand in the activity log, which ` +
      `could not be read (${problem}); it takes ${action}, which the Reader role holds.`,
    source: LOG,
  }),
  'exemption-undated': () => ({
    message:
      'An exemption is declared without its date, so it is not known whether the VM was started since.',
    source: 'declarations file',
  }),
  'firewall-not-supported': ({ firewall, revision }) => ({
    message: `The traffic leaves through Azure Firewall ${inShort(firewall)}, which this revision does not support for port 25.`,
    source: citation(REVISIONS[revision].source),
  }),
  'firewall-not-mentioned': ({ firewall, revision }) => ({
    message: `The traffic leaves through Azure Firewall ${inShort(firewall)}, of which this revision says nothing.`,
    source: citation(REVISIONS[revision].source),
  }),
  'firewall-rules-not-known': ({ firewall }) => ({
    message: `The traffic leaves through Azure Firewall ${inShort(firewall)}; whether its rules let port 25 through is not known.`,
    source: 'Microsoft.Network/azureFirewalls',
  }),
  'firewall-holds-back': ({ firewall }) => ({
    message: `The traffic leaves through Azure Firewall ${inShort(firewall)}, whose rules do not let port 25 out for this VM.`,
    source: firewall,
  }),
  'firewall-not-blocked': ({ firewall }) => ({
    message:
      `The traffic leaves through Azure Firewall ${inShort(firewall)}, whose rules let port 25 out; its subscription is not ` +
      'blocked.',
    source: citation(REVISIONS['2023-12'].source),
  }),
  'firewall-of-another-offer': ({ firewall, offer }) => ({
    message:
      `The subscription of Azure Firewall ${inShort(firewall)} is open (${offer ?? 'offer not settled'}), but Microsoft names ` +
      'only Enterprise Agreement and Microsoft Customer Agreement for enterprise as ones whose firewalls are not blocked.',
    source: citation(REVISIONS['2023-12'].source),
  }),
  'firewall-subscription': ({ firewall, status }) => ({
    message:
      `The traffic leaves through Azure Firewall ${inShort(firewall)}, and its subscription's policy status is "${status}". ` +
      'An exemption does not help a firewall: it covers only VM traffic that goes straight to the internet.',
    source: 'Microsoft, Azure Firewall known issues, ms.date 10/02/2023',
  }),
  'appliance-state': ({ appliance, state }) => ({
    message: `The traffic leaves through appliance ${inShort(appliance)}, whose own platform state is "${state}".`,
    source: appliance,
  }),
  'appliance-holds-back': ({ appliance }) => ({
    message: `The traffic leaves through appliance ${inShort(appliance)}, which its own network does not let out on port 25.`,
    source: appliance,
  }),
  'appliance-not-known': ({ appliance }) => ({
    message: `The traffic leaves through appliance ${inShort(appliance)}; whether its own network lets port 25 out is not known.`,
    source: appliance,
  }),
  'own-block-may-count': ({ state }) => ({
    message:
      `The VM's own platform state is "${state}". Whether the block acts at the VM's host or only where the traffic leaves is ` +
      'not documented, so both would have to be open.',
  }),
  'next-hop-decides': ({ path }) => ({
    message:
      `The owner's network ${DENIED_BY[path]}, so the traffic does not leave Azure from this VM. ` +
      'No exemption of this subscription is known to help; a relay always does.',
  }),
  'path-not-known': () => ({
    message:
      'What the network does with port 25 could not be worked out, because a fact that it needs is missing.',
  }),
  'network-holds-back': ({ path }) => ({
    message: `Whatever Azure allows, the owner's network ${DENIED_BY[path]}.`,
  }),
  'current-policy-differs': ({ revision, verdict }) => ({
    message: `Under Microsoft's current page the verdict is "${verdict}".`,
    source: citation(REVISIONS[revision].source),
  }),
};
