import { BILLING_ANSWERS } from './billing-answers.ts';
import { perRevision } from './per-revision.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';

const ENTERPRISE = {
  location: 'westeurope',
  quotaId: 'EnterpriseAgreement_2014-09-01',
  billing: BILLING_ANSWERS.enterprise,
  alias: '2023-08-08T08:08:08Z',
  truth: {
    coverage: 'complete',
    offer: 'enterprise-agreement',
    policyStatus: perRevision('open'),
    cutoff: 'after',
    exemption: perRevision('none'),
  },
} as const satisfies Partial<SubscriptionSituation>;

const UNIFORM = { orchestration: 'Uniform' } as const;

const FLEXIBLE = { orchestration: 'Flexible' } as const;

/** Subscriptions with scale sets, whose instances are judged like VMs. */
export const SCALE_SET_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  {
    ...ENTERPRISE,
    key: 'containers',
    name: 'contoso-containers',
    shows: 'scale sets: an AKS node pool, Uniform ones of every kind, an empty one, and Flexible ones',
    managementGroup: 'contoso-online',
    platform: { true: perRevision('open'), false: perRevision('restart'), absent: perRevision('open') },
    plans: [
      {
        network: 'balancer-outbound-rule',
        flag: 'true',
        count: 4,
        workload: 'aks',
        resourceGroup: 'MC_rg-aks_aks-prod_westeurope',
        groupTags: { 'aks-managed-cluster-name': 'aks-prod', owner: 'platform' },
        tags: { 'aks-managed-poolName': 'nodepool1', 'aks-managed-orchestrator': 'Kubernetes:1.31' },
        scaleSet: { orchestration: 'Uniform', name: 'aks-nodepool1-27183459-vmss' },
      },
      { network: 'public-ip', flag: 'true', count: 2, workload: 'edge', scaleSet: UNIFORM },
      {
        network: 'nat-gateway',
        flag: 'false',
        count: 3,
        workload: 'batch',
        powers: ['running', 'deallocated', null],
        scaleSet: { orchestration: 'unmarked' },
      },
      { network: 'default-outbound', flag: 'absent', count: 2, workload: 'legacy', scaleSet: UNIFORM },
      { network: 'denied-by-nic-group', flag: 'true', count: 2, workload: 'pci', scaleSet: UNIFORM },
      { network: 'hub-firewall', flag: 'true', count: 2, workload: 'corp', scaleSet: UNIFORM },
      { network: 'appliance-open', flag: 'true', workload: 'corp', scaleSet: UNIFORM },
      { network: 'private-subnet', flag: 'true', count: 0, workload: 'idle', scaleSet: UNIFORM },
      { network: 'flexible-without-address', flag: 'true', count: 2, workload: 'flex', scaleSet: FLEXIBLE },
      { network: 'public-ip', flag: 'true', count: 2, workload: 'flex', scaleSet: FLEXIBLE },
    ],
  },
  {
    ...ENTERPRISE,
    key: 'containers-restricted',
    name: 'contoso-containers-restricted',
    shows: 'scale sets of which the instances, the NICs or the public addresses may not be read',
    managementGroup: 'contoso-online',
    platform: { true: perRevision('open') },
    truth: { ...ENTERPRISE.truth, coverage: 'partial' },
    plans: [
      {
        network: 'nat-gateway',
        flag: 'true',
        count: 2,
        workload: 'secret',
        scaleSet: { ...UNIFORM, forbidden: 'virtualMachines' },
      },
      {
        network: 'nat-gateway',
        flag: 'true',
        count: 2,
        workload: 'nics',
        scaleSet: { ...UNIFORM, forbidden: 'networkInterfaces' },
        truth: { path: 'unknown', noFlag: true },
      },
      {
        network: 'public-ip',
        flag: 'true',
        count: 2,
        workload: 'addresses',
        scaleSet: { ...UNIFORM, forbidden: 'publicIPAddresses' },
      },
      { network: 'nat-gateway', flag: 'true', workload: 'plain' },
    ],
  },
  {
    key: 'render-farm',
    name: 'contoso-render-farm',
    shows: 'an exemption observed on the instances of a scale set alone',
    location: 'northeurope',
    managementGroup: 'contoso-sandboxes',
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    alias: '2021-05-06T07:08:09Z',
    platform: { true: perRevision('open'), false: perRevision('restart') },
    truth: {
      coverage: 'complete',
      offer: 'pay-as-you-go',
      policyStatus: perRevision('requestable', 'no-exemption'),
      cutoff: 'after',
      exemption: perRevision('observed'),
    },
    plans: [
      { network: 'nat-gateway', flag: 'true', count: 2, workload: 'render', scaleSet: UNIFORM },
      { network: 'nat-gateway', flag: 'false', count: 2, workload: 'head' },
    ],
  },
];
