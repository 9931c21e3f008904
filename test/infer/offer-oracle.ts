import type { OfferClass } from '../../src/model/offer.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';

/*
 * The specification's account of the offer, a second time and in another shape: as tables and an ordered list of rules. It imports
 * nothing that it is to check.
 */

/** Quota IDs with the offers behind them; `>` marks that the first one leads. */
export const QUOTA_IDS = [
  ['EnterpriseAgreement_2014-09-01', '> enterprise-agreement mca-enterprise mca-individual'],
  ['MSDNDevTest_2014-09-01', 'enterprise-dev-test pay-as-you-go-dev-test visual-studio'],
  ['PayAsYouGo_2014-09-01', '> pay-as-you-go mca-individual'],
  ['CSP_2015-05-01', 'csp'],
  ['CSP_MG_2017-12-01', 'csp'],
  ['CSPDEVTEST_2018-05-01', 'csp'],
  ['MSDN_2014-09-01', 'visual-studio'],
  ['DevEssentials_2016-01-01', 'visual-studio'],
  ['MPN_2014-09-01', '> mpn visual-studio'],
  ['Sponsored_2016-01-01', 'sponsorship'],
  ['BizSparkPlus_2014-09-01', 'bizspark-plus'],
  ['BizSpark_2014-09-01', 'bizspark'],
  ['FreeTrial_2014-09-01', 'free-trial'],
  ['LightweightTrial_2016-09-01', 'free-trial'],
  ['AzurePass_2014-09-01', 'azure-pass'],
  ['AzureInOpen_2014-09-01', 'azure-in-open'],
  ['AzureForStudents_2018-01-01', 'education'],
  ['DreamSpark_2015-02-01', 'education'],
  ['MonetaryCommitment_2015-05-01', 'other'],
  ['LegacyMonetaryCommitment_2014-09-01', 'other'],
  ['AzureDynamics_2014-09-01', 'other'],
  ['BackupStorage_2014-09-01', 'other'],
  ['Internal_2014-09-01', 'other'],
] as const;

/** Quota IDs that say nothing, and those whose subscriptions cannot hold VMs. */
export const UNKNOWN_QUOTA_IDS = [undefined, '', 'PayAsYouGo', 'Something_2030-01-01'] as const;
export const QUOTA_IDS_WITHOUT_VMS = ['Default_2014-09-01', 'AAD_2015-09-01'] as const;

/** Types of spending limit with the class that each names. */
export const LIMIT_TYPES = [
  ['FreeAccount', 'free-trial'],
  ['Sandbox', 'free-trial'],
  ['AzureForStudents', 'education'],
  ['AzureForStudentsStarter', 'education'],
  ['AcademicSponsorship', 'education'],
  ['AzurePassSponsorship', 'azure-pass'],
  ['MpnSponsorship', 'mpn'],
  ['MSDN', 'visual-studio'],
  ['VisualStudio', 'visual-studio'],
  ['Sponsorship', 'sponsorship'],
  ['StartupSponsorship', 'sponsorship'],
  ['NonProfitSponsorship', 'sponsorship'],
] as const;

/** What is known of a subscription, in the words that Azure sends. */
export interface Known {
  readonly quotaId?: string | undefined;
  readonly spendingLimit?: string | undefined;
  readonly billing?: Billed | undefined;
}

export interface Billed {
  readonly agreement: string | undefined;
  readonly type: string | undefined;
  readonly subType: string | undefined;
  readonly workload: string | undefined;
  readonly customer: boolean;
  readonly transitioned: boolean | undefined;
  readonly limits: readonly string[];
}

/** The candidates, the leading one first; `leads` when it speaks for them. */
export interface Expected {
  readonly candidates: readonly OfferClass[];
  readonly leads: boolean;
  readonly by: 'billing' | 'quota';
  readonly warnings: readonly ('contradiction' | 'none-left' | 'limit-ignored')[];
}

/** What the specification makes of it all; only for quota IDs that can hold VMs. */
export function expectedOffer(known: Known): Expected {
  return limited(billed(known), known.spendingLimit);
}

interface Meant {
  readonly classes: readonly OfferClass[];
  readonly leads: boolean;
  readonly known: boolean;
}

const MEANT: ReadonlyMap<string, Meant> = new Map(
  QUOTA_IDS.map(([quotaId, offers]) => [
    quotaId,
    {
      classes: OFFER_CLASSES.filter((one) => offers.split(' ').includes(one)).sort(
        (one, other) => offers.indexOf(one) - offers.indexOf(other),
      ),
      leads: offers.startsWith('>'),
      known: true,
    },
  ]),
);
const EVERYTHING: Meant = { classes: OFFER_CLASSES, leads: false, known: false };

