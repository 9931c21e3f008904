import { BILLING_ANSWERS } from './billing-answers.ts';
import { perRevision } from './per-revision.ts';
import { NETWORK_TAG_SITUATIONS } from './situations-network-tag.ts';
import { ROUTE_SITUATIONS } from './situations-routes.ts';
import { RULE_SITUATIONS } from './situations-rules.ts';
import { SOURCE_SITUATIONS } from './situations-source.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';

const ENTERPRISE = {
  location: 'northeurope',
  quotaId: 'EnterpriseAgreement_2014-09-01',
  billing: BILLING_ANSWERS.enterprise,
  alias: '2022-09-09T09:09:09Z',
  platform: { true: perRevision('open') },
  truth: {
    coverage: 'complete',
    offer: 'enterprise-agreement',
    policyStatus: perRevision('open'),
    cutoff: 'after',
    exemption: perRevision('none'),
  },
} as const satisfies Partial<SubscriptionSituation>;

function each(workload: string, networks: readonly VmPlan['network'][]): VmPlan[] {
  return networks.map((network) => ({ network, flag: 'true', workload }));
}

/** The names of a record's situations, with their exact type. */
function namesOf<K extends VmPlan['network']>(situations: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(situations) as K[];
}

/** Subscriptions that show one by one what a network can say, and what network managers add to that. */
export const NETWORK_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  {
    ...ENTERPRISE,
    key: 'network-lab',
    name: 'contoso-network-lab',
    shows:
      'a network for every field of a rule or a route; a network manager whose rules do not concern port 25',
    managementGroup: 'contoso-online',
    plans: [
      ...each('rules', namesOf(RULE_SITUATIONS)),
      ...each('tag', namesOf(NETWORK_TAG_SITUATIONS)),
      ...each('routes', namesOf(ROUTE_SITUATIONS)),
      ...each(
        'source',
        namesOf(SOURCE_SITUATIONS).filter((name) => name !== 'flexible-without-address'),
      ),
      ...each('bare', [
        'rule-without-ports',
        'rule-without-source',
        'group-without-properties',
        'route-table-without-properties',
        'network-without-properties',
        'nat-gateway-without-properties',
        'balancer-without-properties',
        'subnet-missing',
      ]),
    ],
  },
  {
    ...ENTERPRISE,
    key: 'governed',
    name: 'contoso-governed',
    shows: 'in the scope of a network manager with a rule for port 25: every path with low confidence',
    managementGroup: 'contoso-governed',
    atMost: 'low',
    plans: [
      { network: 'public-ip', flag: 'true', workload: 'gov', count: 2 },
      { network: 'nat-gateway', flag: 'true', workload: 'gov' },
      { network: 'denied-by-nic-group', flag: 'true', workload: 'gov' },
    ],
  },
];
