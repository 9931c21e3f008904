import type { Action } from '../../src/model/action.ts';
import type { InferenceReason } from '../../src/model/inference-reason.ts';
import type { NetworkReason } from '../../src/model/network-reason.ts';
import type { VerdictReason } from '../../src/model/verdict-reason.ts';
import { ID, OTHER } from '../network/builders.ts';
import { EGRESS_REASONS, HUB_INTENT, NOT_RESOLVED_WHY, type Samples } from './sample-egress-reasons.ts';

const ALIAS = { kind: 'alias', subject: 'a1', at: '2021-03-01T00:00:00Z' } as const;
const ROLE = { kind: 'role-assignment', subject: 'r1', at: '2016-03-01T00:00:00Z' } as const;
const BLOCKED = {
  offers: ['mpn', 'visual-studio'],
  created: 'after',
  status: 'no-exemption',
  routes: [],
} as const;
const ASKED = {
  offers: ['csp'],
  created: 'either',
  status: 'requestable',
  routes: ['diagnose', 'support'],
} as const;

/** One reason for an inference of every code. */
export const INFERENCE_REASONS: {
  readonly [C in InferenceReason['code']]: Extract<InferenceReason, { readonly code: C }>;
} = {
  'offer-declared': { code: 'offer-declared', offer: 'csp' },
  'declared-offer-contradicts-quota-id': {
    code: 'declared-offer-contradicts-quota-id',
    offer: 'csp',
    quotaId: 'MPN_2014-09-01',
    candidates: ['mpn', 'visual-studio'],
  },
  'declared-offer-contradicts-billing': {
    code: 'declared-offer-contradicts-billing',
    offer: 'csp',
    candidates: ['mpn'],
  },
  'offer-from-billing': { code: 'offer-from-billing', offer: 'csp', deciding: ['customerId'] },
  'billing-leaves-several': {
    code: 'billing-leaves-several',
    candidates: ['mca-enterprise', 'mca-individual'],
    deciding: ['billingAccountAgreementType MicrosoftCustomerAgreement'],
  },
  'billing-contradicts-quota-id': {
    code: 'billing-contradicts-quota-id',
    candidates: ['csp'],
    quotaId: 'MPN_2014-09-01',
  },
  'billing-leaves-none': { code: 'billing-leaves-none', quotaId: null },
  'billing-does-not-decide': { code: 'billing-does-not-decide', agreement: null },
  'offer-from-quota-id': { code: 'offer-from-quota-id', quotaId: 'CSP_2015-05-01', offer: 'csp' },
  'offer-leads': { code: 'offer-leads', quotaId: 'MPN_2014-09-01', offer: 'mpn', others: ['visual-studio'] },
  'offer-ambiguous': {
    code: 'offer-ambiguous',
    quotaId: 'MSDNDevTest_2014-09-01',
    candidates: ['enterprise-dev-test', 'pay-as-you-go-dev-test', 'visual-studio'],
  },
  'quota-id-unknown': { code: 'quota-id-unknown', quotaId: null },
  'quota-id-cannot-hold-vms': { code: 'quota-id-cannot-hold-vms', quotaId: 'AAD_2015-09-01' },
  'spending-limit-rules-out': {
    code: 'spending-limit-rules-out',
    spendingLimit: 'On',
    ruledOut: ['pay-as-you-go'],
  },
  'spending-limit-ignored': { code: 'spending-limit-ignored', spendingLimit: 'On', candidates: ['csp'] },
  'offer-would-settle': { code: 'offer-would-settle', by: 'billing-property', obstacle: '403 Forbidden' },
  'creation-declared': { code: 'creation-declared', on: '2016-03-01' },
  'creation-exact': { code: 'creation-exact', witness: ALIAS },
  'creation-not-after': { code: 'creation-not-after', witness: ROLE, weak: false },
  'creation-transferred': { code: 'creation-transferred', purchase: ALIAS, earlier: ROLE },
  'creation-contradiction': { code: 'creation-contradiction', first: ROLE, second: ALIAS },
  'creation-witness-set-aside': { code: 'creation-witness-set-aside', witness: ROLE, against: ALIAS },
  'creation-time-ignored': {
    code: 'creation-time-ignored',
    kind: 'virtual-machine',
    subject: 'vm1',
    value: 'soon',
    why: 'unparseable',
    count: 3,
  },
  'creation-witness-unreadable': {
    code: 'creation-witness-unreadable',
    kind: 'role-assignment',
    problem: '403 AuthorizationFailed',
    action: 'Microsoft.Authorization/roleAssignments/read',
  },
  'creation-near-cutoff': { code: 'creation-near-cutoff', at: '2017-11-15' },
  'creation-unknown': { code: 'creation-unknown' },
  'creation-would-settle': { code: 'creation-would-settle' },
  'policy-says': { code: 'policy-says', revision: '2020-11', found: ASKED },
  'policy-leading-offer': {
    code: 'policy-leading-offer',
    revision: '2020-11',
    found: ASKED,
    others: [BLOCKED],
  },
  'policy-undetermined': { code: 'policy-undetermined', revision: '2020-11', cases: [ASKED, BLOCKED] },
  'policy-would-settle': { code: 'policy-would-settle', fact: 'offer-and-creation-date' },
  'offer-not-named': {
    code: 'offer-not-named',
    revision: '2020-11',
    offer: 'mca-enterprise',
    readAs: 'enterprise-agreement',
  },
  'pages-disagree': { code: 'pages-disagree', revision: '2023-12' },
  'policy-without-vms': { code: 'policy-without-vms' },
  'request-needs-good-standing': { code: 'request-needs-good-standing', revision: '2021-04' },
  'exemption-frees-new-vms-only': { code: 'exemption-frees-new-vms-only', revision: '2017-11' },
  'exemption-needs-delegated-subnet-step': {
    code: 'exemption-needs-delegated-subnet-step',
    revision: '2023-12',
  },
  'revision-of-another-cloud': {
    code: 'revision-of-another-cloud',
    revision: 'china-2021',
    cloud: 'AzureCloud',
  },
  'government-uses-public-rules': { code: 'government-uses-public-rules', revision: '2020-11' },
  'exemption-observed': { code: 'exemption-observed', flagsTrue: 2, flagsFalse: 3 },
  'exemption-declared': { code: 'exemption-declared', flagsTrue: 0, flagsFalse: 3 },
  'declared-exemption-needless': { code: 'declared-exemption-needless' },
  'scale-set-flags-not-reported': { code: 'scale-set-flags-not-reported', scaleSet: 'web', nics: 1 },
};

