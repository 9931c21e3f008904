import type { PlatformState } from '../model/verdict.ts';
import type { FirewallName } from './firewalls.ts';
import type { HubName } from './hubs.ts';
import { perRevision } from './per-revision.ts';
import type { PerRevision } from './truth.ts';

/** Whether a firewall or an appliance lets the bulk of the internet through on 25 for the VMs behind it. */
export type Passage = 'passes' | 'stops' | 'not-known';

/**
 * What a firewall's subscription is worth as the place where mail leaves: `agreement` is open under an Enterprise Agreement or a
 * Customer Agreement of an enterprise, `other-offer` open for another reason, `closed` anything else that is known.
 */
export type Standing = 'agreement' | 'other-offer' | 'closed' | 'undetermined';

/** Where a VM's mail leaves, when it does not leave from the VM: literal truth, of which the wires are the construction. */
export type Leaving =
  | { readonly kind: 'firewall'; readonly firewall: FirewallName; readonly passage: Passage }
  | { readonly kind: 'appliance'; readonly appliance: ApplianceName };

interface Appliance {
  readonly hub: HubName;
  /** The resource that is named as the owner: the NIC, or the load balancer in front of several. */
  readonly owner: { readonly type: 'networkInterfaces' | 'loadBalancers'; readonly name: string };
  readonly state: PerRevision<PlatformState>;
  readonly passage: Passage;
}

function nic(hub: HubName, state: PerRevision<PlatformState>, passage: Passage = 'passes'): Appliance {
  return { hub, owner: { type: 'networkInterfaces', name: `nic-${hub}-01` }, state, passage };
}

function pair(hub: HubName, state: PerRevision<PlatformState>): Appliance {
  return { hub, owner: { type: 'loadBalancers', name: `lb-${hub}` }, state, passage: 'passes' };
}

/** The appliances that a next hop resolves to, with the platform state by their NICs. */
export const APPLIANCES = {
  'nva-open': nic('nva-open', perRevision('open')),
  'nva-restart': nic('nva-restart', perRevision('restart')),
  'nva-request': nic('nva-request', perRevision('request', 'blocked')),
  'nva-blocked': nic('nva-blocked', perRevision('blocked')),
  'nva-undetermined': nic('nva-undetermined', perRevision('undetermined')),
  'nva-exempted': nic('nva-exempted', perRevision('open')),
  'nva-group': nic('nva-group', perRevision('open'), 'stops'),
  'nva-closed': nic('nva-closed', perRevision('open'), 'stops'),
  'nva-unread': nic('nva-unread', perRevision('open'), 'not-known'),
  'nva-wan': nic('nva-wan', perRevision('open')),
  'nva-pair': pair('nva-pair', perRevision('open')),
  'nva-mixed': pair('nva-mixed', perRevision('undetermined')),
} as const satisfies Record<string, Appliance>;

export type ApplianceName = keyof typeof APPLIANCES;
