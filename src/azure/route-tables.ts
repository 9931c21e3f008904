import * as z from 'zod';
import type { RouteTableFact } from '../model/network-facts.ts';
import { factWithProperties, flag, listOf, reported, text } from './raw-arm.ts';

const routeSchema = z.object({
  name: text.catch(undefined),
  properties: z
    .object({ addressPrefix: text, nextHopType: text, nextHopIpAddress: text })
    .nullish()
    .catch(undefined),
});

const routeTableSchema = z.object({ disableBgpRoutePropagation: flag, routes: listOf(routeSchema) });

/** A route table; a route that cannot be understood keeps its name and nothing else. */
export function routeTableFact(raw: unknown): RouteTableFact | undefined {
  return factWithProperties(raw, routeTableSchema, (table) => ({
    ...reported({ disableBgpRoutePropagation: table.disableBgpRoutePropagation }),
    routes: (table.routes ?? []).map((route) => ({
      name: route.name || '(route without a name)',
      ...reported({
        prefix: route.properties?.addressPrefix || undefined,
        nextHopType: route.properties?.nextHopType || undefined,
        nextHopAddress: route.properties?.nextHopIpAddress || undefined,
      }),
    })),
  }));
}
