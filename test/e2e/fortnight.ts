import type { ChangeTotals } from '../../src/model/change.ts';
import type { Change } from '../../src/simulator/change.ts';

/** The subscriptions of the fortnight, by the keys of the simulated tenant. */
export const CAST = [
  'campaigns',
  'csp-resale',
  'engineering-devtest-eu',
  'mca-individual',
  'moved-in',
  'mpn',
  'render-farm',
  'sponsored',
  'support-desk',
] as const;

/**
 * One night: what has happened since the one before, and all that `changes.json` may hold then, a line for each entry:
 *
 *     <key of the subscription> <VM>: <kind> <verdict before> > <after> by <causes>
 *     <key of the subscription> <scale set>: <instances before> > <after>, +<added> -<removed> ?<unreadable>
 *     <key of the subscription>: <kind> by <causes> (<details>)
 *
 * `instances` are those that only their scale set's line tells of. What `totals` leaves out is 0; the unchanged are counted.
 */
export interface Night {
  readonly title: string;
  readonly happens?: readonly Change[];
  readonly policy?: '2020-11' | 'current';
  /** What the declarations file says beside what the tenant's owners have always declared. */
  readonly declares?: string;
  /** The run before was written by this version of the program, which thought of one VM otherwise. */
  readonly olderTool?: { readonly version: string; readonly thought: string; readonly of: string };
  readonly vms?: readonly string[];
  /** Set where the truth under two revisions says what changes of VMs there are, beside `vms`. */
  readonly policyMoves?: true;
  readonly scaleSets?: readonly string[];
  readonly subscriptions?: readonly string[];
  readonly totals?: Partial<ChangeTotals>;
  /** Rows of `vms.csv` that are new without a line of their own. */
  readonly instances?: readonly string[];
  readonly complete?: false;
  /** What the terminal says, each on its own. */
  readonly tells?: readonly RegExp[];
}

const OF_DESK = ['vm-desk-01-01', 'vm-desk-01-02', 'vm-desk-02-01'] as const;

/** The VMs of the support desk while nothing of them can be read. */
const DESK_HIDDEN = [
  'support-desk vm-desk-01-01: unreadable direct > - by coverage',
  'support-desk vm-desk-01-02: unreadable direct > - by coverage',
  'support-desk vm-desk-02-01: unreadable restart > - by coverage',
];

const MOVED_IN_HIDDEN = [
  'moved-in vm-old-01-01: unreadable request-exemption > - by coverage',
  'moved-in vm-old-01-02: unreadable request-exemption > - by coverage',
];