function billed({ quotaId = '', billing }: Known): Expected {
  const quota = MEANT.get(quotaId) ?? EVERYTHING;
  const byQuota: Expected = { candidates: quota.classes, leads: quota.leads, by: 'quota', warnings: [] };
  if (billing === undefined) return byQuota;
  const [, answer] = RULES.find(([applies]) => applies(billing, quota, quotaId)) ?? [];
  const left = answer?.(billing, quota);
  if (left === undefined) return byQuota;
  if (left.length === 0) return { ...byQuota, warnings: ['none-left'] };
  const contradicts = quota.known && !left.some((one) => quota.classes.includes(one));
  // The leading candidate still leads where billing leaves what the quota ID says.
  const leads = quota.leads && left.length > 1 && left.join() === quota.classes.join();
  return { candidates: left, leads, by: 'billing', warnings: contradicts ? ['contradiction'] : [] };
}

type Applies = (billing: Billed, quota: Meant, quotaId: string) => boolean;
type Answer = (billing: Billed, quota: Meant) => readonly OfferClass[] | undefined;

const MCA = 'MicrosoftCustomerAgreement';
const isDevTestQuota = (quotaId: string) => quotaId.startsWith('MSDNDevTest_');
const names = ({ limits }: Billed) => [
  ...new Set(LIMIT_TYPES.filter(([type]) => limits.includes(type)).map(([, offer]) => offer)),
];
const account = ({ type, subType }: Billed) => [type, subType];
const isEnterprise = (billing: Billed) => account(billing).includes('Enterprise');
const isPerson = (billing: Billed) =>
  account(billing).includes('Individual') || account(billing).includes('Professional');
const byAccount: readonly OfferClass[] = ['enterprise-agreement', 'pay-as-you-go', 'mca-individual'];
const eaOrMca = /^(enterprise-agreement|enterprise-dev-test|mca-enterprise|mca-individual)$/;

/** The first rule that applies answers. */
const RULES: readonly (readonly [Applies, Answer])[] = [
  [({ customer, agreement }) => customer || agreement === 'MicrosoftPartnerAgreement', () => ['csp']],
  [
    ({ agreement, workload }, _, quotaId) =>
      agreement === 'EnterpriseAgreement' && (workload === 'DevTest' || isDevTestQuota(quotaId)),
    () => ['enterprise-dev-test'],
  ],
  [({ agreement }) => agreement === 'EnterpriseAgreement', () => ['enterprise-agreement']],
  [
    (billing) => /^Microsoft(Customer|Online)/.test(billing.agreement ?? '') && names(billing).length > 0,
    names,
  ],
  [
    ({ agreement }, _, quotaId) => agreement === MCA && isDevTestQuota(quotaId),
    (billing) => [isEnterprise(billing) ? 'enterprise-dev-test' : 'pay-as-you-go-dev-test'],
  ],
  [
    ({ agreement }, { classes }) => agreement === MCA && !byAccount.some((one) => classes.includes(one)),
    (_, { classes }) => classes,
  ],
  [
    (billing) => billing.agreement === MCA && isEnterprise(billing) && billing.transitioned !== true,
    ({ workload }) => [workload === 'DevTest' ? 'enterprise-dev-test' : 'mca-enterprise'],
  ],
  [
    (billing) => billing.agreement === MCA && (billing.transitioned === true || isPerson(billing)),
    () => ['mca-individual'],
  ],
  [({ agreement }) => agreement === MCA, () => ['mca-enterprise', 'mca-individual']],
  [
    ({ agreement }, _, quotaId) => agreement === 'MicrosoftOnlineServicesProgram' && isDevTestQuota(quotaId),
    () => ['pay-as-you-go-dev-test'],
  ],
  [
    ({ agreement }) => agreement === 'MicrosoftOnlineServicesProgram',
    (_, { classes }) => classes.filter((one) => !eaOrMca.test(one)),
  ],
];

const WITHOUT_LIMIT =
  'enterprise-agreement enterprise-dev-test csp pay-as-you-go pay-as-you-go-dev-test'.split(' ');

function limited(expected: Expected, spendingLimit: string | undefined): Expected {
  if (spendingLimit !== 'On' && spendingLimit !== 'CurrentPeriodOff') return expected;
  const left = expected.candidates.filter((one) => !WITHOUT_LIMIT.includes(one));
  if (left.length === 0) return { ...expected, warnings: [...expected.warnings, 'limit-ignored'] };
  const leaderLost = expected.leads && !left.some((one) => one === expected.candidates[0]);
  const first = leaderLost ? left.filter((one) => one === 'mca-individual') : [];
  const candidates = [...first, ...left.filter((one) => !first.some((leader) => leader === one))];
  return { ...expected, candidates, leads: expected.leads && left.length > 1 };
}
