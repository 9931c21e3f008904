import type { Confidence } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import type { NetworkReason } from './network-reason.ts';
import type { ResourceId } from './resource-id.ts';
import type { Egress, NetworkPath } from './verdict.ts';

/**
 * The public address (or CIDR prefix) that the mail would come from. `address` is absent when it is referred to but not readable;
 * `reverseDns` is `null` when the address is known to have none and absent when that is not known; `owned` is false for
 * Microsoft's default outbound addresses, which may change.
 */
export interface EgressAddress {
  readonly address?: string;
  readonly resource?: ResourceId;
  readonly isStatic?: boolean;
  readonly owned: boolean;
  readonly reverseDns?: string | null;
}

/**
 * Where traffic leaves that does not leave from the VM. `firewall`: whether the firewall's own rules let the VM's mail through is
 * in `passage`. `appliance`: the NICs behind the next hop address, one, or several behind a load balancer.
 */
export type EgressOwner =
  | { readonly kind: 'firewall'; readonly firewall: ResourceId; readonly passage: Passage }
  | { readonly kind: 'appliance'; readonly nics: readonly ResourceId[] };

/** Whether a firewall or an appliance passes the bulk of mail on. Anything less than the bulk is `stops`. */
export type Passage = 'passes' | 'stops' | 'not-known';

/**
 * What the owner's network does with a VM's TCP 25 to the internet. `egress` only with path `internet`; `owner` is the firewall, the
 * appliance's NIC, or the load balancer in front of several, where it is known, and `leavesFrom` what is known of it: an
 * appliance that is not resolved has none. `reasons` stand in the order in which they decided; `evidence` is
 * the chain (NIC NSG, subnet NSG, route, source address), each with the deciding object's name.
 */
export interface PathFinding {
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly owner?: ResourceId;
  readonly leavesFrom?: EgressOwner;
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
  readonly addresses: readonly EgressAddress[];
  readonly evidence: readonly Evidence[];
}
