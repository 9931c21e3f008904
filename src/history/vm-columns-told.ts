import type { RememberedSubscription, RememberedVm } from '../model/history.ts';

/**
 * The columns of a VM whose change makes its facts changed although the verdict stays. Power state and confidence do not: machines
 * that are switched off every night would drown what matters.
 */
export const VM_FACTS = [
  'nicFlag',
  'platform',
  'path',
  'egress',
  'egressOwner',
  'egressAddress',
  'reverseDns',
] as const satisfies readonly (keyof RememberedVm)[];

/** The columns that are told beside a change. */
const VM_BESIDE = ['confidence', 'powerState'] as const satisfies readonly (keyof RememberedVm)[];

/** The subscription's columns that are told beside a change of verdict. Alone they are a change of the subscription. */
const OF_SUBSCRIPTION = [
  'offer',
  'cutoff',
  'policyStatus',
  'exemption',
] as const satisfies readonly (keyof RememberedSubscription)[];

/** The columns that differ, each as `name before → after`; `–` stands for nothing known. */
export function differences<K extends string>(
  columns: readonly K[],
  before: Readonly<Partial<Record<K, unknown>>>,
  after: Readonly<Partial<Record<K, unknown>>>,
): readonly string[] {
  return columns
    .filter((column) => before[column] !== after[column])
    .map((column) => `${column} ${before[column] ?? '–'} → ${after[column] ?? '–'}`);
}

/** What differs between two states of a VM, in the words of the columns. */
export function vmDetails(
  before: { readonly vm: RememberedVm; readonly subscription: RememberedSubscription },
  after: { readonly vm: RememberedVm; readonly subscription: RememberedSubscription },
): readonly string[] {
  const own = differences([...VM_FACTS, ...VM_BESIDE], before.vm, after.vm);
  return before.vm.verdict === after.vm.verdict
    ? own
    : [...own, ...differences(OF_SUBSCRIPTION, before.subscription, after.subscription)];
}