const UNREAD = { object: ID.subnet, why: 'unreadable', action: 'Microsoft.Network/x/read' } as const;
const ELSEWHERE = { object: ID.hub, why: 'outside-inventory', subscription: OTHER } as const;
const NO_ID = { object: '(reference without an ID)', why: 'not-found' } as const;
const BARE = { object: ID.subnet, why: 'not-described' } as const;
const UNASKED = { object: ID.nat, why: 'not-asked' } as const;
const RULE = { attached: 'nic', group: ID.nicNsg, rule: 'DenyMail', priority: 100 } as const;
const BARE_RULE = { attached: 'subnet', group: ID.subnetNsg, rule: 'DenyAll', priority: null } as const;
const ROUTE = { table: ID.table, route: 'all', prefix: '0.0.0.0/0', nextHop: 'None' } as const;
const SYSTEM_ROUTE = { table: null, route: null, prefix: '0.0.0.0/0', nextHop: 'Internet' } as const;

/** Reasons for a network path, with every variant of their arguments that the prose tells apart. */
export const NETWORK_REASONS: Samples<NetworkReason> = {
  ...EGRESS_REASONS,
  'no-network-interface': [{ code: 'no-network-interface', vm: ID.vm }],
  'primary-nic-unclear': [{ code: 'primary-nic-unclear', vm: ID.vm, count: 2 }],
  'nic-not-found': [
    { code: 'nic-not-found', nic: ID.nic, ...UNREAD },
    { code: 'nic-not-found', nic: ID.nic, ...NO_ID },
  ],
  'nic-of-another-vm': [{ code: 'nic-of-another-vm', nic: ID.nic, vm: ID.vm }],
  'nic-not-described': [{ code: 'nic-not-described', nic: ID.nic }],
  'primary-ip-configuration-unclear': [{ code: 'primary-ip-configuration-unclear', nic: ID.nic, count: 0 }],
  'ip-configuration-without-subnet': [{ code: 'ip-configuration-without-subnet', nic: ID.nic }],
  'virtual-network-not-read': [
    { code: 'virtual-network-not-read', ...ELSEWHERE },
    { code: 'virtual-network-not-read', ...UNREAD },
  ],
  'subnet-not-read': [
    { code: 'subnet-not-read', ...UNREAD },
    { code: 'subnet-not-read', ...BARE },
  ],
  'security-group-not-read': [{ code: 'security-group-not-read', ...NO_ID }],
  'route-table-not-read': [{ code: 'route-table-not-read', ...UNREAD }],
  'nat-gateway-not-read': [{ code: 'nat-gateway-not-read', ...UNASKED }],
  'load-balancer-not-read': [{ code: 'load-balancer-not-read', ...UNREAD }],
  'public-address-not-read': [{ code: 'public-address-not-read', ...ELSEWHERE }],
  'other-nic-not-read': [{ code: 'other-nic-not-read', ...NO_ID }],
  'list-not-read': [
    { code: 'list-not-read', list: 'NAT gateways', ...UNREAD, object: OTHER, subscription: OTHER },
    { code: 'list-not-read', list: 'load balancers', ...UNASKED, object: OTHER, subscription: OTHER },
  ],
  'nsg-denies': [
    { code: 'nsg-denies', ...RULE },
    { code: 'nsg-denies', ...BARE_RULE },
  ],
  'nsg-allows-part': [{ code: 'nsg-allows-part', allows: [RULE], denies: [RULE, BARE_RULE] }],
  'nsg-rule-unclear': [{ code: 'nsg-rule-unclear', ...BARE_RULE, unclear: 'no protocol' }],
  'virtual-network-tag-may-grow': [{ code: 'virtual-network-tag-may-grow', ...RULE, gateway: ID.network }],
  exceptions: [
    {
      code: 'exceptions',
      stage: 'nsg',
      exceptions: [{ by: 'AllowRelay', destinations: ['1.2.3.4/32'], effect: 'allowed' }],
    },
    {
      code: 'exceptions',
      stage: 'routes',
      exceptions: [{ by: 'relay', destinations: ['1.2.3.4/32'], effect: 'routed', to: 'None' }],
    },
    {
      code: 'exceptions',
      stage: 'firewall',
      exceptions: [{ by: 'rule spam of deny', destinations: ['1.2.3.4/32'], effect: 'denied' }],
    },
  ],
  'route-drops': [
    { code: 'route-drops', ...ROUTE },
    { code: 'route-drops', ...SYSTEM_ROUTE },
  ],
  'route-to-gateway': [{ code: 'route-to-gateway', ...ROUTE }],
  'route-to-absent-gateway': [{ code: 'route-to-absent-gateway', ...ROUTE }],
  'route-to-firewall': [
    { code: 'route-to-firewall', ...ROUTE, firewall: ID.firewall, address: '10.0.1.4' },
    { code: 'route-to-firewall', ...HUB_INTENT, firewall: ID.firewall, address: '10.0.1.4' },
  ],
  'appliance-not-resolved': [
    { code: 'appliance-not-resolved', ...ROUTE, address: null, why: 'no-address' },
    ...NOT_RESOLVED_WHY.map(
      (why) => ({ code: 'appliance-not-resolved', ...ROUTE, address: '10.0.0.9', why }) as const,
    ),
  ],
  'firewall-matched-by-address': [
    { code: 'firewall-matched-by-address', firewall: ID.firewall, address: '10.0.1.4' },
  ],
  'route-not-understood': [{ code: 'route-not-understood', ...ROUTE }],
  'routes-divide': [{ code: 'routes-divide', routes: [ROUTE, SYSTEM_ROUTE] }],
  'default-route-may-be-learned': [{ code: 'default-route-may-be-learned', gateway: ID.network }],
  'no-source-address': [
    {
      code: 'no-source-address',
      nic: ID.nic,
      subnet: ID.subnet,
      because: [
        'nic-reports-none',
        'private-subnet',
        'standard-load-balancer',
        'public-address-on-nic',
        'flexible-scale-set',
      ],
    },
  ],
  'nat-gateway-without-address': [{ code: 'nat-gateway-without-address', natGateway: ID.nat }],
  'load-balancer-without-outbound': [{ code: 'load-balancer-without-outbound', loadBalancer: ID.balancer }],
  'load-balancer-member-by-address': [{ code: 'load-balancer-member-by-address', loadBalancer: ID.balancer }],
  'load-balancer-sku-not-reported': [{ code: 'load-balancer-sku-not-reported', loadBalancer: ID.balancer }],
  'power-state-not-known': [{ code: 'power-state-not-known', vm: ID.vm }],
  'dual-stack': [{ code: 'dual-stack', nic: ID.nic }],
};

