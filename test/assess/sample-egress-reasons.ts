import type { EgressReason, NotResolvedWhy } from '../../src/model/network-reason.ts';
import { ID, OTHER, policyId, VHUB } from '../network/builders.ts';

/** At least one sample of every code of a union; a new code does not compile until it has one. */
export type Samples<R extends { readonly code: string }> = {
  readonly [C in R['code']]: readonly [
    Extract<R, { readonly code: C }>,
    ...Extract<R, { readonly code: C }>[],
  ];
};

const UNREAD = { why: 'unreadable', action: 'Microsoft.Network/x/read' } as const;
const ELSEWHERE = { why: 'outside-inventory', subscription: OTHER } as const;
const RULE = { policy: policyId('base'), group: 'network', collection: 'allow-smtp', rule: 'smtp' } as const;
const CLASSIC = { policy: null, group: null, collection: 'deny-smtp', rule: 'all' } as const;
const ROUTE = {
  table: ID.table,
  route: 'all',
  prefix: '0.0.0.0/0',
  nextHop: 'VirtualAppliance 10.0.1.9',
} as const;
const HUB_ROUTE = {
  table: VHUB.defaultTable,
  route: 'all',
  prefix: '0.0.0.0/0',
  nextHop: ID.firewall,
  hub: VHUB.hub,
} as const;

/** A route of a virtual hub's routing intent. */
export const HUB_INTENT = { ...HUB_ROUTE, table: null, route: 'internet' } as const;

/** Every reason for which a next hop can stay unresolved. */
export const NOT_RESOLVED_WHY = [
  'no-address',
  'not-found',
  'not-read',
  'forwarding-disabled',
  'nothing-behind',
  'several',
  'in-virtual-hub',
] as const satisfies readonly NotResolvedWhy[];

/** Reasons about what stands between a network and the internet, with every variant that the prose tells apart. */
export const EGRESS_REASONS: Samples<EgressReason> = {
  'firewall-allows': [
    { code: 'firewall-allows', firewall: ID.firewall, ...RULE },
    { code: 'firewall-allows', firewall: ID.firewall, ...CLASSIC },
  ],
  'firewall-stops': [
    { code: 'firewall-stops', firewall: ID.firewall, policy: null, by: null, through: [] },
    { code: 'firewall-stops', firewall: ID.firewall, policy: null, by: CLASSIC, through: [] },
    {
      code: 'firewall-stops',
      firewall: ID.firewall,
      policy: policyId('base'),
      by: RULE,
      through: [RULE, CLASSIC],
    },
  ],
  'firewall-rules-not-read': [
    { code: 'firewall-rules-not-read', firewall: ID.firewall, object: ID.firewall, why: 'not-described' },
    { code: 'firewall-rules-not-read', firewall: ID.firewall, object: policyId('base'), ...UNREAD },
  ],
  'firewall-rule-unclear': [
    { code: 'firewall-rule-unclear', firewall: ID.firewall, unclear: 'source', ...RULE },
    { code: 'firewall-rule-unclear', firewall: ID.firewall, unclear: 'no protocol', ...CLASSIC },
  ],
  'route-to-appliance': [
    { code: 'route-to-appliance', address: '10.0.1.9', nics: [ID.nic], ...ROUTE },
    { code: 'route-to-appliance', address: '10.0.1.9', nics: [ID.nic], ...HUB_ROUTE },
    {
      code: 'route-to-appliance',
      address: '10.0.1.9',
      nics: [ID.nic, ID.nic],
      loadBalancer: ID.balancer,
      ...ROUTE,
    },
  ],
  'virtual-hub-not-found': [
    { code: 'virtual-hub-not-found', peering: 'to-hub', network: ID.network, listsNotRead: 0 },
    { code: 'virtual-hub-not-found', peering: 'to-hub', network: ID.network, listsNotRead: 3 },
  ],
  'virtual-hub-not-read': [
    {
      code: 'virtual-hub-not-read',
      part: 'virtual hub',
      hub: VHUB.hub,
      object: VHUB.hub,
      why: 'not-described',
    },
    { code: 'virtual-hub-not-read', part: 'connections', hub: VHUB.hub, object: VHUB.hub, ...UNREAD },
    {
      code: 'virtual-hub-not-read',
      part: 'connection',
      hub: VHUB.hub,
      object: VHUB.nvaConnection,
      ...ELSEWHERE,
    },
    { code: 'virtual-hub-not-read', part: 'routing intent', hub: VHUB.hub, object: VHUB.hub, ...UNREAD },
    {
      code: 'virtual-hub-not-read',
      part: 'route table',
      hub: VHUB.hub,
      object: VHUB.defaultTable,
      why: 'not-found',
    },
  ],
  'default-route-declared': [
    { code: 'default-route-declared', network: ID.network, declared: 'none' },
    { code: 'default-route-declared', network: ID.network, declared: 'gateway' },
    { code: 'default-route-declared', network: ID.network, declared: 'appliance' },
  ],
  'admin-rule-may-apply': [
    {
      code: 'admin-rule-may-apply',
      manager: ID.hub,
      rules: [{ rule: 'block', action: 'Deny' }],
    },
    {
      code: 'admin-rule-may-apply',
      manager: ID.hub,
      rules: Array.from({ length: 7 }, (_, at) => ({ rule: `rule-${at}`, action: 'AlwaysAllow' })),
    },
  ],
  'admin-rules-not-read': [{ code: 'admin-rules-not-read', object: ID.hub, ...UNREAD }],
};
