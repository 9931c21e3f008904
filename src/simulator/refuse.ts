import { COMPUTE_TYPES, type ResourceType } from './estate.ts';
import type { Refusal } from './refusal.ts';
import { armError, type Reply } from './reply.ts';
import type { Refusable } from './subscription-situation.ts';

const REGISTRATION_HELP = 'See https://aka.ms/rps-not-found for how to register subscriptions.';

/** The providers of what is no list of resources, with the action that reads it. */
const OTHER = {
  billingProperty: ['Microsoft.Billing', 'billingProperty'],
  billingPeriods: ['Microsoft.Billing', 'billingPeriods'],
  roleAssignments: ['Microsoft.Authorization', 'roleAssignments'],
  policyAssignments: ['Microsoft.Authorization', 'policyAssignments'],
  resourceGroups: ['Microsoft.Resources', 'subscriptions/resourceGroups'],
  resources: ['Microsoft.Resources', 'subscriptions/resources'],
  activityLog: ['Microsoft.Insights', 'eventtypes/values'],
  everything: ['Microsoft.Resources', 'subscriptions'],
} as const satisfies Record<Exclude<Refusable, ResourceType>, readonly [string, string]>;

function isOther(what: Refusable): what is keyof typeof OTHER {
  return Object.hasOwn(OTHER, what);
}

function namespaceOf(what: Refusable): string {
  if (isOther(what)) return OTHER[what][0];
  return COMPUTE_TYPES.some((type) => type === what) ? 'Microsoft.Compute' : 'Microsoft.Network';
}

/** The action that a caller needs to read a kind of resource, in ARM's spelling. */
function readAction(what: Refusable): string {
  return isOther(what) ? `${OTHER[what].join('/')}/read` : `${namespaceOf(what)}/${what}/read`;
}

function forbidden(of: { action: string; scope: string; objectId: string }): Reply {
  return armError(
    403,
    'AuthorizationFailed',
    `The client '${of.objectId}' with object id '${of.objectId}' does not have authorization to perform action '${of.action}' over scope '${of.scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function notRegistered(target: string): Reply {
  const code = 'MissingSubscriptionRegistration';
  const message = `The subscription is not registered to use namespace '${target}'. ${REGISTRATION_HELP}`;
  return { status: 409, body: { error: { code, message, details: [{ code, target, message }] } } };
}

export function subscriptionNotFound(id: string): Reply {
  return armError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** A refusal in ARM's words, with the action and the scope in a 403. */
export function refuse(
  refusal: Refusal,
  of: { what: Refusable; subscription: string; objectId: string },
): Reply {
  const { what, subscription, objectId } = of;
  switch (refusal) {
    case 'forbidden':
      return forbidden({ action: readAction(what), scope: `/subscriptions/${subscription}`, objectId });
    case 'not-found':
      return what === 'everything'
        ? subscriptionNotFound(subscription)
        : armError(404, 'NotFound', `No ${what} was found for subscription '${subscription}'.`);
    case 'not-registered':
      return notRegistered(namespaceOf(what));
  }
}

/** The same for one resource, or for a list inside one; `scope` is the resource. */
export function refuseAt(refusal: Refusal, of: { action: string; scope: string; objectId: string }): Reply {
  switch (refusal) {
    case 'forbidden':
      return forbidden(of);
    case 'not-found':
      return armError(404, 'NotFound', `Resource ${of.scope} not found.`);
    case 'not-registered':
      return notRegistered(of.action.split('/')[0] ?? of.action);
  }
}
