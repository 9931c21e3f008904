import { REQUEST_ROUTE_STEPS } from '../model/request-route.ts';
import type { RequestRoute } from '../model/revision.ts';

/** How a subscription asks Microsoft to lift the block, in one sentence or two; `routes` has at least one. */
export function requestRouteWords(routes: readonly RequestRoute[]): string {
  const how = routes.map((route) => REQUEST_ROUTE_STEPS[route]).join('; or ');
  return `${how.slice(0, 1).toUpperCase()}${how.slice(1)}. Then stop (deallocate) and start the VMs that send.`;
}
