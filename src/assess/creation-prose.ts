import type { CreationReason, NamedWitness, WitnessKind } from '../model/inference-reason.ts';
import type { Prose } from './worded.ts';

/** Each kind of witness in words. */
export const WITNESS_NAMES = {
  'declared-date': 'the declared date',
  alias: 'the subscription alias',
  'billing-subscription': 'the purchase date',
  'billing-period': 'the first billing period',
  'role-assignment': 'the role assignment at the subscription',
  'policy-assignment': 'the policy assignment at the subscription',
  'resource-group': 'the resource group',
  resource: 'the resource',
  'virtual-machine': 'the virtual machine',
  'scale-set-instance': 'the scale-set instance',
  disk: 'the disk',
} as const satisfies Record<WitnessKind, string>;

/** Each kind of witness as the list that it is looked for in. */
const LIST_NAMES = {
  'declared-date': 'the declared dates',
  alias: 'the subscription aliases',
  'billing-subscription': 'the purchase dates',
  'billing-period': 'the billing periods',
  'role-assignment': 'the role assignments',
  'policy-assignment': 'the policy assignments',
  'resource-group': 'the resource groups',
  resource: 'the resources',
  'virtual-machine': 'the virtual machines',
  'scale-set-instance': 'the scale-set instances',
  disk: 'the disks',
} as const satisfies Record<WitnessKind, string>;

const SOURCES = {
  'declared-date': 'declarations file, createdOn',
  alias: 'GET Microsoft.Subscription/aliases, properties.createdTime',
  'billing-subscription': 'GET billingAccounts/billingSubscriptions (2024-04-01), properties.purchaseDate',
  'billing-period': 'GET Microsoft.Billing/billingPeriods, properties.billingPeriodEndDate',
  'role-assignment': 'GET Microsoft.Authorization/roleAssignments, properties.createdOn',
  'policy-assignment': 'GET Microsoft.Authorization/policyAssignments, properties.metadata.createdOn',
  'resource-group': 'GET resourceGroups, createdTime',
  resource: 'GET resources, createdTime',
  'virtual-machine': 'GET Microsoft.Compute/virtualMachines, properties.timeCreated',
  'scale-set-instance':
    'GET Microsoft.Compute/virtualMachineScaleSets/virtualMachines, properties.timeCreated',
  disk: 'GET Microsoft.Compute/disks, properties.timeCreated',
} as const satisfies Record<WitnessKind, string>;

const IGNORED_BECAUSE = {
  unparseable: 'cannot be read as a time',
  'not-set': 'lies before Azure existed and means "not set"',
} as const;

/** What each reason for a creation interval says. */
export const CREATION_PROSE: Prose<CreationReason> = {
  'creation-declared': ({ on }) => ({
    message: `The owner declares that the subscription was created on ${on}, which wins over every other witness.`,
    source: SOURCES['declared-date'],
  }),
  'creation-exact': ({ witness }) => ({
    message: `The subscription was created at ${witness.at}: ${thing(witness)} tells it exactly.`,
    source: sourceOf(witness),
  }),
  'creation-not-after': ({ witness, weak }) => ({
    message: weak
      ? `The subscription was probably there by ${witness.at}, when ${thing(witness)} was made. It can have been moved in from another subscription, so this counts with low confidence.`
      : `The subscription existed by ${witness.at}, as ${thing(witness)} proves.`,
    source: SOURCES[witness.kind],
  }),
  'creation-transferred': ({ purchase, earlier }) => ({
    message: `The purchase date ${purchase.at} is that of a transfer: the subscription existed by ${earlier.at}, as ${thing(earlier)} proves. So it only proves that the subscription existed by then.`,
    source: `${SOURCES[purchase.kind]}; ${SOURCES[earlier.kind]}`,
  }),
  'creation-contradiction': ({ first, second }) => ({
    message: `Two strong witnesses contradict each other: ${thing(first)} gives ${first.at}, ${thing(second)} gives ${second.at}. The side of the cut-off stays open.`,
    source: `${SOURCES[first.kind]}; ${SOURCES[second.kind]}`,
  }),
  'creation-witness-set-aside': ({ witness, against }) => ({
    message: `Against that, ${thing(witness)} gives ${witness.at}. It is set aside, because ${thing(against)} (${against.at}) outweighs it.`,
    source: SOURCES[witness.kind],
  }),
  'creation-time-ignored': ({ kind, subject, value, why, count }) => ({
    message: `The time ${JSON.stringify(value)} of ${thing({ kind, subject, at: value })} ${IGNORED_BECAUSE[why]}, so it is ignored${count > 1 ? ` (and ${count - 1} more like it)` : ''}.`,
    source: SOURCES[kind],
  }),
  'creation-witness-unreadable': ({ kind, problem, action }) => ({
    message: `An older witness may be missing: ${LIST_NAMES[kind]} could not be read in full (${problem})${action === null ? '' : `; it needs ${action}`}.`,
    source: SOURCES[kind],
  }),
  'creation-near-cutoff': ({ at }) => ({
    message: `${at} is too near to 15 November 2017 to tell its side: Microsoft names the day without a time zone.`,
  }),
  'creation-unknown': () => ({
    message:
      'No witness of the creation date was found. That does not make the subscription young: Resource Manager keeps no date for it.',
  }),
  'creation-would-settle': () => ({
    message:
      'Whether the subscription was created before or after 15 November 2017 is not known, and it matters. Declaring the date in the declarations file (createdOn) would settle it; the purchase date, which a billing account reader can see, usually does too.',
  }),
};

/** The witness by its name, where that tells a person anything: a declared date has none, and a purchase carries its account's. */
function thing({ kind, subject }: NamedWitness): string {
  return kind === 'declared-date' || kind === 'billing-subscription'
    ? WITNESS_NAMES[kind]
    : `${WITNESS_NAMES[kind]} ${subject}`;
}

/** Where it was read; of a purchase, from which billing account. */
function sourceOf({ kind, subject }: NamedWitness): string {
  return kind === 'billing-subscription' ? `${SOURCES[kind]} (${subject})` : SOURCES[kind];
}
