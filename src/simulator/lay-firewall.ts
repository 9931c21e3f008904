import { addChildren, deny } from './estate.ts';
import type { GroupSpec, IpGroupSpec, PolicySpec } from './firewall-policy-spec.ts';
import { firewallWire, groupWire, type PolicyWireSpec, policyWire } from './firewall-wire.ts';
import { FIREWALL_SPECS, type FirewallName } from './firewalls.ts';
import type { Ground } from './ground.ts';
import { HUB_PLACES, type HubName, hubAddress, hubGroup, hubNetwork } from './hubs.ts';
import { networkId, networkResource, type Place } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { virtualHubFirewallAddress } from './virtual-hub-address.ts';
import { VIRTUAL_HUB_SPECS, VIRTUAL_WAN, type VirtualHubName, virtualHubGroup } from './virtual-hubs.ts';

function firewallName(firewall: FirewallName): string {
  return `afw-${firewall}`;
}

/** The ID of a firewall, in ARM's spelling. */
export function firewallId(seed: number, firewall: FirewallName): string {
  const { at } = FIREWALL_SPECS[firewall];
  const [key, group] =
    'hub' in at ? [HUB_PLACES[at.hub].subscription, hubGroup(at.hub)] : [VIRTUAL_WAN, virtualHubGroup()];
  const subscription = subscriptionIdOf(seed, key);
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/azureFirewalls/${firewallName(firewall)}`;
}

function layPolicyWire(ground: Ground, place: Place, spec: PolicyWireSpec): void {
  const { estate } = ground;
  estate.resources.firewallPolicies.push(policyWire(place, spec));
  const list = `${networkId(place, 'firewallPolicies', spec.name)}/ruleCollectionGroups`;
  const wires = spec.groups.map((group: GroupSpec) => groupWire(place, spec.name, group));
  addChildren(estate, list, wires);
}

/** Makes a policy with its parent, and gives the ID of the policy. */
function layPolicy(ground: Ground, place: Place, of: { firewall: FirewallName; policy: PolicySpec }): string {
  const { firewall, policy } = of;
  const name = `afwp-${firewall}`;
  if (policy.hidden) {
    const hidden = { ...place, subscriptionId: ground.hiddenSubscriptionId, resourceGroup: 'rg-shared' };
    return networkId(hidden, 'firewallPolicies', name);
  }
  const id = networkId(place, 'firewallPolicies', name);
  const baseName = `${name}-parent`;
  const base = networkId(place, 'firewallPolicies', baseName);
  if (policy.base !== undefined) {
    layPolicyWire(ground, place, { name: baseName, groups: policy.base, children: [id] });
  }
  layPolicyWire(ground, place, {
    name,
    groups: policy.groups,
    ...(policy.base === undefined ? {} : { base }),
    firewalls: [networkId(place, 'azureFirewalls', firewallName(firewall))],
  });
  if (policy.forbidden === 'policy') deny(ground.estate, id);
  if (policy.forbidden === 'groups') deny(ground.estate, `${id}/ruleCollectionGroups`);
  if (policy.forbidden === 'base') deny(ground.estate, base);
  return id;
}

function layIpGroup(ground: Ground, place: Place, spec: IpGroupSpec): void {
  const { name } = spec;
  ground.estate.resources.ipGroups.push(
    networkResource(place, 'ipGroups', {
      name,
      properties: { ipAddresses: spec.addresses, firewalls: [], firewallPolicies: [] },
    }),
  );
  if (spec.forbidden) deny(ground.estate, networkId(place, 'ipGroups', name));
}

/** Makes a firewall with its rules in a place; `at` says where in the network it is. */
function layFirewallAt(
  ground: Ground,
  place: Place,
  of: { firewall: FirewallName; at: Parameters<typeof firewallWire>[1]['at'] },
): void {
  const { firewall, at } = of;
  const { classic, ipGroups, policy } = FIREWALL_SPECS[firewall];
  for (const group of ipGroups ?? []) layIpGroup(ground, place, group);
  ground.estate.resources.azureFirewalls.push(
    firewallWire(place, {
      name: firewallName(firewall),
      at,
      ...(policy === undefined ? {} : { policy: layPolicy(ground, place, { firewall, policy }) }),
      ...(classic === undefined ? {} : { classic }),
    }),
  );
}

/** Adds the firewall of a hub, if it has one. */
export function layHubFirewall(ground: Ground, place: Place, hub: HubName): void {
  const firewall = Object.keys(FIREWALL_SPECS).find((name): name is FirewallName => name === hub);
  if (firewall === undefined) return;
  const name = `pip-${firewallName(firewall)}`;
  ground.estate.resources.publicIPAddresses.push(publicAddressWire(place, { name, allocation: 'Static' }));
  layFirewallAt(ground, place, {
    firewall,
    at: {
      subnet: `${networkId(place, 'virtualNetworks', hubNetwork(hub))}/subnets/AzureFirewallSubnet`,
      privateAddress: hubAddress(hub, '1.4'),
      publicAddress: networkId(place, 'publicIPAddresses', name),
    },
  });
}

/** Adds the firewall of a virtual hub and gives its ID. */
export function layVirtualHubFirewall(
  ground: Ground,
  place: Place,
  of: { hub: VirtualHubName; hubId: string },
): string {
  const firewall = `vhub-${of.hub}`;
  const known = Object.keys(FIREWALL_SPECS).find((name): name is FirewallName => name === firewall);
  if (known === undefined) throw new Error(`the virtual hub ${of.hub} has no firewall`);
  layFirewallAt(ground, place, {
    firewall: known,
    at: {
      virtualHub: of.hubId,
      privateAddress: virtualHubFirewallAddress(of.hub),
      publicAddress: `20.61.${VIRTUAL_HUB_SPECS[of.hub].octet}.7`,
    },
  });
  return networkId(place, 'azureFirewalls', firewallName(known));
}
