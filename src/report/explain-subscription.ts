import type { Explained, VmFinding } from '../model/finding.ts';
import type { PolicyStatus } from '../model/revision.ts';
import { actionLines, evidenceLines, reasonLines } from './explain-facts.ts';
import { type ExplainSection, paragraph } from './explain-lines.ts';
import { partOfFact, reasonsByPart } from './explain-parts.ts';
import { creationInWords, offerInWords, pageLines, policyLead, revisionLines } from './explain-policy.ts';
import { subscriptionVmLines } from './explain-vms.ts';
import type { Explanation } from './explanation.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** What a verdict rests on before anything is said of a VM: the subscription's offer, its creation date, and the policy. */
export function groundSections(explanation: Explanation): readonly ExplainSection[] {
  const { subscription } = explanation;
  const policy = reasonsByPart(subscription.reasons).get('policy') ?? [];
  return [
    { title: 'Subscription', lines: groundLines(explanation, 'offer', offerInWords(subscription)) },
    { title: 'Creation date', lines: groundLines(explanation, 'creation', creationInWords(subscription)) },
    {
      title: 'Policy',
      lines: [
        ...policyLead(explanation),
        ...reasonLines(policy.filter(isNotToldByRules).map(withoutSource), [], explanation),
        ...pageLines(explanation),
      ],
    },
  ];
}

/** The sections that only a subscription has, between its policy and what is not known of it. */
export function subscriptionSections(
  explanation: Explanation,
  vms: readonly VmFinding[],
): readonly ExplainSection[] {
  const { subscription } = explanation;
  const { coverage, exemption, policyStatus, policyStatuses } = subscription;
  const exempted = reasonsByPart(subscription.reasons).get('exemption') ?? [];
  const wasAsked = coverage !== 'disabled' && coverage !== 'excluded';
  const exemptionLines = [
    ...paragraph(`Exemption: ${exemption === null ? UNREAD : PLAIN_WORDS.exemption[exemption]}.`),
    ...reasonLines(exempted, [], explanation),
  ];
  return [
    { title: 'Exemption', lines: wasAsked ? exemptionLines : [] },
    { title: 'Its VMs', lines: wasAsked ? subscriptionVmLines(vms, subscription) : [] },
    { title: 'What to do', lines: actionLines(subscription.actions, explanation) },
    {
      title: 'Under the other revisions',
      lines:
        policyStatus === null
          ? []
          : revisionLines(explanation, (name) => {
              const status = policyStatuses[name];
              return status === null ? 'none' : STATUS[status];
            }),
    },
  ];
}

const STATUS = {
  open: 'open',
  requestable: 'blocked, removable on request',
  'no-exemption': 'blocked, never removed',
  undetermined: 'undetermined',
} as const satisfies Record<PolicyStatus, string>;

const UNREAD = 'not known, because not every NIC of its VMs could be read';

function groundLines(explanation: Explanation, part: 'offer' | 'creation', lead: string): readonly string[] {
  const { reasons, evidence } = explanation.subscription;
  const facts = evidence.filter((one) => partOfFact(one, 'subscription') === part);
  return [
    ...paragraph(lead),
    ...reasonLines(reasonsByPart(reasons).get(part) ?? [], facts, explanation),
    ...(facts.length === 0 ? [] : paragraph('Evidence:')),
    ...evidenceLines(facts, explanation),
  ];
}

/** How an offer is read that a text does not name stands with its rule. */
function isNotToldByRules({ code }: Explained): boolean {
  return code !== 'offer-not-named';
}

/** The page behind a rule is told once, at the end of its section. */
function withoutSource({ code, message }: Explained): Explained {
  return { code, message };
}
