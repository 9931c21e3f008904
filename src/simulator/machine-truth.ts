import type { Confidence } from '../model/confidence.ts';
import type { PlatformState } from '../model/verdict.ts';
import { reported } from './calendar.ts';
import { isSender } from './demo-senders.ts';
import { successOf } from './event-wire.ts';
import { HUB_PLACES, hubGroup } from './hubs.ts';
import { firewallId } from './lay-firewall.ts';
import { APPLIANCES, type Leaving } from './leaving.ts';
import { networkId } from './place.ts';
import { everyRevision } from './revision-truth.ts';
import type { Site } from './site.ts';
import { FLAGS, isUniform, type Machine } from './site-machines.ts';
import { statedOnes } from './subscription-truth.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { type PerRevision, TRUTH_REVISIONS, type VmTruth } from './truth.ts';
import { verdictOf } from './verdict-table.ts';

const NOTHING_KNOWN = everyRevision<PlatformState>(() => 'undetermined');

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

/** When the activity log last shows the machine started (a reimage starts it too), where somebody who needs to know may read it. */
function lastStarted(site: Site, machine: Machine): string | null {
  const { situation, today } = site.ground;
  if (situation.declared?.exemption?.grantedOn === undefined) return null;
  if (situation.refused?.activityLog !== undefined) return null;
  const starts = machine.log.flatMap((entry) => {
    const isStart = entry.operation === 'start' || entry.operation === 'reimage';
    const at = isStart ? successOf(today, entry) : undefined;
    return at === undefined ? [] : [reported(at)];
  });
  return starts.sort().at(-1) ?? null;
}

/** What can be seen of the machine's network: nothing at all without its NIC, and else what the plan or its network says. */
function sightOf(site: Site): Pick<VmTruth, 'path' | 'egress'> & { readonly noFlag: boolean } {
  const { ground, plan, situation } = site;
  const isBlind = ground.situation.refused?.networkInterfaces !== undefined && !isUniform(site);
  if (isBlind) return { path: 'unknown', noFlag: true };
  const path = plan.truth?.path ?? situation.path;
  const egress = plan.truth?.egress ?? (path === 'internet' ? situation.egress : undefined);
  const noFlag = situation.noNic ?? plan.truth?.noFlag ?? false;
  return { path, noFlag, ...(egress === undefined ? {} : { egress }) };
}

/** What is true of one VM: what its subscription allows it, the network's literal path, and the table of verdicts. */
export function machineTruth(site: Site, machine: Machine): VmTruth {
  const { ground, plan, situation } = site;
  const { egress, noFlag, path } = sightOf(site);
  const platforms = noFlag ? NOTHING_KNOWN : ground.platforms(machine.answer);
  const platform = statedOnes(platforms);
  const asBuilt = plan.truth?.path === undefined && path === situation.path;
  const leaves = asBuilt ? situation.leaves : undefined;
  const atMost = capOf(site, platform);
  const way = { path, ...(leaves === undefined ? {} : { leaves }) };
  const verdicts = everyRevision((revision) => verdictOf(platforms[revision], way, revision));
  return {
    resourceId: machine.id,
    kind: isUniform(site) ? 'vmss-instance' : 'vm',
    name: machine.name,
    shows: `${ground.situation.key}: ${plan.network}, flag ${machine.answer}`,
    powerState: machine.power,
    nicFlag: noFlag ? null : FLAGS[machine.answer].column,
    platform,
    platforms,
    path,
    ...(egress === undefined ? {} : { egress }),
    ...(leaves === undefined ? {} : { owner: ownerOf(site, leaves) }),
    ...(atMost === undefined ? {} : { atMost }),
    verdict: statedOnes(verdicts),
    verdicts,
    lastStarted: lastStarted(site, machine),
    sender: isSender(machine),
  };
}
