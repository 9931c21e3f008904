import type { NetworkReason } from '../model/network-reason.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import { revisionNotes } from '../policy/revision-notes.ts';
import type { Reason } from './explain.ts';
import type { JudgedVm, VmGrounds } from './judge-vm.ts';
import type { Outlook } from './outlook.ts';
import type { SubscriptionInference } from './subscription-inference.ts';
import type { Verdicts } from './verdicts.ts';

/** One machine judged under the chosen revision, with its verdict under every one. */
export interface JudgedMachine {
  readonly grounds: VmGrounds;
  readonly chosen: JudgedVm;
  readonly verdicts: Verdicts;
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

/** A firewall's rules, and what they make of small parts, explain nothing where the revision does not take a firewall for a way out. */
function pathReasons({ path }: VmGrounds, { revision }: Outlook): readonly NetworkReason[] {
  return revision.azureFirewall === 'allowed'
    ? path.reasons
    : path.reasons.filter((reason) => !isAboutRules(reason));
}

function isAboutRules(reason: NetworkReason): boolean {
  return ABOUT_RULES.has(reason.code) || (reason.code === 'exceptions' && reason.stage === 'firewall');
}

/** The reasons for a verdict, in the order in which they decided; last, what the current revision would make of it. */
export function vmReasons(
  { grounds, chosen, verdicts }: JudgedMachine,
  inference: Pick<SubscriptionInference, 'chosen' | 'current'>,
): readonly Reason[] {
  const outlook = inference.chosen;
  const current = inference.current.revision.name;
  const differs = chosen.verdict.verdict !== verdicts[current];
  return [
    ...chosen.platform.reasons,
    ...outlook.reasons,
    ...notesOnCycling(outlook, chosen),
    ...pathReasons(grounds, outlook),
    ...chosen.verdict.reasons,
    ...(chosen.owner?.kind === 'appliance' ? chosen.owner.members.flatMap(({ reasons }) => reasons) : []),
    ...(differs ? [difference(current, verdicts[current])] : []),
  ];
}