/** Reasons for a platform state and a verdict. */
export const VERDICT_REASONS: Samples<VerdictReason> = {
  'quota-cannot-hold-vms': [{ code: 'quota-cannot-hold-vms' }],
  'flag-allows': [{ code: 'flag-allows' }],
  'flag-allows-against-policy': [{ code: 'flag-allows-against-policy', status: 'no-exemption' }],
  'flag-blocks': [{ code: 'flag-blocks' }],
  'flag-contradicts-policy': [{ code: 'flag-contradicts-policy' }],
  'flag-not-reported': [{ code: 'flag-not-reported' }],
  'not-cycled-since-permission': [
    { code: 'not-cycled-since-permission', exemption: 'none' },
    { code: 'not-cycled-since-permission', exemption: 'observed' },
  ],
  'permission-may-be-ending': [{ code: 'permission-may-be-ending' }],
  'created-after-exemption': [
    { code: 'created-after-exemption', created: '2024-05-02T00:00:00Z', grantedOn: '2024-05-01' },
  ],
  'start-after-exemption-not-known': [{ code: 'start-after-exemption-not-known', grantedOn: '2024-05-01' }],
  'cycled-after-exemption': [
    {
      code: 'cycled-after-exemption',
      deallocatedAt: '2024-05-02T20:00:00Z',
      startedAt: '2024-05-03T06:00:00.1234567Z',
      grantedOn: '2024-05-01',
    },
  ],
  'no-cycle-in-log': [{ code: 'no-cycle-in-log', days: 90, grantedOn: '2024-05-01' }],
  'activity-log-not-read': [
    {
      code: 'activity-log-not-read',
      grantedOn: '2024-05-01',
      problem: '403 AuthorizationFailed',
      action: 'Microsoft.Insights/eventtypes/values/read',
    },
  ],
  'exemption-undated': [{ code: 'exemption-undated' }],
  'firewall-not-supported': [{ code: 'firewall-not-supported', firewall: ID.firewall, revision: '2020-11' }],
  'firewall-not-mentioned': [{ code: 'firewall-not-mentioned', firewall: ID.firewall, revision: '2017-11' }],
  'firewall-rules-not-known': [{ code: 'firewall-rules-not-known', firewall: ID.firewall }],
  'firewall-holds-back': [{ code: 'firewall-holds-back', firewall: ID.firewall }],
  'firewall-not-blocked': [{ code: 'firewall-not-blocked', firewall: ID.firewall }],
  'firewall-of-another-offer': [
    { code: 'firewall-of-another-offer', firewall: ID.firewall, offer: 'pay-as-you-go' },
    { code: 'firewall-of-another-offer', firewall: ID.firewall, offer: null },
  ],
  'firewall-subscription': [
    { code: 'firewall-subscription', firewall: ID.firewall, status: 'requestable' },
    { code: 'firewall-subscription', firewall: ID.firewall, status: 'undetermined' },
  ],
  'appliance-state': [
    { code: 'appliance-state', appliance: ID.nic, state: 'open' },
    { code: 'appliance-state', appliance: ID.balancer, state: 'undetermined' },
  ],
  'appliance-holds-back': [{ code: 'appliance-holds-back', appliance: ID.nic }],
  'appliance-not-known': [{ code: 'appliance-not-known', appliance: ID.balancer }],
  'own-block-may-count': [{ code: 'own-block-may-count', state: 'restart' }],
  'next-hop-decides': [
    { code: 'next-hop-decides', path: 'appliance' },
    { code: 'next-hop-decides', path: 'gateway' },
  ],
  'path-not-known': [{ code: 'path-not-known' }],
  'network-holds-back': [
    { code: 'network-holds-back', path: 'denied' },
    { code: 'network-holds-back', path: 'none' },
    { code: 'network-holds-back', path: 'partial' },
  ],
  'current-policy-differs': [{ code: 'current-policy-differs', revision: '2023-12', verdict: 'relay' }],
};

