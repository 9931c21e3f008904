import { COMPUTE_TYPES } from './estate.ts';
import { armError, type Reply } from './reply.ts';
import type { Refusable, Refusal } from './subscription-situation.ts';

const REGISTRATION_HELP = 'See https://aka.ms/rps-not-found for how to register subscriptions.';

function namespaceOf(what: Refusable): string {
  if (what === 'billingProperty') return 'Microsoft.Billing';
  if (what === 'roleAssignments') return 'Microsoft.Authorization';
  if (what === 'everything') return 'Microsoft.Resources';
  return COMPUTE_TYPES.some((type) => type === what) ? 'Microsoft.Compute' : 'Microsoft.Network';
}

/** The action that a caller needs to read a kind of resource, in ARM's spelling. */
function readAction(what: Refusable): string {
  return what === 'everything'
    ? 'Microsoft.Resources/subscriptions/read'
    : `${namespaceOf(what)}/${what}/read`;
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
      return armError(
        403,
        'AuthorizationFailed',
        `The client '${objectId}' with object id '${objectId}' does not have authorization to perform action '${readAction(what)}' over scope '/subscriptions/${subscription}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      );
    case 'not-found':
      return what === 'everything'
        ? subscriptionNotFound(subscription)
        : armError(404, 'NotFound', `No ${what} was found for subscription '${subscription}'.`);
    case 'not-registered': {
      const code = 'MissingSubscriptionRegistration';
      const target = namespaceOf(what);
      const message = `The subscription is not registered to use namespace '${target}'. ${REGISTRATION_HELP}`;
      return { status: 409, body: { error: { code, message, details: [{ code, target, message }] } } };
    }
  }
}
