import type { RequestRoute } from '../model/revision.ts';

const HOW = {
  diagnose:
    'in the portal open a virtual network of the subscription, "Diagnose and solve problems", and run "Cannot send email (SMTP-Port 25)"',
  support:
    'open a support request in the portal (problem type "Virtual Network", "Cannot send email (SMTP/Port 25)")',
  'support-by-partner': 'ask the CSP partner to open a support request',
} as const satisfies Record<RequestRoute, string>;

/** How a subscription asks Microsoft to lift the block, in one sentence or two; `routes` has at least one. */
export function requestRouteWords(routes: readonly RequestRoute[]): string {
  const how = routes.map((route) => HOW[route]).join('; or ');
  return `${how.slice(0, 1).toUpperCase()}${how.slice(1)}. Then stop (deallocate) and start the VMs that send.`;
}
