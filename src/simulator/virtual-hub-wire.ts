import type { Wire } from './estate.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

/** A network that is connected to a virtual hub. `table` is the ID of the route table that it is associated with. */
export interface HubConnectionSpec {
  readonly name: string;
  readonly network: string;
  readonly table: string;
  readonly internetSecurity: boolean;
  /** The address that a static route of the connection leads to, for the whole internet. */
  readonly staticAddress?: string;
}

/** A connection of a hub in ARM's form. */
export function hubConnectionWire(place: Place, hub: string, spec: HubConnectionSpec): Wire {
  const staticRoute = {
    name: 'to-appliance',
    addressPrefixes: ['0.0.0.0/0'],
    nextHopIpAddress: spec.staticAddress,
  };
  const wire = networkPart(hub, 'hubVirtualNetworkConnections', {
    name: spec.name,
    properties: {
      resourceGuid: place.seed.guid(),
      remoteVirtualNetwork: { id: spec.network },
      allowHubToRemoteVnetTransit: true,
      allowRemoteVnetToUseHubVnetGateways: true,
      enableInternetSecurity: spec.internetSecurity,
      routingConfiguration: {
        associatedRouteTable: { id: spec.table },
        propagatedRouteTables: { labels: ['default'], ids: [{ id: spec.table }] },
        vnetRoutes: {
          staticRoutes: spec.staticAddress === undefined ? [] : [staticRoute],
          staticRoutesConfig: { propagateStaticRoutes: true, vnetLocalRouteOverrideCriteria: 'Contains' },
        },
      },
      connectivityStatus: 'Connected',
    },
  });
  return { ...wire, etag: `W/"${place.seed.guid()}"` };
}

/** The routing intent of a hub in ARM's form; `nextHop` is a resource ID. */
export function routingIntentWire(
  place: Place,
  hub: string,
  spec: { destinations: readonly string[]; nextHop: string },
): Wire {
  const wire = networkPart(hub, 'routingIntent', {
    name: 'hubRoutingIntent',
    properties: {
      routingPolicies: spec.destinations.map((destination) => ({
        name: `${destination}TrafficPolicy`,
        destinations: [destination],
        nextHop: spec.nextHop,
      })),
    },
  });
  return { ...wire, etag: `W/"${place.seed.guid()}"` };
}

/** A route table of a hub in ARM's form, with its default route where it has one. */
export function hubRouteTableWire(
  place: Place,
  hub: string,
  spec: { name: string; defaultRoute: string | undefined },
): Wire {
  const wire = networkPart(hub, 'hubRouteTables', {
    name: spec.name,
    properties: {
      routes: [
        {
          name: 'private',
          destinationType: 'CIDR',
          destinations: ['10.250.0.0/16'],
          nextHopType: 'ResourceId',
          nextHop: spec.defaultRoute ?? `${hub}/hubVirtualNetworkConnections/conn-branch`,
        },
        ...(spec.defaultRoute === undefined
          ? []
          : [
              {
                name: 'internet',
                destinationType: 'CIDR',
                destinations: ['0.0.0.0/0'],
                nextHopType: 'ResourceId',
                nextHop: spec.defaultRoute,
              },
            ]),
      ],
      labels: spec.name === 'defaultRouteTable' ? ['default'] : [],
      associatedConnections: [],
      propagatingConnections: [],
    },
  });
  return { ...wire, etag: `W/"${place.seed.guid()}"` };
}

/** A virtual hub in ARM's form. */
export function virtualHubWire(
  place: Place,
  spec: { name: string; prefix: string; firewall: string | undefined },
): Wire {
  return networkResource(place, 'virtualHubs', {
    name: spec.name,
    properties: {
      addressPrefix: spec.prefix,
      virtualWan: { id: networkId(place, 'virtualWans', 'wan-contoso') },
      virtualRouterAsn: 65515,
      virtualRouterIps: [],
      routeTable: { routes: [] },
      virtualHubRouteTableV2s: [],
      sku: 'Standard',
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
      hubRoutingPreference: 'ExpressRoute',
      ...(spec.firewall === undefined ? {} : { azureFirewall: { id: spec.firewall } }),
    },
  });
}

/** A Route Server, which the list of virtual hubs holds too: it belongs to no Virtual WAN. */
export function routeServerWire(place: Place, name: string): Wire {
  const wire = networkResource(place, 'virtualHubs', {
    name,
    properties: {
      virtualRouterAsn: 65515,
      virtualRouterIps: ['10.39.254.4', '10.39.254.5'],
      routeTable: { routes: [] },
      virtualHubRouteTableV2s: [],
      sku: 'Standard',
      routingState: 'Provisioned',
      allowBranchToBranchTraffic: false,
    },
  });
  return { ...wire, kind: 'RouteServer' };
}
