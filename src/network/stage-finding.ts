import type { Confidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressAddress } from '../model/path-finding.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { Egress, NetworkPath } from '../model/verdict.ts';
import type { FirewallSketch } from './firewall-sketch.ts';

/** What one stage (NSG, routes, source address) says: it lets the bulk of the internet pass on, or it names the path. */
export type StageFinding = Passes | Decides;

interface Passes extends StageGrounds {
  readonly kind: 'passes';
}

export interface Decides extends StageGrounds {
  readonly kind: 'decides';
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly owner?: ResourceId;
  readonly onward?: Onward;
  readonly addresses?: readonly EgressAddress[];
}

/** What the traffic leaves from instead of the VM: a firewall, whose rules have yet to speak, or the NICs of an appliance. */
export type Onward =
  | { readonly kind: 'firewall'; readonly firewall: FirewallSketch }
  | { readonly kind: 'appliance'; readonly nics: readonly ResourceId[] };

interface StageGrounds {
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
  readonly evidence: readonly Evidence[];
}

/** A stage that cannot decide for want of a fact. */
export function unknownStage(reasons: readonly NetworkReason[], evidence: readonly Evidence[]): Decides {
  return { kind: 'decides', path: 'unknown', confidence: 'low', reasons, evidence };
}
