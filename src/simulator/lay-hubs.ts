import type { Ground } from './ground.ts';
import { HUB_PLACES, type HubName, hubAddress, hubGroup, hubNetwork, hubSpace } from './hubs.ts';
import { layHubFirewall } from './lay-firewall.ts';
import { networkId, type Place } from './place.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { type PeeringWireSpec, virtualNetworkWire } from './virtual-network-wire.ts';

/** The ID of a hub's virtual network, in ARM's spelling. */
export function hubNetworkId(seed: number, hub: HubName): string {
  const subscription = subscriptionIdOf(seed, HUB_PLACES[hub].subscription);
  return `/subscriptions/${subscription}/resourceGroups/${hubGroup(hub)}/providers/Microsoft.Network/virtualNetworks/${hubNetwork(hub)}`;
}

function beyond(ground: Ground, hub: HubName): PeeringWireSpec[] {
  const next = Object.keys(HUB_PLACES).find((name): name is HubName => name === HUB_PLACES[hub].beyond);
  if (next === undefined) return [];
  return [{ name: `to-${next}`, remote: hubNetworkId(ground.seed, next), remotePrefix: hubSpace(next) }];
}

function layHub(ground: Ground, base: Place, hub: HubName): void {
  const place: Place = { ...base, resourceGroup: hubGroup(hub) };
  const gateway = networkId(place, 'virtualNetworkGateways', `vgw-hub-${hub}`);
  layHubFirewall(ground, place, hub);
  ground.estate.resources.virtualNetworks.push(
    virtualNetworkWire(place, {
      name: hubNetwork(hub),
      addressSpace: hubSpace(hub),
      subnets: [
        { name: 'AzureFirewallSubnet', prefix: hubAddress(hub, '1.0/26') },
        ...(HUB_PLACES[hub].gateway
          ? [
              {
                name: 'GatewaySubnet',
                prefix: hubAddress(hub, '2.0/27'),
                properties: { ipConfigurations: [{ id: `${gateway}/ipConfigurations/default` }] },
              },
            ]
          : []),
      ],
      peerings: beyond(ground, hub),
    }),
  );
}

/** Lays out the hubs of a subscription, but for those that its plans lay out with the appliances in them. */
export function layHubs(ground: Ground, place: Place): void {
  const { key, plans } = ground.situation;
  const planned = new Set(plans.map(({ hub }) => hub));
  for (const hub of Object.keys(HUB_PLACES) as HubName[]) {
    if (HUB_PLACES[hub].subscription === key && !planned.has(hub)) layHub(ground, place, hub);
  }
}
