import { looseDiskWire } from './disk-wire.ts';
import { type Estate, emptyEstate } from './estate.ts';
import type { Ground } from './ground.ts';
import { layExtra } from './lay-extra.ts';
import { layHubs } from './lay-hubs.ts';
import { layMachines } from './lay-machines.ts';
import { layNetwork } from './lay-network.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import type { Place } from './place.ts';
import { planStem } from './plan-network.ts';
import { platformsOf } from './platform-truth.ts';
import { seeded } from './seeded.ts';
import { openSite, type Site } from './site.ts';

/** Takes the properties away from the resources of one kind that a site has laid out. */
function bareResources(site: Site, laidBefore: number): void {
  const { bare } = site.situation;
  if (bare === undefined) return;
  const wires = site.ground.estate.resources[bare];
  wires.splice(
    laidBefore,
    wires.length,
    ...wires.slice(laidBefore).map(({ properties: _, ...wire }) => wire),
  );
}

/** Builds everything that a subscription holds. The same ground always gives the same estate. */
export function buildEstate(bare: Omit<Ground, 'estate' | 'platforms'>): Estate {
  const ground: Ground = { ...bare, estate: emptyEstate(), platforms: platformsOf(bare.situation) };
  const { estate, situation, subscriptionId } = ground;
  const place: Place = {
    subscriptionId,
    resourceGroup: `rg-${situation.key}`,
    location: situation.location,
    seed: seeded(ground.seed, 'estate', subscriptionId),
    ...(situation.tags === undefined ? {} : { tags: situation.tags }),
  };
  layHubs(ground, place);
  for (const extra of situation.extras ?? []) layExtra(ground, place, extra);
  situation.plans.forEach((plan, number) => {
    // Each network has numbers of its own, so that what changes in one leaves the others as they are.
    const seed = seeded(ground.seed, 'site', subscriptionId, planStem(plan, number));
    const planned = { situation: NETWORK_SITUATIONS[plan.network], plan, number };
    const site = openSite(ground, { ...place, seed }, planned);
    const laidBefore = estate.resources[site.situation.bare ?? 'virtualNetworks'].length;
    if (plan.groupTags !== undefined) estate.groupTags[site.place.resourceGroup] = plan.groupTags;
    layNetwork(site);
    layMachines(site);
    bareResources(site, laidBefore);
  });
  const { ages } = situation;
  if (ages?.disk !== undefined) estate.resources.disks.push(looseDiskWire(place, ages.disk));
  return estate;
}
