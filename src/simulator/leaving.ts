import type { PlatformState } from '../model/verdict.ts';
import type { FirewallName } from './firewalls.ts';
import type { HubName } from './hubs.ts';
import { everyRevision, type PerEveryRevision } from './revision-truth.ts';

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
  readonly state: PerEveryRevision<PlatformState>;
  readonly passage: Passage;
}

function always(state: PlatformState): PerEveryRevision<PlatformState> {
  return everyRevision(() => state);
}

/** Pay-As-You-Go after the cut-off may ask under the texts until April 2021 and those of Azure China. */
const ASKABLE_ONCE = everyRevision<PlatformState>((revision) =>
  revision === '2022-03' || revision === '2023-12' ? 'blocked' : 'request',
);

function nic(hub: HubName, state: PerEveryRevision<PlatformState>, passage: Passage = 'passes'): Appliance {
  return { hub, owner: { type: 'networkInterfaces', name: `nic-${hub}-01` }, state, passage };
}

function pair(hub: HubName, state: PerEveryRevision<PlatformState>): Appliance {
  return { hub, owner: { type: 'loadBalancers', name: `lb-${hub}` }, state, passage: 'passes' };
}

/** The appliances that a next hop resolves to, with the platform state by their NICs. */
export const APPLIANCES = {
  'nva-open': nic('nva-open', always('open')),
  'nva-restart': nic('nva-restart', always('restart')),
  'nva-request': nic('nva-request', ASKABLE_ONCE),
  'nva-blocked': nic('nva-blocked', always('blocked')),
  'nva-undetermined': nic('nva-undetermined', always('undetermined')),
  'nva-exempted': nic('nva-exempted', always('open')),
  'nva-group': nic('nva-group', always('open'), 'stops'),
  'nva-closed': nic('nva-closed', always('open'), 'stops'),
  'nva-unread': nic('nva-unread', always('open'), 'not-known'),
  'nva-wan': nic('nva-wan', always('open')),
  'nva-pair': pair('nva-pair', always('open')),
  'nva-mixed': pair('nva-mixed', always('undetermined')),
} as const satisfies Record<string, Appliance>;

export type ApplianceName = keyof typeof APPLIANCES;
