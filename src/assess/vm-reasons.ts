import type { NetworkReason } from '../model/network-reason.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import { revisionNotes } from '../policy/revision-notes.ts';
import type { Reason } from './explain.ts';
import type { JudgedVm, VmGrounds } from './judge-vm.ts';
import type { Outlook } from './outlook.ts';
import type { Under } from './subscription-inference.ts';

/** One machine judged under both revisions. */
export interface JudgedTwice extends Readonly<Record<Under, JudgedVm>> {
  readonly grounds: VmGrounds;
}

const ABOUT_RULES: ReadonlySet<NetworkReason['code']> = new Set([
  'firewall-allows',
  'firewall-stops',
  'firewall-rules-not-read',
  'firewall-rule-unclear',
]);

/** The notes of a revision on what VMs need after an exemption concern those that are told to stop and start. */
function notesOnCycling(outlook: Outlook, { platform }: JudgedVm): readonly Reason[] {
  return platform.state === 'restart'
    ? revisionNotes(outlook.revision.name).filter(({ code }) => code !== 'request-needs-good-standing')
    : [];
}

/** The same object for all VMs of which it is true, so that it is put into words once. */
const differences = new Map<string, VerdictReason>();

function difference(revision: RevisionName, verdict: Verdict): VerdictReason {
  const key = `${revision} ${verdict}`;
  const known = differences.get(key);
  if (known !== undefined) return known;
  const reason: VerdictReason = { code: 'current-policy-differs', revision, verdict };
  differences.set(key, reason);
  return reason;
}

/** A firewall's rules explain nothing where the revision does not take a firewall for a way out. */
function pathReasons({ path }: VmGrounds, { revision }: Outlook): readonly NetworkReason[] {
  return revision.azureFirewall === 'allowed'
    ? path.reasons
    : path.reasons.filter(({ code }) => !ABOUT_RULES.has(code));
}

/** The reasons for a verdict, in the order in which they decided; last, what the current revision would make of it. */
export function vmReasons(
  { grounds, chosen, current }: JudgedTwice,
  outlooks: Readonly<Record<Under, Outlook>>,
): readonly Reason[] {
  const outlook = outlooks.chosen;
  const differs = chosen.verdict.verdict !== current.verdict.verdict;
  return [
    ...chosen.platform.reasons,
    ...outlook.reasons,
    ...notesOnCycling(outlook, chosen),
    ...pathReasons(grounds, outlook),
    ...chosen.verdict.reasons,
    ...(chosen.owner?.kind === 'appliance' ? chosen.owner.members.flatMap(({ reasons }) => reasons) : []),
    ...(differs ? [difference(outlooks.current.revision.name, current.verdict.verdict)] : []),
  ];
}
