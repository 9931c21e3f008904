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
 * What the owner's network does with a VM's TCP 25 to the internet. `egress` only with path `internet`; `owner` is the firewall or
 * appliance from which the traffic leaves, where it is known. `reasons` stand in the order in which they decided; `evidence` is
 * the chain (NIC NSG, subnet NSG, route, source address), each with the deciding object's name.
 */
export interface PathFinding {
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly owner?: ResourceId;
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
  readonly addresses: readonly EgressAddress[];
  readonly evidence: readonly Evidence[];
}
