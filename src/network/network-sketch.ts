import type { VirtualNetworkFact } from '../model/network-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';

/** A subnet in which gateways or route servers live: `certain` when it is known to have IP configurations. */
export interface GatewaySubnet {
  readonly id: ResourceId;
  readonly kind: 'gateway' | 'route-server';
  readonly certain: boolean;
}

/** What peers of a virtual network may need to know of it; without `described` ARM sent no properties. */
export interface NetworkSketch {
  readonly id: ResourceId;
  readonly described: boolean;
  readonly addressSpace: readonly string[];
  readonly gateways: readonly GatewaySubnet[];
}

/** Shared: most networks have none, and the sketch of each stays in memory. */
const NO_GATEWAYS: readonly GatewaySubnet[] = [];

const GATEWAY_SUBNETS: Readonly<Record<string, GatewaySubnet['kind']>> = {
  gatewaysubnet: 'gateway',
  routeserversubnet: 'route-server',
};

/**
 * Reduces a virtual network. Virtual network gateways have no list for a whole subscription, so a `GatewaySubnet` with IP
 * configurations stands for one, and a `RouteServerSubnet` for a route server.
 */
export function networkSketch(network: VirtualNetworkFact): NetworkSketch {
  const properties = network.properties;
  if (properties === undefined)
    return { id: network.id, described: false, addressSpace: [], gateways: NO_GATEWAYS };
  const gateways = properties.subnets.flatMap((subnet): GatewaySubnet[] => {
    const kind = GATEWAY_SUBNETS[subnet.name.toLowerCase()];
    if (kind === undefined) return [];
    if (subnet.properties === undefined) return [{ id: subnet.id, kind, certain: false }];
    return subnet.properties.hasIpConfigurations ? [{ id: subnet.id, kind, certain: true }] : [];
  });
  return {
    id: network.id,
    described: true,
    addressSpace: properties.addressSpace,
    gateways: gateways.length === 0 ? NO_GATEWAYS : gateways,
  };
}
