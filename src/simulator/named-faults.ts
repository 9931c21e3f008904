import type { Fault, ItemFault } from './fault.ts';
import type { FaultPlan, PlannedFault } from './fault-plan.ts';

type Answer = Extract<Fault, { kind: 'answer' }>;

function error(status: number, code: string, message: string): Answer {
  return { kind: 'answer', status, body: { error: { code, message } } };
}

const TOO_MANY = error(
  429,
  'SubscriptionRequestsThrottled',
  'Number of requests exceeded. Please try again after 2 seconds.',
);
const THROTTLED: Fault = { ...TOO_MANY, headers: { 'retry-after': '2' } };

const BUSY = [
  error(500, 'InternalServerError', 'Encountered internal server error.'),
  { kind: 'answer', status: 502, body: '<html><body>Bad Gateway</body></html>' },
  { kind: 'answer', status: 503, headers: { 'retry-after': '1' }, body: '<html><body>busy</body></html>' },
  error(504, 'GatewayTimeout', 'The gateway did not receive a response in time.'),
] as const satisfies readonly [Fault, ...Fault[]];

const FORBIDDEN = error(
  403,
  'AuthorizationFailed',
  "The client does not have authorization to perform action 'Microsoft.Network/publicIPAddresses/read' over scope '/subscriptions'.",
);
const NO_ACCESS = error(
  403,
  'AuthorizationFailed',
  'The client does not have authorization over the subscription.',
);
const GONE = error(404, 'SubscriptionNotFound', 'The subscription could not be found.');
const WRONG_TENANT = error(
  401,
  'InvalidAuthenticationTokenTenant',
  'The access token is from the wrong issuer: the subscription belongs to another tenant.',
);
const EXPIRED = error(401, 'ExpiredAuthenticationToken', 'The access token expiry is earlier than now.');
const NOT_REGISTERED = error(
  409,
  'MissingSubscriptionRegistration',
  "The subscription is not registered to use namespace 'Microsoft.Network'.",
);

const LISTS = /\/(?:virtualMachines|networkInterfaces|networkSecurityGroups|virtualNetworks)$/i;
const INSIDE = /^\/subscriptions\/[^/]+\//i;

function onItems(what: ItemFault, oneOf: number): FaultPlan {
  const path = /\/(?:virtualMachines|networkInterfaces|networkSecurityGroups|routeTables|loadBalancers)$/i;
  return [{ path, oneOf, fault: { kind: 'items', what } }];
}

function onLink(list: RegExp, fault: Extract<Fault, { kind: 'next-link' }>): FaultPlan {
  return [{ path: list, page: 'first', oneOf: 8, fault }];
}

/** Passes, but for the first requests: what is tried again comes through. */
function passing(fault: PlannedFault['fault'], times: number): FaultPlan {
  return [{ path: LISTS, times, fault }];
}

/**
 * What can go wrong while a tenant is read, one plan each. In a tenant of the demo's size every one of them strikes something. `timeout`
 * lets one answer be late by more than a run waits for it, which takes a minute.
 */
const PLANS = {
  throttled: passing(THROTTLED, 6),
  'server-errors': passing(BUSY, 12),
  'connection-reset': passing({ kind: 'reset' }, 6),
  'truncated-body': passing({ kind: 'truncate' }, 6),
  'empty-body': passing({ kind: 'answer', status: 200, body: '' }, 6),
  timeout: passing({ kind: 'delay', ms: 70_000 }, 1),
  'lasting-errors': [
    { path: /\/routeTables$/i, oneOf: 8, fault: BUSY[0] },
    { path: /\/virtualMachines$/i, oneOf: 11, fault: BUSY[2] },
  ],
  'lasting-throttling': [{ path: /\/natGateways$/i, oneOf: 11, fault: TOO_MANY }],
  'token-expired': [{ path: INSIDE, after: 60, times: 1, fault: EXPIRED }],
  'forbidden-list': [{ path: /\/publicIPAddresses$/i, oneOf: 8, fault: FORBIDDEN }],
  'forbidden-subscription': [{ path: INSIDE, oneOf: 13, fault: NO_ACCESS }],
  'subscription-gone': [{ path: INSIDE, oneOf: 17, fault: GONE }],
  'subscription-gone-midway': [{ path: INSIDE, oneOf: 19, after: 3, per: 'subscription', fault: GONE }],
  'subscription-moved': [{ path: INSIDE, oneOf: 23, fault: WRONG_TENANT }],
  'not-registered': [{ path: /\/networkManagers$/i, oneOf: 3, fault: NOT_REGISTERED }],
  'relative-link': onLink(/\/networkInterfaces$/i, { kind: 'next-link', link: 'relative' }),
  'repeated-link': onLink(/\/networkSecurityGroups$/i, { kind: 'next-link', link: 'repeated' }),
  'endless-link': [{ path: /\/routeTables$/i, oneOf: 8, fault: { kind: 'next-link', link: 'endless' } }],
  'foreign-link': onLink(/\/publicIPAddresses$/i, {
    kind: 'next-link',
    link: 'foreign',
    origin: 'https://elsewhere.example',
  }),
  'items-without-properties': onItems('without-properties', 5),
  'items-without-ids': onItems('without-ids', 8),
  'null-lists': onItems('null-lists', 5),
  'unknown-words': onItems('unknown-words', 5),
  'upper-case-ids': onItems('upper-case-ids', 5),
  'items-twice': [
    { path: /^\/subscriptions$/i, fault: { kind: 'items', what: 'twice' } },
    ...onItems('twice', 2),
  ],
  'item-missing': [
    { path: /\/networkInterfaces$/i, oneOf: 5, fault: { kind: 'items', what: 'without-first' } },
  ],
  'clock-ahead': [
    { path: /./, fault: { kind: 'headers', headers: { date: 'Sat, 01 Jan 2050 00:00:00 GMT' } } },
  ],
} as const satisfies Record<string, FaultPlan>;

export type FaultName = keyof typeof PLANS;

/** The names of the faults, for messages and completion. */
export const FAULT_NAMES = Object.keys(PLANS) as readonly FaultName[];

/** The plan of one fault, or of `all` of them but `timeout`; `undefined` for another name. */
export function namedFaults(name: string): FaultPlan | undefined {
  if (name === 'all') return FAULT_NAMES.filter((each) => each !== 'timeout').flatMap((each) => PLANS[each]);
  return FAULT_NAMES.some((each) => each === name) ? PLANS[name as FaultName] : undefined;
}
