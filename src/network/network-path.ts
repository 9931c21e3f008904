import type { VmFact } from '../model/compute-facts.ts';
import { leastConfidence } from '../model/confidence.ts';
import type { NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressOwner, PathFinding } from '../model/path-finding.ts';
import { firewallPassage } from './firewall-passage.ts';
import type { NetworkWorld } from './network-world.ts';
import { nicSource } from './nic-source.ts';
import type { PrimaryNic } from './primary-nic.ts';
import { routeStage } from './route-stage.ts';
import { securityStage } from './security-stage.ts';
import type { Sender } from './sender.ts';
import { senderOf } from './sender.ts';
import { sourceStage } from './source-stage.ts';
import type { Decides, Onward, StageFinding } from './stage-finding.ts';
import { unknownStage } from './stage-finding.ts';

/** A VM whose network path is asked for; `powerState` is the part after `PowerState/` in lower case. */
export interface PathSubject {
  readonly vm: VmFact;
  readonly powerState: string | undefined;
  readonly nic: PrimaryNic;
}

/**
 * Decides what the owner's network does with TCP 25 from a VM to any host on the internet, from configuration alone. The stages
 * speak in order: NSGs, routes, source address; the first that does not let the bulk of the internet through names the path. The
 * evidence has all of them, as far as they are known.
 */
export function networkPath(subject: PathSubject, world: NetworkWorld): PathFinding {
  const { vm, powerState } = subject;
  if (subject.nic.kind === 'none') return withoutStages(subject.nic.reason);
  const { nic } = subject.nic;
  const found = senderOf(nic, world);
  if (found.kind === 'none') return withoutStages(found.reason);
  const { sender } = found;
  const { configuration, place } = sender;
  const stages: readonly StageFinding[] = [
    securityStage(sender, world),
    routeStage(place, world),
    place.kind === 'unknown'
      ? unknownStage([place.reason], [])
      : // Named one by one: adding to a spread is slow, and this is done for each VM.
        sourceStage({ nic, configuration, vm, powerState, place }, world),
  ];
  return withNotes(pathOf(stages, sender), nic);
}

function pathOf(stages: readonly StageFinding[], sender: Sender): PathFinding {
  const at = stages.findIndex(({ kind }) => kind === 'decides');
  const deciding = stages.slice(0, at + 1);
  const last = deciding.findLast((stage): stage is Decides => stage.kind === 'decides');
  const further = last?.onward === undefined ? undefined : leaving(last.onward, sender);
  return {
    path: last?.path ?? 'unknown',
    ...(last?.egress === undefined ? {} : { egress: last.egress }),
    ...(last?.owner === undefined ? {} : { owner: last.owner }),
    ...(further === undefined ? {} : { leavesFrom: further.leavesFrom }),
    confidence: leastConfidence(...deciding.map(({ confidence }) => confidence)),
    reasons: [...deciding.flatMap(({ reasons }) => reasons), ...(further?.reasons ?? [])],
    addresses: last?.addresses ?? [],
    evidence: [...stages.flatMap(({ evidence }) => evidence), ...(further?.evidence ?? [])],
  };
}

/** What is known of where the traffic leaves instead; a firewall's rules look at the VM's own address. */
function leaving(
  onward: Onward,
  { configuration, place }: Sender,
): Pick<PathFinding, 'reasons' | 'evidence'> & { readonly leavesFrom: EgressOwner } {
  switch (onward.kind) {
    case 'appliance':
      return { leavesFrom: onward, reasons: [], evidence: [] };
    case 'firewall': {
      const { firewall } = onward;
      const source = nicSource(configuration, place);
      const { passage, reasons, evidence } = firewallPassage(firewall, source, place.internet);
      const leavesFrom = { kind: 'firewall', firewall: firewall.id, passage } as const;
      return { leavesFrom, reasons, evidence: [evidence] };
    }
  }
}

/** IPv4 is judged; that a NIC has IPv6 beside it is only noted. */
function withNotes(finding: PathFinding, nic: NicFact): PathFinding {
  const configurations = nic.properties?.ipConfigurations ?? [];
  const isDualStack = configurations.some(({ version }) => version?.toLowerCase() === 'ipv6');
  if (!isDualStack) return finding;
  return { ...finding, reasons: [...finding.reasons, { code: 'dual-stack', nic: nic.id }] };
}

function withoutStages(reason: NetworkReason): PathFinding {
  return { path: 'unknown', confidence: 'low', reasons: [reason], addresses: [], evidence: [] };
}
