const RESOURCE_ID = /\/subscriptions\/[^/\s]+(?:\/resourceGroups\/[^/]+?)?\/providers\/[^\s,;)]*[^\s,;).]/gi;
const GROUP_ID = /\/subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s,;]+)/gi;
/** An ID that a field follows, such as `properties.routes` or `routingIntent`. */
const BEFORE_FIELD = /\/subscriptions\/\S+[^\s,;)](?= [a-z]+(?:[A-Z]|\.[a-z]))/g;
const SUBSCRIPTION = /\/subscriptions\/([^/\s]+)\//i;
const PARTS =
  /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourceGroups\/(?<group>[^/]+))?\/providers\/(?<rest>.*)$/i;

/**
 * A sentence in which ARM IDs are told as a person tells them: type and name, the resource group, and the subscription where it is
 * another than `own`.
 */
export function withShortIds(text: string, own: string): string {
  return text
    .replace(BEFORE_FIELD, '$&,')
    .replace(RESOURCE_ID, (id) => shortId(id, own))
    .replace(
      GROUP_ID,
      (_id, subscription: string, group: string) => `${group}${elsewhere(subscription, own)}`,
    );
}

function shortId(id: string, own: string): string {
  const { subscription = '', group, rest } = PARTS.exec(id)?.groups ?? {};
  if (rest === undefined) return id;
  const within = group === undefined ? '' : ` in resource group ${group}`;
  // The namespace says nothing that the type does not: Microsoft.Network/natGateways/n is told as natGateways/n.
  const named = rest.replace(/^[^/]+\/(?=[^/]+\/)/, '');
  return `${named}${within}${elsewhere(subscription, own)}`;
}

function elsewhere(subscription: string, own: string): string {
  return subscription.toLowerCase() === own.toLowerCase() ? '' : ` of subscription ${subscription}`;
}

/** The subscription that the first ARM ID in a text lies in, in lower case; `undefined` where there is none. */
export function subscriptionNamedIn(text: string): string | undefined {
  return SUBSCRIPTION.exec(text)?.[1]?.toLowerCase();
}

/** Every subscription that an ARM ID in a text lies in, in lower case. */
export function subscriptionsNamedIn(text: string): Set<string> {
  return new Set([...text.matchAll(new RegExp(SUBSCRIPTION, 'gi'))].map(([, id = '']) => id.toLowerCase()));
}
