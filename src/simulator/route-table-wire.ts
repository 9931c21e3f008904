import type { Wire } from './estate.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

export interface RouteTableSpec {
  readonly name: string;
  readonly disablePropagation: boolean;
  readonly routes: readonly { readonly prefix: string; readonly hop: string; readonly address?: string }[];
}

/** A route table in ARM's form. */
export function routeTableWire(place: Place, spec: RouteTableSpec): Wire {
  const owner = networkId(place, 'routeTables', spec.name);
  return networkResource(place, 'routeTables', {
    name: spec.name,
    properties: {
      disableBgpRoutePropagation: spec.disablePropagation,
      routes: spec.routes.map((route, at) =>
        networkPart(owner, 'routes', {
          name: `route-${at + 1}`,
          properties: {
            addressPrefix: route.prefix,
            nextHopType: route.hop,
            ...(route.address === undefined ? {} : { nextHopIpAddress: route.address }),
            hasBgpOverride: false,
          },
        }),
      ),
    },
  });
}