/** Actions, with every variant of their arguments that the prose tells apart. */
export const ACTIONS: Samples<Action> = {
  'no-longer-offered': [{ code: 'no-longer-offered', revision: '2023-12', dated: '12/20/2023' }],
  'check-deliverability': [{ code: 'check-deliverability' }],
  'stop-and-start': [{ code: 'stop-and-start' }],
  start: [{ code: 'start' }],
  'try-stop-and-start-on-one': [{ code: 'try-stop-and-start-on-one' }],
  'request-exemption': [
    { code: 'request-exemption', routes: ['diagnose'], subscription: OTHER },
    { code: 'request-exemption', routes: ['support', 'support-by-partner'], subscription: OTHER },
    { code: 'request-exemption', routes: ['diagnose'], subscription: OTHER, appliances: ['nva-1'] },
    { code: 'request-exemption', routes: ['diagnose'], subscription: OTHER, appliances: ['nva-1', 'nva-2'] },
    { code: 'request-exemption', routes: ['diagnose'], subscription: OTHER, appliances: [] },
  ],
  'cycle-appliance': [
    { code: 'cycle-appliance', appliance: ID.nic, deallocated: false },
    { code: 'cycle-appliance', appliance: ID.balancer, deallocated: true },
  ],
  'mend-appliance-network': [{ code: 'mend-appliance-network', appliance: ID.nic }],
  'allow-in-firewall': [{ code: 'allow-in-firewall', firewall: ID.firewall }],
  'use-relay': [{ code: 'use-relay' }],
  'route-straight-to-internet': [{ code: 'route-straight-to-internet', next: ID.firewall }],
  'allow-in-security-group': [{ code: 'allow-in-security-group', rules: ['DenyMail of nsg', 'x'] }],
  'change-route': [{ code: 'change-route', routes: ['all (0.0.0.0/0 to None) of rt'] }],
  'add-way-out': [{ code: 'add-way-out', subnet: 'mail' }],
  'ask-owner-of-next-hop': [{ code: 'ask-owner-of-next-hop', next: ID.firewall }],
  'settle-policy': [
    { code: 'settle-policy', fact: 'offer', byOwner: false },
    { code: 'settle-policy', fact: 'creation-date', byOwner: false },
    { code: 'settle-policy', fact: 'offer-and-creation-date', byOwner: false },
    { code: 'settle-policy', fact: 'nic-flag', byOwner: false },
    { code: 'settle-policy', fact: 'offer', byOwner: true },
    { code: 'settle-policy', fact: 'offer-and-creation-date', byOwner: true },
  ],
  'read-missing-fact': [
    { code: 'read-missing-fact', object: ID.nat, action: 'Microsoft.Network/natGateways/read' },
    { code: 'read-missing-fact', object: ID.nat, action: null },
  ],
};
