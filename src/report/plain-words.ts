import type { Coverage } from '../model/finding.ts';
import type { OfferClass } from '../model/offer.ts';
import type { CloudName, Cutoff, Exemption, PolicyStatus } from '../model/revision.ts';
import type { Egress, NetworkPath, NicFlag, PlatformState } from '../model/verdict.ts';

const OFFER = {
  'enterprise-agreement': 'Enterprise Agreement',
  'enterprise-dev-test': 'Enterprise Dev/Test',
  'mca-enterprise': 'Microsoft Customer Agreement (enterprise)',
  'mca-individual': 'Microsoft Customer Agreement (individual)',
  'pay-as-you-go': 'Pay-As-You-Go',
  'pay-as-you-go-dev-test': 'Pay-As-You-Go Dev/Test',
  mpn: 'Microsoft Partner Network',
  'bizspark-plus': 'BizSpark Plus',
  sponsorship: 'Azure Sponsorship',
  bizspark: 'BizSpark',
  'visual-studio': 'Visual Studio (MSDN)',
  'azure-pass': 'Azure Pass',
  'azure-in-open': 'Azure in Open',
  education: 'Azure for Students',
  'free-trial': 'Free Trial',
  csp: 'Cloud Solution Provider (CSP)',
  other: 'Other offer',
} as const satisfies Record<OfferClass, string>;

const POLICY_STATUS = {
  open: 'open',
  requestable: 'removable on request',
  'no-exemption': 'never removed',
  undetermined: 'undetermined',
} as const satisfies Record<PolicyStatus, string>;

const POLICY_SAYS = {
  open: 'Azure does not block port 25 for this subscription.',
  requestable:
    'Azure blocks port 25; Microsoft may lift the block for this subscription when it is asked to.',
  'no-exemption': 'Azure blocks port 25 and lifts the block for no subscription of this kind.',
  undetermined: 'The facts do not settle what this text says of the subscription.',
} as const satisfies Record<PolicyStatus, string>;

const PLATFORM = {
  open: 'open',
  restart: 'open after stop/start',
  request: 'blocked, may be asked for',
  blocked: 'blocked',
  undetermined: 'undetermined',
} as const satisfies Record<PlatformState, string>;

const PATH = {
  internet: 'to the internet',
  partial: 'partly denied',
  denied: 'denied by a rule',
  none: 'no way out',
  firewall: 'through a firewall',
  appliance: 'through an appliance',
  gateway: 'through a gateway',
  unknown: 'unknown',
} as const satisfies Record<NetworkPath, string>;

const EGRESS = {
  'instance-public-ip': 'own public IP',
  'nat-gateway': 'NAT gateway',
  'load-balancer': 'load balancer',
  'default-outbound': 'default outbound',
} as const satisfies Record<Egress, string>;

const NIC_FLAG = {
  true: 'true',
  false: 'false',
  'not-reported': 'not reported',
} as const satisfies Record<NicFlag, string>;

const EXEMPTION = {
  observed: 'observed',
  declared: 'declared',
  none: 'none',
} as const satisfies Record<Exemption, string>;

const CUTOFF = {
  before: 'before the cut-off',
  after: 'after the cut-off',
  indeterminate: 'before or after the cut-off: not decided',
} as const satisfies Record<Cutoff, string>;

const COVERAGE = {
  complete: 'Everything a verdict needs was read.',
  partial:
    'A fact that verdicts need could not be read; the VMs it touches are judged as far as the facts go.',
  unreadable: 'The list of VMs could not be read: how many there are is not known.',
  disabled: 'Disabled, deleted or expired: not asked, its VMs cannot run.',
  excluded: 'Left out of the run on purpose, or delegated from another tenant.',
} as const satisfies Record<Coverage, string>;

const CLOUD = {
  AzureCloud: 'Azure',
  AzureUSGovernment: 'Azure Government (US)',
  AzureChinaCloud: 'Azure China',
} as const satisfies Record<CloudName, string>;

/** The model's codes as a person reads them; each record is total, so a new code does not compile until it has words. */
export const PLAIN_WORDS = {
  offer: OFFER,
  policyStatus: POLICY_STATUS,
  policySays: POLICY_SAYS,
  platform: PLATFORM,
  path: PATH,
  egress: EGRESS,
  nicFlag: NIC_FLAG,
  exemption: EXEMPTION,
  cutoff: CUTOFF,
  coverage: COVERAGE,
  cloud: CLOUD,
} as const;
