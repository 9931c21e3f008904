import { NO_VERDICTS, type VerdictCounts, type VmFinding } from '../model/finding.ts';
import { addCounts, countVerdicts } from './verdict-counts.ts';

/** VMs of one kind by verdict, and how many they are in all. */
export type CountedVms = VerdictCounts & { readonly total: number };

export const NO_SENDERS: CountedVms = { total: 0, ...NO_VERDICTS };

export function countVms(vms: readonly VmFinding[]): CountedVms {
  return { total: vms.length, ...countVerdicts(vms.map(({ verdict }) => verdict)) };
}

export function addCounted(a: CountedVms, b: CountedVms): CountedVms {
  return { total: a.total + b.total, ...addCounts(a, b) };
}

/** The count with the VMs that are meant to send mail among these. */
export function addSenders(counts: CountedVms, vms: readonly VmFinding[]): CountedVms {
  return addCounted(counts, countVms(vms.filter(({ sender }) => sender)));
}
