import type { Confidence } from '../model/confidence.ts';
import { leastConfidence } from '../model/confidence.ts';
import type {
  CreationInference,
  OfferInference,
  PolicyFinding,
  PolicyPossibility,
} from '../model/inference.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import { OFFER_CLASSES } from '../model/offer.ts';
import type { PolicyStatus, RevisionName } from '../model/revision.ts';
import type { Revision } from './revision.ts';
import { revisionNotes } from './revision-notes.ts';
import { REVISIONS } from './revisions.ts';
import { rulingFor } from './ruling-for.ts';
import { settlingFact } from './settling-fact.ts';
import type { Weighed } from './weighed.ts';
import { casesOf, routesOf, sharedStatus, sidesOf, weigh } from './weighed.ts';

/** What is known of a subscription, and the revision to judge it by. */
export interface PolicyQuestion {
  readonly revision: RevisionName;
  readonly offer: OfferInference;
  readonly creation: CreationInference;
}

const BASIS_CONFIDENCE = {
  named: 'high',
  'second-page': 'medium',
  inferred: 'low',
} as const satisfies Record<Weighed['basis'], Confidence>;

/**
 * Decides what a revision says of a subscription, from every candidate offer on every side of the cut-off that the facts allow.
 * What all of them share is the status. Where they differ and the leading offer may speak, its status holds with low confidence;
 * otherwise the status is undetermined, with every possibility and the one fact that would settle it. The confidence falls only
 * for uncertainties without which the status could be another. A subscription that cannot hold virtual machines has no status.
 */
export function policyStatus(question: PolicyQuestion): PolicyFinding {
  const { revision, offer, creation } = question;
  if (!offer.holdsVms) return undetermined(revision, [], [{ code: 'policy-without-vms' }]);
  const rules = REVISIONS[revision];
  const candidates = offer.candidates.length > 0 ? offer.candidates : OFFER_CLASSES;
  const weighed = weigh(rules, candidates, sidesOf(creation.cutoff));
  const agreed = sharedStatus(weighed);
  if (agreed === 'undetermined') return nothingSaid(question, weighed);
  if (agreed !== undefined) return settled(question, weighed, agreed);
  const leading = offer.leads ? weighed.filter((one) => one.offer === candidates[0]) : [];
  const spoken = sharedStatus(leading);
  if (spoken !== undefined && spoken !== 'undetermined') return spokenFor(question, weighed, leading);
  const reasons: readonly InferenceReason[] = [
    { code: 'policy-undetermined', revision, cases: casesOf(rules, weighed) },
    ...footnotes(rules, weighed),
    { code: 'policy-would-settle', fact: settlingFact(leading.length > 0 ? leading : weighed) },
  ];
  return undetermined(revision, weighed, reasons);
}

function settled(question: PolicyQuestion, weighed: readonly Weighed[], status: PolicyStatus): PolicyFinding {
  const { revision } = question;
  const rules = REVISIONS[revision];
  return {
    revision,
    status,
    confidence: confidenceOf(question, weighed, status),
    routes: routesOf(weighed),
    possibilities: weighed.map(asPossibility),
    reasons: [
      ...casesOf(rules, weighed).map((found) => ({ code: 'policy-says', revision, found }) as const),
      ...footnotes(rules, weighed),
      ...(status === 'requestable' ? revisionNotes(revision) : []),
    ],
  };
}

function spokenFor(
  question: PolicyQuestion,
  weighed: readonly Weighed[],
  leading: readonly Weighed[],
): PolicyFinding {
  const { revision } = question;
  const status = sharedStatus(leading) ?? 'undetermined';
  const rules = REVISIONS[revision];
  const others = casesOf(
    rules,
    weighed.filter((one) => !leading.includes(one)),
  );
  return {
    revision,
    status,
    confidence: 'low',
    routes: routesOf(leading),
    possibilities: weighed.map(asPossibility),
    reasons: [
      ...casesOf(rules, leading).map(
        (found) => ({ code: 'policy-leading-offer', revision, found, others }) as const,
      ),
      ...footnotes(rules, leading),
      { code: 'policy-would-settle', fact: 'offer' },
      ...(status === 'requestable' ? revisionNotes(revision) : []),
    ],
  };
}

function nothingSaid({ revision }: PolicyQuestion, weighed: readonly Weighed[]): PolicyFinding {
  return undetermined(revision, weighed, [
    ...footnotes(REVISIONS[revision], weighed),
    { code: 'policy-would-settle', fact: 'nic-flag' },
  ]);
}

function undetermined(
  revision: RevisionName,
  weighed: readonly Weighed[],
  reasons: readonly InferenceReason[],
): PolicyFinding {
  return {
    revision,
    status: 'undetermined',
    confidence: 'low',
    routes: routesOf(weighed),
    possibilities: weighed.map(asPossibility),
    reasons,
  };
}

/** A chain of what the status rests on: the text, then the offer and the date where another one would give another status. */
function confidenceOf(
  { revision, offer, creation }: PolicyQuestion,
  weighed: readonly Weighed[],
  status: PolicyStatus,
): Confidence {
  const rules = REVISIONS[revision];
  const sides = sidesOf(creation.cutoff);
  const offerMatters = sharedStatus(weigh(rules, OFFER_CLASSES, sides)) !== status;
  const dateMatters =
    creation.cutoff !== 'indeterminate' && weighed.some((one) => changesWithDate(rules, one));
  return leastConfidence(
    ...weighed.map((one) => BASIS_CONFIDENCE[one.basis]),
    offerMatters ? offerConfidence(offer) : 'high',
    dateMatters ? creation.confidence : 'high',
  );
}

/** Where several candidates agree it no longer matters which it is: only whether it is one of them. */
function offerConfidence(offer: OfferInference): Confidence {
  return offer.candidates.length > 1 ? 'medium' : (offer.confidence ?? 'medium');
}

/** Whether on the other side of the cut-off the same offer would have another status, or the same on another footing. */
function changesWithDate(rules: Revision, one: Weighed): boolean {
  const other = rulingFor(rules, one.offer, one.created === 'before' ? 'after' : 'before');
  return other.status !== one.status || other.basis !== one.basis;
}

function footnotes(rules: Revision, weighed: readonly Weighed[]): readonly InferenceReason[] {
  const revision = rules.name;
  const readings = new Map(
    weighed.filter((one) => one.basis === 'inferred').map((one) => [one.offer, one.readAs ?? null]),
  );
  const bySecondPage = weighed.some((one) => one.basis === 'second-page');
  return [
    ...(bySecondPage ? [{ code: 'pages-disagree', revision } as const] : []),
    ...[...readings].map(
      ([offer, readAs]) => ({ code: 'offer-not-named', revision, offer, readAs }) as const,
    ),
  ];
}

function asPossibility({ offer, created, status, route }: Weighed): PolicyPossibility {
  return { offer, created, status, ...(route === undefined ? {} : { route }) };
}
