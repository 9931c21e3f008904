import { BILLING_ANSWERS } from './billing-answers.ts';
import { perRevision } from './per-revision.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';

const PAY_AS_YOU_GO = {
  location: 'westeurope',
  quotaId: 'PayAsYouGo_2014-09-01',
  billing: BILLING_ANSWERS.online,
  platform: { absent: perRevision('open') },
  truth: {
    coverage: 'complete',
    offer: 'pay-as-you-go',
    policyStatus: perRevision('open'),
    cutoff: 'before',
    exemption: perRevision('none'),
  },
} as const satisfies Partial<SubscriptionSituation>;

const OF_CUSTOMER_AGREEMENT = {
  ...PAY_AS_YOU_GO,
  billing: BILLING_ANSWERS.customerProfessional,
  truth: { ...PAY_AS_YOU_GO.truth, offer: 'mca-individual' },
} as const satisfies Partial<SubscriptionSituation>;

/** One or two VMs that report no flag: the date alone decides what they may do. */
function plans(workload: string, count = 1): SubscriptionSituation['plans'] {
  return [{ network: 'nat-gateway', flag: 'absent', count, workload }];
}

/** Subscriptions whose age only one witness tells, a different one for each; and one that a transfer makes look young. */
export const AGE_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  {
    ...OF_CUSTOMER_AGREEMENT,
    key: 'purchased-before',
    name: 'contoso-loyalty',
    shows: 'a purchase date from before the cut-off',
    purchase: { account: 'contoso', on: '2016-04-18T07:45:12.3456789Z' },
    plans: plans('points', 2),
  },
  {
    ...OF_CUSTOMER_AGREEMENT,
    key: 'purchased-after',
    name: 'contoso-marketplace',
    shows: 'a purchase date from after the cut-off, which no older witness contradicts',
    purchase: { account: 'contoso', on: '2021-09-14T13:20:05.1112131Z' },
    platform: { absent: perRevision('request', 'blocked') },
    truth: {
      ...OF_CUSTOMER_AGREEMENT.truth,
      policyStatus: perRevision('requestable', 'no-exemption'),
      cutoff: 'after',
    },
    plans: plans('stall', 2),
  },
  {
    ...OF_CUSTOMER_AGREEMENT,
    key: 'transferred',
    name: 'contoso-carve-out',
    shows:
      'a purchase date that is that of a transfer: a role assignment is older, and nothing tells the age',
    assignments: [{ scope: 'subscription', createdOn: '2018-03-05T10:00:00.0000000Z' }],
    purchase: { account: 'contoso', on: '2023-02-01T00:00:00.0000000Z' },
    platform: { absent: perRevision('undetermined'), false: perRevision('request', 'blocked') },
    truth: {
      ...OF_CUSTOMER_AGREEMENT.truth,
      policyStatus: perRevision('undetermined'),
      cutoff: 'indeterminate',
    },
    plans: [...plans('split'), { network: 'nat-gateway', flag: 'false', workload: 'split' }],
  },
  {
    ...OF_CUSTOMER_AGREEMENT,
    key: 'transferred-old',
    name: 'contoso-carve-out-2016',
    shows: 'a transfer again, and a policy assignment on the subscription from before the cut-off',
    assignments: [{ scope: 'subscription', createdOn: '2018-03-05T10:00:00.0000000Z' }],
    purchase: { account: 'contoso', on: '2023-02-01T00:00:00.0000000Z' },
    policies: [
      { scope: 'subscription', createdOn: '2019-05-06T07:08:09.0123456Z' },
      { scope: 'subscription', createdOn: '2016-08-17T15:16:17.1819202Z' },
    ],
    plans: plans('split'),
  },
  {
    ...PAY_AS_YOU_GO,
    key: 'billed-before',
    name: 'contoso-classic-shop',
    shows: 'a first billing period from before the cut-off',
    firstPeriodEnds: '2017-06-26',
    plans: plans('shop', 2),
  },
  {
    ...PAY_AS_YOU_GO,
    key: 'old-group',
    name: 'contoso-old-group',
    shows: 'a resource group older than the cut-off, and nothing else: a weak witness',
    ages: { group: '2015-11-05T12:13:14.1516171Z' },
    plans: plans('group'),
  },
  {
    ...PAY_AS_YOU_GO,
    key: 'old-disk',
    name: 'contoso-old-disk',
    shows: 'a disk older than the cut-off, and nothing else: a weak witness',
    ages: { disk: '2017-03-07T08:09:10.1112131+00:00' },
    plans: plans('disk'),
  },
  {
    ...PAY_AS_YOU_GO,
    key: 'old-network',
    name: 'contoso-old-network',
    shows: 'a virtual network older than the cut-off, and nothing else: a weak witness',
    ages: { network: '2016-01-21T22:23:24.2526272Z' },
    plans: plans('net'),
  },
  {
    ...PAY_AS_YOU_GO,
    key: 'old-instance',
    name: 'contoso-old-instance',
    shows: 'an instance of a scale set older than the cut-off, and nothing else: a weak witness',
    ages: { rest: '2019-04-04T04:04:04.0404040Z' },
    plans: [
      {
        network: 'nat-gateway',
        flag: 'absent',
        count: 2,
        workload: 'pool',
        created: '2017-04-11T12:13:14.1516171+00:00',
        scaleSet: { orchestration: 'Uniform' },
      },
    ],
  },
];
