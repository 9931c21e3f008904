import * as z from 'zod';
import type { VirtualHubFact } from '../model/hub-facts.ts';
import { parseResourceId } from '../model/resource-id.ts';
import {
  factWithProperties,
  flag,
  identityOf,
  listOf,
  merged,
  parseFrame,
  reference,
  referredId,
  reported,
  text,
  texts,
} from './raw-arm.ts';

type ItemOf<R> = R extends { readonly items: readonly (infer T)[] } ? T : never;
type HubConnection = ItemOf<VirtualHubFact['connections']>;
type RoutingPolicy = ItemOf<VirtualHubFact['routingIntent']>;
type HubRouteTable = ItemOf<VirtualHubFact['routeTables']>;

/** A virtual hub as the list has it. */
export interface ListedHub {
  readonly fact: Omit<VirtualHubFact, 'connections' | 'routingIntent' | 'routeTables'>;
  /** A Route Server is a virtual hub to the API, and no part of Virtual WAN: it has no connections of its own. */
  readonly routeServer: boolean;
}

const hubSchema = z.object({ addressPrefix: text, azureFirewall: reference });
const kindSchema = z.object({ kind: text });

/** A virtual hub of the subscription's list. */
export function listedHub(raw: unknown): ListedHub | undefined {
  const fact = factWithProperties(raw, hubSchema, (hub) =>
    reported({
      addressPrefix: hub.addressPrefix || undefined,
      firewall: referredId(hub.azureFirewall),
    }),
  );
  const kind = kindSchema.safeParse(raw);
  return fact && { fact, routeServer: kind.success && kind.data.kind?.toLowerCase() === 'routeserver' };
}

const connectionSchema = z.object({
  remoteVirtualNetwork: reference,
  enableInternetSecurity: flag,
  routingConfiguration: z
    .object({
      associatedRouteTable: reference,
      vnetRoutes: z
        .object({
          staticRoutes: listOf(z.object({ name: text, addressPrefixes: texts, nextHopIpAddress: text })),
        })
        .nullish(),
    })
    .nullish(),
});

/** A connection of a virtual network to a hub; one whose properties are not as documented is not understood. */
export function hubConnectionFact(raw: unknown): HubConnection | undefined {
  const frame = parseFrame(raw);
  const parsed = connectionSchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  const { remoteVirtualNetwork, enableInternetSecurity, routingConfiguration } = parsed.data;
  const { id, name } = identityOf(frame);
  return {
    id,
    name,
    ...reported({
      remoteNetwork: referredId(remoteVirtualNetwork),
      enableInternetSecurity,
      associatedRouteTable: referredId(routingConfiguration?.associatedRouteTable),
    }),
    staticRoutes: (routingConfiguration?.vnetRoutes?.staticRoutes ?? []).map((route) => ({
      name: route.name || '(route without a name)',
      prefixes: merged(undefined, route.addressPrefixes),
      ...reported({ nextHopAddress: route.nextHopIpAddress || undefined }),
    })),
  };
}

const routingIntentSchema = z.object({
  properties: z.object({
    routingPolicies: listOf(z.object({ name: text, destinations: texts, nextHop: text })),
  }),
});

/** The routing policies of a hub's routing intent, of which there is at most one. */
export function routingPolicyFacts(raw: unknown): readonly RoutingPolicy[] | undefined {
  const parsed = routingIntentSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  return (parsed.data.properties.routingPolicies ?? []).map((policy) => ({
    name: policy.name || '(routing policy without a name)',
    destinations: merged(undefined, policy.destinations),
    ...reported({ nextHop: parseResourceId(policy.nextHop ?? '') }),
  }));
}

const routeTableSchema = z.object({
  routes: listOf(
    z.object({
      name: text,
      destinationType: text,
      destinations: texts,
      nextHopType: text,
      nextHop: text,
    }),
  ),
});

/** A route table of a virtual hub; a route's next hop is the ID of a firewall, an appliance or a connection. */
export function hubRouteTableFact(raw: unknown): HubRouteTable | undefined {
  const frame = parseFrame(raw);
  const parsed = routeTableSchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  const { id, name } = identityOf(frame);
  return {
    id,
    name,
    routes: (parsed.data.routes ?? []).map((route) => ({
      name: route.name || '(route without a name)',
      ...reported({ destinationType: route.destinationType, nextHopType: route.nextHopType }),
      destinations: merged(undefined, route.destinations),
      ...reported({ nextHop: parseResourceId(route.nextHop ?? '') }),
    })),
  };
}
