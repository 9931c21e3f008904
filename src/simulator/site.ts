import type { Ground } from './ground.ts';
import type { NetworkSituation } from './network-situation.ts';
import { networkId, type Place, shouted } from './place.ts';
import type { VmPlan } from './subscription-situation.ts';

/** One network with the VMs in it, while it is being laid out. */
export interface Site {
  readonly ground: Ground;
  readonly place: Place;
  readonly situation: NetworkSituation;
  readonly plan: VmPlan;
  readonly stem: string;
  /** The second octet of the site's address space, 10.x.0.0/16. */
  readonly octet: number;
  readonly networkName: string;
  readonly networkId: string;
  readonly subnetId: string;
  /** Spells a reference to another resource: here and there services shout the resource group. */
  readonly refer: (id: string) => string;
}

/** The ID of a network resource in a subscription that nobody can read. */
export function hiddenId(site: Site, type: string, name: string): string {
  const hidden: Place = {
    ...site.place,
    subscriptionId: site.ground.hiddenSubscriptionId,
    resourceGroup: 'rg-shared',
  };
  return networkId(hidden, type, name);
}

/** The private address of the n-th VM of the site. */
export function hostAddress(site: Site, n: number): string {
  return `10.${site.octet}.${Math.floor(n / 240)}.${(n % 240) + 4}`;
}

export function openSite(
  ground: Ground,
  site: { situation: NetworkSituation; plan: VmPlan; place: Place; number: number },
): Site {
  const { place, number } = site;
  const stem = `${site.plan.workload ?? 'app'}-${String(number + 1).padStart(2, '0')}`;
  const networkName = `vnet-${stem}`;
  const network = networkId(place, 'virtualNetworks', networkName);
  return {
    ground,
    place,
    situation: site.situation,
    plan: site.plan,
    stem,
    octet: 64 + (number % 190),
    networkName,
    networkId: network,
    subnetId: `${network}/subnets/snet-${stem}`,
    refer: number % 2 === 1 ? shouted : (id) => id,
  };
}
