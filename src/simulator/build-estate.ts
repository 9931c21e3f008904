import { type Estate, emptyEstate } from './estate.ts';
import type { Ground } from './ground.ts';
import { layExtra } from './lay-extra.ts';
import { layMachines } from './lay-machines.ts';
import { layNetwork } from './lay-network.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import type { Place } from './place.ts';
import { seeded } from './seeded.ts';
import { openSite } from './site.ts';

/** Builds everything that a subscription holds. The same ground always gives the same estate. */
export function buildEstate(bare: Omit<Ground, 'estate'>): Estate {
  const ground: Ground = { ...bare, estate: emptyEstate() };
  const { situation, subscriptionId } = ground;
  const place: Place = {
    subscriptionId,
    resourceGroup: `rg-${situation.key}`,
    location: situation.location,
    seed: seeded(ground.seed, 'estate', subscriptionId),
    ...(situation.tags === undefined ? {} : { tags: situation.tags }),
  };
  for (const extra of situation.extras ?? []) layExtra(ground, place, extra);
  situation.plans.forEach((plan, number) => {
    const group = plan.resourceGroup ?? `rg-${situation.key}-${plan.workload ?? 'app'}`;
    const site = openSite(ground, {
      situation: NETWORK_SITUATIONS[plan.network],
      plan,
      place: { ...place, resourceGroup: group },
      number,
    });
    layNetwork(site);
    layMachines(site);
  });
  return ground.estate;
}
