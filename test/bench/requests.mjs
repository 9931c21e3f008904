/** @typedef {import('./tenant.mjs').RequestRecord} RequestRecord */

/** The lists that every verdict needs; the list of VMs is asked for a second time for their power states. */
const NEEDED = [
  'microsoft.compute/virtualmachines',
  'microsoft.compute/virtualmachinescalesets',
  'microsoft.network/networkinterfaces',
  'microsoft.network/networksecuritygroups',
  'microsoft.network/routetables',
  'microsoft.network/virtualnetworks',
  'microsoft.network/publicipaddresses',
  'microsoft.network/publicipprefixes',
  'microsoft.network/natgateways',
  'microsoft.network/loadbalancers',
  'microsoft.network/azurefirewalls',
  'microsoft.network/virtualhubs',
];

/** What is asked of every subscription beside them. */
const ALWAYS = [
  'microsoft.network/networkmanagers',
  'microsoft.billing/billingproperty/default',
  'microsoft.authorization/roleassignments',
];

/** @typedef {'needed' | 'always' | 'next pages' | 'children' | 'witnesses'} Purpose */

/**
 * What a request inside a subscription is for.
 *
 * @param {RequestRecord} request
 * @returns {Purpose}
 */
function purposeOf({ path, query }) {
  if (/skiptoken/i.test(query)) return 'next pages';
  const [, group, asked = ''] =
    /^\/subscriptions\/[^/]+(\/resourcegroups\/[^/]+)?(?:\/providers)?\/?(.*)$/i.exec(path) ?? [];
  const kind = asked.toLowerCase();
  if (group !== undefined) return 'children';
  if (NEEDED.includes(kind)) return 'needed';
  return ALWAYS.includes(kind) ? 'always' : 'witnesses';
}

/**
 * How many requests a run took, of each subscription and for what: the average, and the most of any one.
 *
 * @param {readonly RequestRecord[]} requests
 */
export function requestCounts(requests) {
  /** @type {Map<string, Map<Purpose, number>>} */
  const bySubscription = new Map();
  for (const request of requests) {
    if (request.subscription === undefined) continue;
    const counts = bySubscription.get(request.subscription) ?? new Map();
    const purpose = purposeOf(request);
    counts.set(purpose, (counts.get(purpose) ?? 0) + 1);
    bySubscription.set(request.subscription, counts);
  }
  const all = [...bySubscription.values()];
  /** @param {Purpose} purpose */
  const of = (purpose) => {
    const counts = all.map((one) => one.get(purpose) ?? 0);
    return { average: counts.reduce((sum, one) => sum + one, 0) / all.length, most: Math.max(...counts) };
  };
  const urls = requests.map(({ method, path, query }) => `${method} ${path}${query}`.toLowerCase());
  return {
    total: requests.length,
    subscriptions: all.length,
    tenant: requests.filter(({ subscription }) => subscription === undefined).length,
    throttled: requests.filter(({ status }) => status === 429).length,
    twice: urls.length - new Set(urls).size,
    needed: of('needed'),
    always: of('always'),
    nextPages: of('next pages'),
    children: of('children'),
    witnesses: of('witnesses'),
  };
}
