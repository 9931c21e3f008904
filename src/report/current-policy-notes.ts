import type { RunSummary } from '../model/run.ts';
import { counted, grouped } from './counted.ts';

/**
 * What a reader must know first: how many VMs Microsoft's current page would judge otherwise, and how many of the exemptions that
 * the chosen revision tells owners to ask for are no longer offered. One or two sentences, in plain text.
 */
export function currentPolicyNotes(run: RunSummary, requestsNoLongerOffered: number): readonly string[] {
  const { revision, current } = run.policy;
  if (revision === current) {
    return [`Judged under Microsoft's current page (revision ${current}).`];
  }
  const differing = run.differsUnderCurrentPolicy;
  const differs =
    differing === 0
      ? `No VM would be judged differently under Microsoft's current page (revision ${current}).`
      : `${counted(differing, 'VM')} would be judged differently under Microsoft's current page (revision ${current}; \`--policy current\`).`;
  if (requestsNoLongerOffered === 0) return [differs];
  const requests = counted(run.totals.vms.requestExemption, 'VM');
  return [
    differs,
    `For ${grouped(requestsNoLongerOffered)} of ${requests} with the verdict request-exemption that page no longer offers an exemption: use a relay there.`,
  ];
}
