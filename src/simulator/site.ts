import type { Ground } from './ground.ts';
import type { NetworkSituation } from './network-situation.ts';
import { networkId, type Place, shouted } from './place.ts';
import { planGroup, planNetwork, planOctet, planStem } from './plan-network.ts';
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

/** An address of the form `own:240.4` in the site's own network; any other stays as it is. */
export function siteAddress(site: Site, address: string): string {
  return address.replace('own:', `10.${site.octet}.`);
}

/** The private address of the n-th VM of the site. */
export function hostAddress(site: Site, n: number): string {
  return `10.${site.octet}.${Math.floor(n / 240)}.${(n % 240) + 4}`;
}

export function openSite(
  ground: Ground,
  base: Place,
  planned: { situation: NetworkSituation; plan: VmPlan; number: number },
): Site {
  const { number, plan, situation } = planned;
  const place = { ...base, resourceGroup: planGroup(ground.situation, plan) };
  const stem = planStem(plan, number);
  const networkName = planNetwork(plan, number);
  const network = networkId(place, 'virtualNetworks', networkName);
  return {
    ground,
    place,
    situation,
    plan,
    stem,
    octet: planOctet(plan, number),
    networkName,
    networkId: network,
    subnetId: `${network}/subnets/snet-${stem}`,
    refer: number % 2 === 1 ? shouted : (id) => id,
  };
}
