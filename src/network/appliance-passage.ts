import type { VmFact } from '../model/compute-facts.ts';
import type { Confidence } from '../model/confidence.ts';
import { leastConfidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressAddress, Passage } from '../model/path-finding.ts';
import type { NetworkPath } from '../model/verdict.ts';
import type { NetworkWorld } from './network-world.ts';
import { securityStage } from './security-stage.ts';
import { senderOf } from './sender.ts';
import { sourceStage } from './source-stage.ts';
import type { StageFinding } from './stage-finding.ts';

/** Whether an appliance's own network lets it pass mail on, and the public addresses that the mail would then come from. */
export interface AppliancePassage {
  readonly passage: Passage;
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
  readonly addresses: readonly EgressAddress[];
  readonly evidence: readonly Evidence[];
}

/**
 * Judges an appliance by one of its NICs, once and without recursion: the NSGs on the NIC and its subnet must let the bulk of the
 * internet through, and its primary IP configuration must have an address to send from. Its routes are not followed.
 * `world` is the one of the NIC's own subscription; `vm` is the machine that holds the NIC, where it is known.
 */
export function appliancePassage(
  nic: NicFact,
  vm: VmFact | undefined,
  world: NetworkWorld,
): AppliancePassage {
  const found = senderOf(nic, world);
  if (found.kind === 'none') return notKnown([found.reason]);
  const { sender } = found;
  const { place } = sender;
  const security = securityStage(sender, world);
  if (security.kind === 'decides') return fromStages(PASSAGE[security.path], [security]);
  if (place.kind === 'unknown') return notKnown([place.reason]);
  const source = sourceStage({ ...sender, vm, powerState: undefined, place }, world);
  const passage = PASSAGE[source.path];
  return { ...fromStages(passage, [security, source]), addresses: source.addresses ?? [] };
}

/** What the stages can say, seen from those whose traffic the appliance takes. */
const PASSAGE = {
  internet: 'passes',
  partial: 'stops',
  denied: 'stops',
  none: 'stops',
  firewall: 'not-known',
  appliance: 'not-known',
  gateway: 'not-known',
  unknown: 'not-known',
} as const satisfies Record<NetworkPath, Passage>;

function fromStages(passage: Passage, stages: readonly StageFinding[]): AppliancePassage {
  return {
    passage,
    confidence: leastConfidence(...stages.map(({ confidence }) => confidence)),
    reasons: stages.flatMap(({ reasons }) => reasons),
    addresses: [],
    evidence: stages.flatMap(({ evidence }) => evidence),
  };
}

function notKnown(reasons: readonly NetworkReason[]): AppliancePassage {
  return { passage: 'not-known', confidence: 'low', reasons, addresses: [], evidence: [] };
}
