import type { ExemptionReason, PolicyCase, PolicyReason } from '../model/inference-reason.ts';
import type { PolicyStatus, RequestRoute, RevisionName } from '../model/revision.ts';
import { citation } from '../policy/citation.ts';
import { REVISIONS } from '../policy/revisions.ts';
import { NSG_OVERVIEW } from '../policy/sources.ts';
import type { Prose } from './worded.ts';

const NIC_FLAG = 'Microsoft.Network/networkInterfaces, properties.allowPort25Out (undocumented)';

const STATUS_WORDS = {
  open: 'port 25 is open',
  requestable: 'port 25 is blocked, and removal can be requested',
  'no-exemption': 'port 25 is blocked and never unblocked',
  undetermined: 'nothing is said',
} as const satisfies Record<PolicyStatus, string>;

const ROUTE_WORDS = {
  diagnose: 'by the diagnostic "Cannot send email (SMTP-Port 25)"',
  support: 'by a support request',
  'support-by-partner': 'by a support request of the CSP partner',
} as const satisfies Record<RequestRoute, string>;

const SIDE_WORDS = {
  before: ' created before 15 November 2017',
  after: ' created after 15 November 2017',
  either: '',
} as const satisfies Record<PolicyCase['created'], string>;

const SETTLING_WORDS = {
  offer: 'The offer would settle it',
  'creation-date': 'The creation date of the subscription would settle it',
  'offer-and-creation-date': 'It takes both the offer and the creation date of the subscription to settle it',
  'nic-flag':
    'No further fact about the subscription settles it; what Azure reports on a NIC of a VM (allowPort25Out), or Microsoft support, can tell',
} as const;

/** What each reason for a policy status or an exemption says. */
export const POLICY_PROSE: Prose<PolicyReason | ExemptionReason> = {
  'policy-says': ({ revision, found }) => ({
    message: `Microsoft's rules (${revision}): ${caseWords(found)}.`,
    source: pageOf(revision),
  }),
  'policy-leading-offer': ({ revision, found, others }) => ({
    message: `Microsoft's rules (${revision}): ${caseWords(found)}. This takes the likeliest offer for granted; otherwise: ${others.map(caseWords).join('; ')}.`,
    source: pageOf(revision),
  }),
  'policy-undetermined': ({ revision, cases }) => ({
    message: `Microsoft's rules (${revision}) differ for what the facts leave possible: ${cases.map(caseWords).join('; ')}.`,
    source: pageOf(revision),
  }),
  'policy-would-settle': ({ fact }) => ({ message: `${SETTLING_WORDS[fact]}.` }),
  'offer-not-named': ({ revision, offer, readAs }) => ({
    message:
      readAs === null
        ? `This revision (${revision}) does not name this offer: ${offer} cannot be read as any that it names.`
        : `This revision (${revision}) does not name this offer: ${offer} is read as ${readAs}, which is inferred.`,
    source: pageOf(revision),
  }),
  'pages-disagree': ({ revision }) => ({
    message: `Microsoft's two pages disagree: the SMTP page (${revision}) no longer names 15 November 2017, but the page on network security groups still says that subscriptions created before it can send on port 25, whatever their type.`,
    source: `${pageOf(revision)} / ${citation(REVISIONS[revision].secondPage ?? NSG_OVERVIEW)}`,
  }),
  'policy-without-vms': () => ({
    message: 'The subscription cannot hold virtual machines, so no rule on port 25 applies to it.',
    source: 'GET /subscriptions, subscriptionPolicies.quotaId',
  }),
  'request-needs-good-standing': ({ revision }) => ({
    message:
      "Microsoft asks for good standing and payment history: paid invoices of at least 1,000 US dollars in total (Microsoft's self-help text, 2020-11-20).",
    source: pageOf(revision),
  }),
  'exemption-frees-new-vms-only': ({ revision }) => ({
    message: 'By this text only VMs created after an exemption was granted benefit from it.',
    source: pageOf(revision),
  }),
  'exemption-needs-delegated-subnet-step': ({ revision }) => ({
    message:
      'In a virtual network with a delegated subnet an exemption also needs a temporary subnet, added and removed again.',
    source: pageOf(revision),
  }),
  'revision-of-another-cloud': ({ revision, cloud }) => ({
    message: `Warning: the revision ${revision} was written for another cloud than ${cloud}.`,
    source: pageOf(revision),
  }),
  'government-uses-public-rules': ({ revision }) => ({
    message: `No page on port 25 for Azure Government was found; the rules of the public cloud (${revision}) are used.`,
    source: pageOf(revision),
  }),
  'exemption-observed': ({ flagsTrue, flagsFalse }) => ({
    message: `The subscription is exempted as far as Azure shows: ${flagsTrue} of ${flagsTrue + flagsFalse} NICs of its VMs may send on port 25.`,
    source: NIC_FLAG,
  }),
  'exemption-declared': ({ flagsTrue, flagsFalse }) => ({
    message: `The owner declares that Microsoft has exempted the subscription${unconfirmed(flagsTrue, flagsFalse)}.`,
    source: 'declarations file, exemption',
  }),
  'scale-set-flags-not-reported': ({ scaleSet, nics }) => ({
    message: `Azure reports for none of the ${nics} NICs of scale set ${scaleSet} whether it may send on port 25.`,
    source: NIC_FLAG,
  }),
  'declared-exemption-needless': () => ({
    message:
      'Warning: an exemption is declared, but the subscription is open without one; the declaration changes nothing and can be ' +
      'removed from the declarations file.',
    source: 'declarations file, exemption',
  }),
};

function unconfirmed(flagsTrue: number, flagsFalse: number): string {
  return flagsTrue === 0 && flagsFalse > 0 ? `, yet none of ${flagsFalse} NICs of its VMs shows it` : '';
}

function caseWords({ offers, created, status, routes }: PolicyCase): string {
  const by = routes.map((route) => ROUTE_WORDS[route]).join(' or ');
  return `for ${offers.join(', ')}${SIDE_WORDS[created]} ${STATUS_WORDS[status]}${by === '' ? '' : ` ${by}`}`;
}

function pageOf(revision: RevisionName): string {
  return citation(REVISIONS[revision].source);
}
