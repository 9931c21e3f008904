import type { VmFact } from '../model/compute-facts.ts';
import type { Confidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressAddress } from '../model/path-finding.ts';
import type { Egress } from '../model/verdict.ts';
import { balancerWayOut } from './balancer-way-out.ts';
import { defaultOutbound } from './default-outbound.ts';
import { instanceAddress } from './instance-address.ts';
import { natGatewayWayOut } from './nat-gateway-way-out.ts';
import type { NetworkWorld } from './network-world.ts';
import type { KnownPlace } from './place.ts';
import type { Sender } from './sender.ts';
import type { Decides } from './stage-finding.ts';
import { unknownStage } from './stage-finding.ts';

/**
 * A VM's NIC in a known place, with the state that decides whether the NIC's own report is current. An appliance's VM may not be
 * known.
 */
export interface PlacedSender extends Sender {
  readonly vm: VmFact | undefined;
  readonly powerState: string | undefined;
  readonly place: KnownPlace;
}

/**
 * What one kind of source address says: it gives a way out, it gives none (and `reasons` tell what was noticed on the way), or it
 * cannot be told.
 */
export type WayOut =
  | {
      readonly kind: 'way-out';
      readonly egress: Egress;
      readonly addresses: readonly EgressAddress[];
      readonly confidence: Confidence;
      readonly reasons: readonly NetworkReason[];
      readonly evidence: Evidence;
    }
  | {
      readonly kind: 'no-way-out';
      readonly reasons: readonly NetworkReason[];
      readonly confidence?: Confidence;
    }
  | { readonly kind: 'unknown'; readonly reasons: readonly NetworkReason[] };

/** The kinds of source address in the order in which Azure takes them; a new kind is one more line. */
const WAYS_OUT: readonly ((sender: PlacedSender, world: NetworkWorld) => WayOut)[] = [
  natGatewayWayOut,
  instanceAddress,
  balancerWayOut,
  defaultOutbound,
];

/**
 * The last stage: is there an address to send from, and which. A list that could not be read can only hide a way out that is not
 * seen. So a way out that is found stands, and only `none` needs complete lists: without them it becomes `unknown`. The lists that
 * count are those of the network's and the VM's own subscription; a load balancer elsewhere that names this NIC by address alone
 * is looked for in what could be read, or one unreadable subscription would make every VM of the tenant unknown.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 */
export function sourceStage(sender: PlacedSender, world: NetworkWorld): Decides {
  const noticed: NetworkReason[] = [];
  let confidence: Confidence = 'high';
  for (const wayOut of WAYS_OUT) {
    const answer = wayOut(sender, world);
    if (answer.kind === 'unknown') return unknownStage(answer.reasons, [notKnown(sender)]);
    if (answer.kind === 'way-out') return found(answer);
    noticed.push(...answer.reasons);
    confidence = answer.confidence ?? confidence;
  }
  const gaps = noticed.filter(({ code }) => code === 'list-not-read');
  if (gaps.length > 0) return unknownStage(gaps, [notKnown(sender)]);
  return {
    kind: 'decides',
    path: 'none',
    confidence,
    // What rules default outbound access out comes last and decides; what was noticed before explains it.
    reasons: noticed.toReversed(),
    evidence: [{ fact: 'source address', value: 'none', source: sender.nic.id }],
  };
}

function found(answer: Extract<WayOut, { readonly kind: 'way-out' }>): Decides {
  const { egress, addresses, confidence, reasons, evidence } = answer;
  return { kind: 'decides', path: 'internet', egress, addresses, confidence, reasons, evidence: [evidence] };
}

function notKnown({ nic }: PlacedSender): Evidence {
  return { fact: 'source address', value: 'not known', source: nic.id };
}
