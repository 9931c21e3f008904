import { addChildren, deny } from './estate.ts';
import type { Ground } from './ground.ts';
import { hubAddress } from './hubs.ts';
import { layVirtualHubFirewall } from './lay-firewall.ts';
import { hubNetworkId } from './lay-hubs.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import { networkId, type Place } from './place.ts';
import { planNetwork, planNetworkId } from './plan-network.ts';
import {
  type HubConnectionSpec,
  hubConnectionWire,
  hubRouteTableWire,
  routeServerWire,
  routingIntentWire,
  virtualHubWire,
} from './virtual-hub-wire.ts';
import { type HubNextHop, VIRTUAL_HUB_SPECS, type VirtualHubName, virtualHubGroup } from './virtual-hubs.ts';

/** The networks of the tenant that are connected to a hub. */
function spokes({ named, seed }: Ground, name: VirtualHubName, hub: string): HubConnectionSpec[] {
  return named.flatMap((situation) =>
    situation.plans.flatMap((plan, number) => {
      const spec = NETWORK_SITUATIONS[plan.network].network?.virtualHub;
      if (spec?.hub !== name) return [];
      return [
        {
          name: `conn-${situation.key}-${planNetwork(plan, number)}`,
          network: planNetworkId(seed, situation, { plan, number }),
          table: `${hub}/hubRouteTables/${spec.table ?? 'defaultRouteTable'}`,
          internetSecurity: spec.internetSecurity ?? true,
        },
      ];
    }),
  );
}

/** The connection of a network of appliances, where a route of the hub leads to one. */
function applianceConnections(seed: number, name: VirtualHubName, hub: string): HubConnectionSpec[] {
  return Object.values(VIRTUAL_HUB_SPECS[name].defaultRoutes).flatMap((hop) => {
    if (hop?.kind !== 'connection') return [];
    return [
      {
        name: `conn-${hop.network}`,
        network: hubNetworkId(seed, hop.network),
        table: `${hub}/hubRouteTables/defaultRouteTable`,
        internetSecurity: false,
        ...(hop.address ? { staticAddress: hubAddress(hop.network, '0.4') } : {}),
      },
    ];
  });
}

function nextHop(place: Place, hub: string, of: { hop: HubNextHop; firewall: string | undefined }): string {
  const { firewall, hop } = of;
  switch (hop.kind) {
    case 'firewall':
      if (firewall === undefined) throw new Error(`${hub} has no firewall`);
      return firewall;
    case 'appliance':
      return networkId(place, 'networkVirtualAppliances', 'nva-vendor');
    case 'software-as-a-service':
      return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/PaloAltoNetworks.Cloudngfw/firewalls/ngfw-vendor`;
    case 'connection':
      return `${hub}/hubVirtualNetworkConnections/conn-${hop.network}`;
  }
}

function layVirtualHub(ground: Ground, place: Place, name: VirtualHubName): void {
  const { estate, seed } = ground;
  const spec = VIRTUAL_HUB_SPECS[name];
  const hub = networkId(place, 'virtualHubs', `vhub-${name}`);
  const firewall = spec.firewall
    ? layVirtualHubFirewall(ground, place, { hub: name, hubId: hub })
    : undefined;
  estate.resources.virtualHubs.push(
    virtualHubWire(place, { name: `vhub-${name}`, prefix: `10.${spec.octet}.0.0/23`, firewall }),
  );
  const connections = [...spokes(ground, name, hub), ...applianceConnections(seed, name, hub)];
  addChildren(
    estate,
    `${hub}/hubVirtualNetworkConnections`,
    connections.map((connection) => hubConnectionWire(place, hub, connection)),
  );
  addChildren(
    estate,
    `${hub}/hubRouteTables`,
    Object.entries(spec.defaultRoutes).map(([table, hop]) => {
      const defaultRoute = hop === null ? undefined : nextHop(place, hub, { hop, firewall });
      return hubRouteTableWire(place, hub, { name: table, defaultRoute });
    }),
  );
  if (spec.intent !== undefined) {
    const { destinations, nextHop: hop } = spec.intent;
    const intent = { destinations, nextHop: nextHop(place, hub, { hop, firewall }) };
    addChildren(estate, `${hub}/routingIntent`, [routingIntentWire(place, hub, intent)]);
  }
  if (spec.forbidden) deny(estate, hub);
}

/** Adds the tenant's virtual hubs with what is connected to them, and a Route Server, which is listed among them. */
export function layVirtualHubs(ground: Ground, base: Place): void {
  const place: Place = { ...base, resourceGroup: virtualHubGroup() };
  for (const name of Object.keys(VIRTUAL_HUB_SPECS) as VirtualHubName[]) layVirtualHub(ground, place, name);
  ground.estate.resources.virtualHubs.push(routeServerWire(place, 'rs-branches'));
}
