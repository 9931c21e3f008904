import type { VmFact } from '../model/compute-facts.ts';
import { leastConfidence } from '../model/confidence.ts';
import type { IpConfigurationFact, NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { PathFinding } from '../model/path-finding.ts';
import type { NetworkWorld } from './network-world.ts';
import { placeOf, placeWithoutSubnet } from './place.ts';
import type { PrimaryNic } from './primary-nic.ts';
import { routeStage } from './route-stage.ts';
import { securityStage } from './security-stage.ts';
import { sourceStage } from './source-stage.ts';
import type { Decides, StageFinding } from './stage-finding.ts';
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
  if (nic.properties === undefined) return withoutStages({ code: 'nic-not-described', nic: nic.id });
  const { ipConfigurations } = nic.properties;
  const configuration = decidingConfiguration(ipConfigurations);
  if (configuration === undefined) {
    const count = ipConfigurations.length;
    return withoutStages({ code: 'primary-ip-configuration-unclear', nic: nic.id, count });
  }
  const { subnet } = configuration;
  const place = subnet === undefined ? placeWithoutSubnet(nic.id) : placeOf(subnet, world);
  const stages: readonly StageFinding[] = [
    securityStage({ nic, configuration, place }, world),
    routeStage(place, world),
    place.kind === 'unknown'
      ? unknownStage([place.reason], [])
      : sourceStage({ vm, powerState, nic, configuration, place }, world),
  ];
  return withNotes(pathOf(stages), nic);
}

/** The primary IP configuration; a single one counts whether it is marked or not. */
function decidingConfiguration(all: readonly IpConfigurationFact[]): IpConfigurationFact | undefined {
  if (all.length === 1) return all[0];
  const primary = all.filter((configuration) => configuration.primary === true);
  return primary.length === 1 ? primary[0] : undefined;
}

function pathOf(stages: readonly StageFinding[]): PathFinding {
  const at = stages.findIndex(({ kind }) => kind === 'decides');
  const deciding = stages.slice(0, at + 1);
  const last = deciding.findLast((stage): stage is Decides => stage.kind === 'decides');
  return {
    path: last?.path ?? 'unknown',
    ...(last?.egress === undefined ? {} : { egress: last.egress }),
    ...(last?.owner === undefined ? {} : { owner: last.owner }),
    confidence: leastConfidence(...deciding.map(({ confidence }) => confidence)),
    reasons: deciding.flatMap(({ reasons }) => reasons),
    addresses: last?.addresses ?? [],
    evidence: stages.flatMap(({ evidence }) => evidence),
  };
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
