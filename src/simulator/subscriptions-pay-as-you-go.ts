import { BILLING_ANSWERS } from './billing-answers.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { perRevision } from './per-revision.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';

const AFTER = {
  coverage: 'complete',
  offer: 'pay-as-you-go',
  policyStatus: perRevision('requestable', 'no-exemption'),
  cutoff: 'after',
} as const;

const BEFORE = { ...AFTER, policyStatus: perRevision('open'), cutoff: 'before' } as const;

const UNDATED = { ...AFTER, policyStatus: perRevision('undetermined'), cutoff: 'indeterminate' } as const;

const REQUEST_OR_BLOCKED = perRevision('request', 'blocked');

/** Pay-As-You-Go subscriptions: the offer where the date, the exemption and the flag decide. */
export const PAY_AS_YOU_GO_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  {
    key: LENT_INTERFACE.lenderKey,
    name: 'contoso-web-shop',
    shows:
      'Pay-As-You-Go from after the cut-off, never exempted; a NIC that it lists for another subscription says true',
    location: 'westeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    declared: { createdOn: '2019-08-01' },
    extras: ['lent-nic', 'orphaned-nic'],
    platform: { false: REQUEST_OR_BLOCKED, absent: REQUEST_OR_BLOCKED },
    truth: { ...AFTER, exemption: perRevision('none') },
    plans: [
      { network: 'public-ip', flag: 'false', count: 3, workload: 'shop', tags: { role: 'mail' } },
      { network: 'nat-gateway', flag: 'false', count: 6, workload: 'web' },
      { network: 'balancer-rule', flag: 'absent', count: 4, workload: 'web' },
      { network: 'virtual-hub-spoke', flag: 'false', count: 2, workload: 'erp' },
      { network: 'nic-without-properties', flag: 'absent', count: 1, workload: 'erp' },
      { network: 'nva', flag: 'false', hub: 'nva-request' },
    ],
  },
  {
    key: 'newsletter',
    name: 'contoso-newsletter',
    shows: 'an exemption observed: the newest VMs may send, older ones were not restarted',
    location: 'westeurope',
    quotaId: 'PAYASYOUGO_2014-09-01',
    billing: 'not-found',
    alias: '2020-07-01T06:30:00.0000000Z',
    platform: {
      true: perRevision('open'),
      false: perRevision('restart'),
      absent: perRevision('restart'),
    },
    truth: { ...AFTER, exemption: perRevision('observed') },
    repeats: { weight: 1, flags: ['true', 'true', 'false'] },
    plans: [
      { network: 'public-ip', flag: 'true', count: 4, workload: 'mx', created: '2025-10-02T09:00:00Z' },
      { network: 'public-ip', flag: 'false', count: 3, workload: 'mx', powers: ['running', 'deallocated'] },
      { network: 'nat-gateway', flag: 'absent', count: 2, workload: 'api' },
      { network: 'denied-by-subnet-group', flag: 'false', count: 2, workload: 'api' },
      { network: 'group-unreadable', flag: 'true', count: 1, workload: 'edge' },
      { network: 'route-table-unreadable', flag: 'true', count: 1, workload: 'edge' },
      { network: 'nat-gateway-unreadable', flag: 'true', count: 1, workload: 'edge' },
      { network: 'rule-without-destination', flag: 'true', count: 1, workload: 'edge' },
      { network: 'unknown-next-hop', flag: 'true', count: 1, workload: 'edge' },
      { network: 'virtual-hub-spoke', flag: 'true', count: 1, workload: 'edge' },
      { network: 'no-nic', flag: 'absent', count: 1, workload: 'edge' },
      { network: 'nva', flag: 'true', hub: 'nva-exempted' },
    ],
  },
  {
    key: 'campaigns',
    name: 'contoso-campaigns',
    shows: 'old VMs may send and the newest may not: a permission that may be ending',
    location: 'northeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    alias: '2020-11-20T15:00:00Z',
    platform: { true: perRevision('open'), false: perRevision('restart') },
    truth: { ...AFTER, exemption: perRevision('observed') },
    plans: [
      { network: 'nat-gateway', flag: 'true', count: 3, workload: 'blast', created: '2021-01-10T10:00:00Z' },
      { network: 'nat-gateway', flag: 'false', count: 2, workload: 'blast', created: '2025-09-01T10:00:00Z' },
    ],
  },
  {
    key: 'crm',
    name: 'contoso-crm',
    shows: 'an exemption declared with its date, and NICs that report no flag',
    location: 'francecentral',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    alias: '2021-02-02T02:02:02Z',
    declared: { exemption: { grantedOn: '2024-05-01' } },
    platform: {
      false: perRevision('restart'),
      absent: perRevision('restart'),
      'absent-created-later': perRevision('open'),
    },
    truth: { ...AFTER, exemption: perRevision('declared') },
    plans: [
      { network: 'nat-gateway', flag: 'absent', count: 3, workload: 'crm', created: '2022-03-04T05:06:07Z' },
      {
        network: 'nat-gateway',
        flag: 'absent-created-later',
        count: 3,
        workload: 'crm',
        created: '2024-06-15T08:00:00Z',
      },
      {
        network: 'private-subnet',
        flag: 'false',
        count: 2,
        workload: 'crm',
        created: '2022-03-04T05:06:07Z',
      },
    ],
  },
  {
    key: 'ticketing',
    name: 'contoso-ticketing',
    shows: 'an exemption declared without a date',
    location: 'westeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    declared: { createdOn: '2020-02-29', exemption: {} },
    platform: { false: perRevision('restart'), absent: perRevision('restart') },
    truth: { ...AFTER, exemption: perRevision('declared') },
    plans: [
      { network: 'public-ip', flag: 'false', count: 2, workload: 'desk', powers: ['running', 'deallocated'] },
      { network: 'public-ip', flag: 'absent', count: 2, workload: 'desk' },
    ],
  },
  {
    key: 'support-desk',
    name: 'contoso-support-desk',
    shows: 'an exemption both declared and observed',
    location: 'westeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    declared: { createdOn: '2020-03-01', exemption: { grantedOn: '2023-01-15' } },
    platform: { true: perRevision('open'), false: perRevision('restart') },
    truth: { ...AFTER, exemption: perRevision('observed') },
    plans: [
      { network: 'public-ip', flag: 'true', count: 2, workload: 'desk' },
      { network: 'public-ip', flag: 'false', count: 1, workload: 'desk' },
    ],
  },
  {
    key: 'hr',
    name: 'contoso-hr',
    shows: 'created before the cut-off, as a role assignment on the subscription shows: open',
    location: 'westeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    assignments: [
      { scope: 'subscription', createdOn: '2019-01-01T00:00:00Z' },
      { scope: 'subscription', createdOn: '2017-11-13T23:59:59.0000000Z' },
    ],
    platform: { false: perRevision('undetermined'), absent: perRevision('open') },
    truth: { ...BEFORE, exemption: perRevision('none') },
    plans: [
      { network: 'nat-gateway', flag: 'absent', count: 3, workload: 'people' },
      { network: 'nat-gateway', flag: 'false', count: 1, workload: 'people' },
    ],
  },
  {
    key: 'archive',
    name: 'contoso-archive',
    shows: 'a VM older than the cut-off: a weak witness for an old subscription',
    location: 'northeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    platform: { true: perRevision('open'), absent: perRevision('open'), false: perRevision('restart') },
    truth: { ...BEFORE, exemption: perRevision('none') },
    plans: [
      {
        network: 'public-ip-dynamic',
        flag: 'absent',
        count: 2,
        workload: 'tape',
        created: '2015-10-21T07:28:00Z',
      },
      { network: 'public-ip', flag: 'true', count: 1, workload: 'tape' },
      { network: 'public-ip', flag: 'false', count: 1, workload: 'tape' },
    ],
  },
  {
    key: 'lab',
    name: 'contoso-lab',
    shows:
      'no witness of its age but assignments that it inherits, and dates that are not set; VMs listed twice, and the subscription too',
    location: 'westus2',
    quotaId: 'PayAsYouGo_2014-09-01',
    listedTwice: true,
    billing: BILLING_ANSWERS.online,
    alias: null,
    policies: [
      { scope: 'subscription', createdOn: null },
      { scope: 'resource-group', createdOn: '2016-02-03T04:05:06.7890123Z' },
    ],
    purchase: { account: 'contoso', on: null },
    ages: { group: '0001-01-01T00:00:00Z' },
    platform: { false: REQUEST_OR_BLOCKED, absent: perRevision('undetermined') },
    truth: { ...UNDATED, exemption: perRevision('none') },
    plans: [
      { network: 'nat-gateway', flag: 'false', count: 3, workload: 'lab', listedTwice: true },
      { network: 'nat-gateway', flag: 'absent', count: 2, workload: 'lab' },
      { network: 'nva', flag: 'absent', hub: 'nva-undetermined' },
    ],
  },
  {
    key: 'import',
    name: 'contoso-import',
    shows:
      'an alias that is younger than a role assignment on the subscription: the witnesses contradict each other',
    location: 'westeurope',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    alias: '2021-06-06T06:06:06Z',
    assignments: [{ scope: 'subscription', createdOn: '2016-06-06T06:06:06Z' }],
    platform: { false: REQUEST_OR_BLOCKED },
    truth: { ...UNDATED, exemption: perRevision('none') },
    plans: [{ network: 'default-outbound', flag: 'false', count: 2, workload: 'import' }],
  },
  {
    key: 'moved-in',
    name: 'contoso-moved-in',
    shows: 'an old VM that was moved in: the exact witness stands against it',
    location: 'eastus2',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    alias: '2022-01-31T12:00:00Z',
    platform: { false: REQUEST_OR_BLOCKED },
    truth: { ...AFTER, exemption: perRevision('none') },
    plans: [
      { network: 'public-ip', flag: 'false', count: 2, workload: 'old', created: '2014-04-14T14:14:14Z' },
    ],
  },
];
