import { NO_VERDICTS, type VerdictCounts, type VmFinding } from '../model/finding.ts';
import { addCounts, countVerdicts } from './verdict-counts.ts';

/** VMs of one kind by verdict, and how many they are in all. */
export type CountedVms = VerdictCounts & { readonly total: number };

export const NO_SENDERS: CountedVms = { total: 0, ...NO_VERDICTS };

/** The count with the VMs that are meant to send mail among these. */
export function addSenders(counts: CountedVms, vms: readonly VmFinding[]): CountedVms {
  const senders = vms.filter(({ sender }) => sender);
  if (senders.length === 0) return counts;
  const added = addCounts(counts, countVerdicts(senders.map(({ verdict }) => verdict)));
  return { total: counts.total + senders.length, ...added };
}
