import type { Confidence } from '../model/confidence.ts';
import type { PlatformState } from '../model/verdict.ts';
import { HUB_PLACES, hubGroup } from './hubs.ts';
import { firewallId } from './lay-firewall.ts';
import { APPLIANCES, type Leaving } from './leaving.ts';
import { networkId } from './place.ts';
import type { Site } from './site.ts';
import { FLAGS, isUniform, type Machine } from './site-machines.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { type PerRevision, TRUTH_REVISIONS, type VmTruth } from './truth.ts';
import { verdictOf } from './verdict-table.ts';

const NOTHING_KNOWN = { '2020-11': 'undetermined', '2023-12': 'undetermined' } as const;

function platformOf(site: Site, machine: Machine, noFlag: boolean): PerRevision<PlatformState> {
  const { key, platform } = site.ground.situation;
  if (noFlag) return NOTHING_KNOWN;
  const answer = platform[machine.answer];
  if (answer === undefined) throw new Error(`${key} states no platform for the flag ${machine.answer}`);
  return answer;
}

function ownerOf(site: Site, leaves: Leaving): string {
  const { seed } = site.ground;
  if (leaves.kind === 'firewall') return firewallId(seed, leaves.firewall);
  const { hub, owner } = APPLIANCES[leaves.appliance];
  const subscriptionId = subscriptionIdOf(seed, HUB_PLACES[hub].subscription);
  const place = { ...site.place, subscriptionId, resourceGroup: hubGroup(hub) };
  return networkId(place, owner.type, owner.name);
}

function lower(one: Confidence | undefined, other: Confidence | undefined): Confidence | undefined {
  return one === 'low' || other === 'low' ? 'low' : (one ?? other);
}

/** The cap on the confidence. A VM that is blocked whatever its network does is not less surely blocked for a network in doubt. */
function capOf(site: Site, platform: PerRevision<PlatformState>): Confidence | undefined {
  const { ground, plan, situation } = site;
  const networkDecides = TRUTH_REVISIONS.every(
    (revision) => platform[revision] === 'open' || platform[revision] === 'restart',
  );
  if (!networkDecides) return undefined;
  return lower(ground.situation.atMost, plan.truth?.path === undefined ? situation.atMost : undefined);
}

/** What is true of one VM: the subscription's literal platform state, the network's literal path, and the table of verdicts. */
export function machineTruth(site: Site, machine: Machine): VmTruth {
  const { ground, plan, situation } = site;
  const noFlag = situation.noNic ?? plan.truth?.noFlag ?? false;
  const platform = platformOf(site, machine, noFlag);
  const asBuilt = plan.truth?.path === undefined;
  const path = plan.truth?.path ?? situation.path;
  const egress = plan.truth?.egress ?? (path === 'internet' ? situation.egress : undefined);
  const leaves = asBuilt ? situation.leaves : undefined;
  const atMost = capOf(site, platform);
  const way = { path, ...(leaves === undefined ? {} : { leaves }) };
  const [older, current] = TRUTH_REVISIONS;
  return {
    resourceId: machine.id,
    kind: isUniform(site) ? 'vmss-instance' : 'vm',
    shows: `${ground.situation.key}: ${plan.network}, flag ${machine.answer}`,
    powerState: machine.power,
    nicFlag: noFlag ? null : FLAGS[machine.answer].column,
    platform,
    path,
    ...(egress === undefined ? {} : { egress }),
    ...(leaves === undefined ? {} : { owner: ownerOf(site, leaves) }),
    ...(atMost === undefined ? {} : { atMost }),
    verdict: {
      '2020-11': verdictOf(platform[older], way, older),
      '2023-12': verdictOf(platform[current], way, current),
    },
  };
}