export const FORTNIGHT: readonly Night[] = [
  { title: 'the first night compares with nothing' },
  { title: 'nothing happens', tells: [/Nothing has changed\./] },
  {
    title: 'a VM is created, another is deleted, and a third is switched off, which is nobody’s business',
    happens: [
      { kind: 'machine-created', subscription: 'campaigns', beside: 'vm-blast-02-01', flag: 'true' },
      { kind: 'machine-deleted', subscription: 'campaigns', machine: 'vm-blast-02-02' },
      { kind: 'power-changed', subscription: 'mpn', machine: 'vm-demo-01-01', power: 'deallocated' },
    ],
    vms: [
      'campaigns vm-blast-02-02: gone restart > - by environment',
      'campaigns vm-blast-02-03: new - > direct by environment',
    ],
    totals: { new: 1, gone: 1 },
    tells: [/New VMs: 1 \(environment 1\)/, /Gone VMs: 1 \(environment 1\)/, /vm-blast-02-02 .*was restart/],
  },
  {
    title: 'a VM is stopped and started; another loses its way out',
    happens: [
      { kind: 'machine-restarted', subscription: 'campaigns', machine: 'vm-blast-02-01' },
      {
        kind: 'network-changed',
        subscription: 'engineering-devtest-eu',
        machine: 'vm-dev-01-01',
        network: 'denied-by-nic-group',
      },
    ],
    vms: [
      'campaigns vm-blast-02-01: verdict-changed restart > direct by environment',
      'engineering-devtest-eu vm-dev-01-01: verdict-changed direct > fix-network by environment',
      'engineering-devtest-eu vm-dev-01-02: verdict-changed direct > fix-network by environment',
    ],
    totals: { 'verdict-changed': 3 },
    tells: [/Restarts done: 1 \(environment 1\)/, /Newly blocked: 2 \(environment 2\)/],
  },
  {
    title: 'a scale set grows from 2 to 5, and a subscription is renamed',
    happens: [
      { kind: 'scale-set-scaled', subscription: 'render-farm', scaleSet: 'vmss-render-01', to: 5 },
      { kind: 'renamed', subscription: 'mca-individual', name: 'contoso-website' },
    ],
    scaleSets: ['render-farm vmss-render-01: 2 > 5, +3 -0 ?0'],
    instances: [
      'render-farm vmss-render-01_4',
      'render-farm vmss-render-01_6',
      'render-farm vmss-render-01_8',
    ],
    subscriptions: [
      'mca-individual: facts-changed by environment (name Azure subscription 1 → contoso-website)',
    ],
    totals: { new: 3 },
    tells: [/vmss-render-01: instances 2 → 5 \(3 added\)/, /contoso-website: name Azure subscription 1 →/],
  },
  {
    title: 'a subscription cannot be read',
    happens: [{ kind: 'hidden', subscription: 'support-desk', what: 'everything' }],
    vms: DESK_HIDDEN,
    subscriptions: ['support-desk: unreadable by coverage (coverage complete → unreadable)'],
    totals: { unreadable: 3 },
    complete: false,
    tells: [/Could not be read this time: 3 \(coverage 3\)/],
  },
  {
    title: 'it still cannot be read, while one of its VMs is restarted; the role on another one is lost',
    happens: [
      { kind: 'machine-restarted', subscription: 'support-desk', machine: OF_DESK[2] },
      { kind: 'access-lost', subscription: 'moved-in' },
    ],
    vms: [...DESK_HIDDEN, ...MOVED_IN_HIDDEN],
    subscriptions: [
      'moved-in: unreadable by coverage (state Enabled → NotVisible; coverage complete → unreadable)',
      'support-desk: unreadable by coverage (not read since {5})',
    ],
    totals: { unreadable: 5 },
    complete: false,
  },
  {
    title: 'it can be read again: what happened meanwhile shows; the other one stays unseen',
    happens: [{ kind: 'shown', subscription: 'support-desk' }],
    vms: [...MOVED_IN_HIDDEN, 'support-desk vm-desk-02-01: verdict-changed restart > direct by environment'],
    subscriptions: [
      'moved-in: unreadable by coverage (not read since {6})',
      'support-desk: facts-changed by coverage (coverage unreadable → complete)',
    ],
    totals: { 'verdict-changed': 1, unreadable: 2 },
    complete: false,
  },
  {
    title: 'the role is back, and nothing was forgotten',
    happens: [{ kind: 'shown', subscription: 'moved-in' }],
    subscriptions: [
      'moved-in: facts-changed by coverage (state NotVisible → Enabled; coverage unreadable → complete)',
    ],
  },
  {
    title: 'Microsoft exempts a subscription: two VMs are cycled, the others wait for it',
    happens: [{ kind: 'exempted', subscription: 'csp-resale', machines: ['vm-erp-01-01', 'vm-erp-01-02'] }],
    vms: [
      'csp-resale vm-erp-01-01: verdict-changed request-exemption > direct by environment',
      'csp-resale vm-erp-01-02: verdict-changed request-exemption > direct by environment',
      'csp-resale vm-erp-01-03: verdict-changed request-exemption > restart by environment',
      'csp-resale vm-erp-01-04: verdict-changed request-exemption > restart by environment',
      'csp-resale vm-erp-02-01: facts-changed undetermined > undetermined by environment',
      'csp-resale vm-erp-02-02: facts-changed undetermined > undetermined by environment',
      'csp-resale vm-erp-03-01: verdict-changed request-exemption > fix-network by environment',
      'csp-resale vm-erp-03-02: verdict-changed request-exemption > fix-network by environment',
    ],
    subscriptions: ['csp-resale: facts-changed by environment (exemption none → observed)'],
    totals: { 'verdict-changed': 6, 'facts-changed': 2 },
    tells: [/Newly allowed: 4 \(environment 4\)/, /Same verdict, other facts: 2 \(environment 2\)/],
  },
  {
    title: 'a subscription is transferred to an Enterprise Agreement',
    happens: [{ kind: 'transferred', subscription: 'sponsored', to: 'enterprise-agreement' }],
    vms: [
      'sponsored vm-charity-01-01: verdict-changed request-exemption > undetermined by environment',
      'sponsored vm-charity-01-02: verdict-changed request-exemption > undetermined by environment',
    ],
    subscriptions: [
      'sponsored: facts-changed by environment (quotaId Sponsored_2016-01-01 → EnterpriseAgreement_2014-09-01; ' +
        'offer sponsorship → enterprise-agreement; policyStatus requestable → open)',
    ],
    totals: { 'verdict-changed': 2 },
  },
  {
    title: 'Microsoft’s current page is judged by, and one VM’s flag changes in the same night',
    policy: 'current',
    happens: [
      {
        kind: 'flag-changed',
        subscription: 'engineering-devtest-eu',
        machine: 'vm-ci-03-01',
        flag: 'false',
      },
    ],
    policyMoves: true,
    vms: ['engineering-devtest-eu vm-ci-03-01: verdict-changed direct > restart by environment, policy'],
    subscriptions: [
      'csp-resale: facts-changed by policy (policyStatus requestable → no-exemption)',
      'engineering-devtest-eu: facts-changed by policy (policyStatus open → requestable; exemption none → observed)',
      'mca-individual: facts-changed by policy (policyStatus requestable → no-exemption)',
      'moved-in: facts-changed by policy (policyStatus requestable → no-exemption)',
      'mpn: facts-changed by policy (policyStatus requestable → no-exemption)',
      'campaigns: facts-changed by policy (policyStatus requestable → no-exemption)',
      'render-farm: facts-changed by policy (policyStatus requestable → no-exemption)',
      'support-desk: facts-changed by policy (policyStatus requestable → no-exemption)',
    ],
    tells: [/policy revision 2023-12/],
  },
  {
    title: 'an exemption is declared, and the scale set shrinks',
    policy: 'current',
    declares: 'exemption',
    happens: [{ kind: 'scale-set-scaled', subscription: 'render-farm', scaleSet: 'vmss-render-01', to: 1 }],
    vms: [
      'mpn vm-demo-01-01: verdict-changed relay > restart by declarations',
      'mpn vm-demo-01-02: verdict-changed relay > restart by declarations',
    ],
    scaleSets: ['render-farm vmss-render-01: 5 > 1, +0 -4 ?0'],
    subscriptions: ['mpn: facts-changed by declarations (exemption none → declared)'],
    totals: { 'verdict-changed': 2, gone: 4 },
  },
  {
    title:
      'a newer version of the program thinks otherwise of a VM; subscriptions come, go, and are disabled',
    policy: 'current',
    declares: 'exemption',
    olderTool: { version: '0.0.9', thought: 'relay', of: 'vm-blast-01-01' },
    happens: [
      { kind: 'subscription-created', subscription: 'newcomer', like: 'moved-in', name: 'contoso-newcomer' },
      { kind: 'subscription-deleted', subscription: 'moved-in' },
      { kind: 'state-changed', subscription: 'sponsored', state: 'Disabled' },
    ],
    vms: [
      'campaigns vm-blast-01-01: verdict-changed relay > direct by tool',
      'moved-in vm-old-01-01: gone relay > - by environment',
      'moved-in vm-old-01-02: gone relay > - by environment',
      'newcomer vm-old-01-01: new - > relay by environment',
      'newcomer vm-old-01-02: new - > relay by environment',
      'sponsored vm-charity-01-01: unreadable undetermined > - by environment',
      'sponsored vm-charity-01-02: unreadable undetermined > - by environment',
    ],
    subscriptions: [
      'moved-in: gone by environment ()',
      'newcomer: new by environment ()',
      'sponsored: facts-changed by environment (state PastDue → Disabled; coverage complete → disabled)',
    ],
    totals: { new: 2, gone: 2, 'verdict-changed': 1, unreadable: 2 },
  },
];
