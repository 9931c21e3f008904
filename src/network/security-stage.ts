import { leastConfidence } from '../model/confidence.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import { adminReasons } from './admin-rules.ts';
import { EVERYWHERE } from './destination.ts';
import { learnedDefault } from './learned-default.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { NetworkWorld } from './network-world.ts';
import { nicSource } from './nic-source.ts';
import type { Place } from './place.ts';
import type { PlacedGroup, TagReading } from './placed-group.ts';
import { coverageOf, placedGroup, ruleNamed } from './placed-group.ts';
import { securityEvidence, withoutNicGroup } from './security-evidence.ts';
import type { SecurityJudgement } from './security-judgement.ts';
import { securityJudgement } from './security-judgement.ts';
import type { Sender } from './sender.ts';
import type { StageFinding } from './stage-finding.ts';
import { unknownStage } from './stage-finding.ts';
import type { VirtualNetworkTag } from './virtual-network-tag.ts';
import { virtualNetworkTag } from './virtual-network-tag.ts';

const stages = memoPerOwner<StageFinding>();
const tags = memoPerOwner<VirtualNetworkTag>();
const judgements = memoPerOwner<SecurityJudgement>();

/** The NSGs' say: the NIC's group and the subnet's, each for outbound TCP 25 from this NIC. */
export function securityStage(sender: Sender, world: NetworkWorld): StageFinding {
  const { place, nic } = sender;
  const tag = tagAt(place, world);
  const configured = judge(sender, world, { name: 'configured', virtualNetwork: tag.covers });
  const stage = stages(configured, '', () => judgedStage(sender, world, configured));
  return nic.properties?.networkSecurityGroup === undefined
    ? { ...stage, evidence: withoutNicGroup(stage.evidence, nic) }
    : stage;
}

function judgedStage(sender: Sender, world: NetworkWorld, judgement: SecurityJudgement): StageFinding {
  const { place } = sender;
  const tag = tagAt(place, world);
  const evidence = judgement.sides.map((side) => securityEvidence(side, place));
  if (judgement.outcome === 'unknown') return unknownStage(judgement.reasons, evidence);
  // What part passes hangs on the extent of VirtualNetwork, which is not known; all or nothing would have stood.
  if (judgement.outcome === 'partial' && tag.reason !== undefined && namesVirtualNetwork(judgement)) {
    return unknownStage([tag.reason], evidence);
  }
  const doubts = doubtsAbout(sender, world, judgement);
  const grounds = {
    confidence: leastConfidence(capOf(judgement), doubts.length > 0 ? 'low' : 'high'),
    reasons: [...judgement.reasons, ...doubts],
    evidence,
  };
  return judgement.outcome === 'passes'
    ? { kind: 'passes', ...grounds }
    : { kind: 'decides', path: judgement.outcome, ...grounds };
}

/** What could make an outcome another one and cannot be read: a learned default route, and security admin rules. */
function doubtsAbout(
  sender: Sender,
  world: NetworkWorld,
  judgement: SecurityJudgement,
): readonly NetworkReason[] {
  const { place, nic } = sender;
  const growth = growthReason(sender, world, judgement);
  const network = place.kind === 'known' ? place.network.id : nic.id;
  return [...(growth === undefined ? [] : [growth]), ...adminReasons(world.tenant.adminRules, network)];
}

/** What the tag `VirtualNetwork` covers at a place, found once for all NICs there. */
function tagAt(place: Place, world: NetworkWorld): VirtualNetworkTag {
  return tags(world, place.key, () => virtualNetworkTag(place));
}

function capOf({ hasExceptions }: SecurityJudgement): 'medium' | 'high' {
  return hasExceptions ? 'medium' : 'high';
}

/** Judges once for all NICs of a place that have the same group and that the same of its rules speak for. */
function judge(sender: Sender, world: NetworkWorld, tag: TagReading): SecurityJudgement {
  const { nic, configuration, place } = sender;
  const source = nicSource(configuration, place);
  const id = nic.properties?.networkSecurityGroup;
  const nicGroup = placedGroup({ attached: 'nic', id, place }, world, tag);
  const groups = [nicGroup, subnetGroup(place, world, tag)].map((group) => ({
    group,
    coverage: coverageOf(group, source),
  }));
  const signature = groups.map(({ coverage }) => coverage.map((each) => each[0]).join('')).join('|');
  const owner = nicGroup.kind === 'none' ? place : nicGroup;
  return judgements(owner, `${tag.name} ${signature}`, () => securityJudgement(groups, place.internet));
}

function subnetGroup(place: Place, world: NetworkWorld, tag: TagReading): PlacedGroup {
  if (place.kind === 'unknown') return { attached: 'subnet', kind: 'unknown', reason: place.reason };
  const id = place.subnet.properties.networkSecurityGroup;
  return placedGroup({ attached: 'subnet', id, place }, world, tag);
}

/**
 * A learned default route would enlarge `VirtualNetwork` to the whole internet. Where that would change the outcome, the answer is
 * only as good as the assumption that no such route is learned.
 */
function growthReason(
  sender: Sender,
  world: NetworkWorld,
  configured: SecurityJudgement,
): NetworkReason | undefined {
  if (sender.place.kind === 'unknown') return undefined;
  const learned = learnedDefault(sender.place, world);
  if (learned.kind === 'none') return undefined;
  const judgement = judge(sender, world, { name: 'learned', virtualNetwork: EVERYWHERE });
  if (judgement.outcome === configured.outcome) return undefined;
  for (const { group, parts } of judgement.sides) {
    const rule = parts.find((part) => part.rule?.namesVirtualNetwork)?.rule;
    if (rule !== undefined)
      return { code: 'virtual-network-tag-may-grow', gateway: learned.from, ...ruleNamed(group, rule) };
  }
  return undefined;
}

function namesVirtualNetwork({ sides }: SecurityJudgement): boolean {
  return sides.some(({ parts }) => parts.some(({ rule }) => rule?.namesVirtualNetwork));
}
