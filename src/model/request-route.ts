import type { RequestRoute } from './revision.ts';

/** What a subscription's owner does on each route, in Microsoft's own words for the pages and problem types of the portal. */
export const REQUEST_ROUTE_STEPS = {
  diagnose:
    'in the portal open a virtual network of the subscription, "Diagnose and solve problems", and run "Cannot send email (SMTP-Port 25)"',
  support:
    'open a support request in the portal (problem type "Virtual Network", "Cannot send email (SMTP/Port 25)")',
  'support-by-partner': 'ask the CSP partner to open a support request',
} as const satisfies Record<RequestRoute, string>;
