import type { Confidence } from '../model/confidence.ts';
import type { OfferInference } from '../model/inference.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Reading } from '../model/reading.ts';
import type { BillingPropertyFact } from '../model/subscription-facts.ts';
import type { BillingAnswer } from './billing-offer.ts';
import { billingOffer } from './billing-offer.ts';
import { offerEvidence } from './offer-evidence.ts';
import type { OfferFactName, OfferFacts } from './offer-facts.ts';
import type { QuotaMeaning } from './quota-ids.ts';
import { quotaMeaning } from './quota-ids.ts';
import type { Standing } from './spending-limit.ts';
import { narrowBySpendingLimit } from './spending-limit.ts';

/** What the best evidence leaves, before the spending limit, and which evidence that is. */
interface Basis {
  readonly standing: Standing;
  readonly decidedBy: OfferFactName;
  readonly reasons: readonly InferenceReason[];
}

/**
 * Decides which offer a subscription has. A declared offer wins, then the billing property, then the quota ID, whose first
 * candidate leads where the others are merely less usual; the spending limit narrows what is left. Contradictions between them
 * are reasons, never silently dropped. High confidence by declaration or billing, medium by a quota ID with one candidate, low
 * for a leading one; `null` where the offer is undetermined.
 */
export function inferOffer(facts: OfferFacts): OfferInference {
  const { subscription } = facts;
  const quota = quotaMeaning(subscription.quotaId);
  if (quota.kind === 'cannot-hold-vms') return withoutVms(facts);
  const fact = billingFact(facts.billing);
  const billing = fact === undefined ? undefined : billingOffer(fact, quota);
  const basis = basisOf({ facts, quota, billing, agreement: fact?.agreementType ?? null });
  const limited = narrowBySpendingLimit(basis.standing, subscription.spendingLimit);
  const { candidates, leads } = limited.standing;
  const offer = candidates.length === 1 || leads ? (candidates[0] ?? null) : null;
  const confidence = offer === null ? null : confidenceOf(basis, limited.standing);
  const byQuotaId = basis.decidedBy === 'quota ID' ? quotaReasons(limited, quota, subscription) : [];
  return {
    offer,
    candidates,
    leads,
    confidence,
    holdsVms: true,
    evidence: offerEvidence(facts, { decidedBy: basis.decidedBy, confidence }),
    reasons: [
      ...basis.reasons,
      ...limited.reasons,
      ...byQuotaId,
      ...(confidence === 'high' ? [] : [wouldSettle(facts.billing)]),
    ],
  };
}

function withoutVms(facts: OfferFacts): OfferInference {
  const { subscription, declared } = facts;
  const quotaId = subscription.quotaId ?? '';
  const contradiction =
    declared === undefined
      ? []
      : [{ code: 'declared-offer-contradicts-quota-id', offer: declared, quotaId, candidates: [] } as const];
  return {
    offer: null,
    candidates: [],
    leads: false,
    confidence: null,
    holdsVms: false,
    evidence: offerEvidence(facts, { decidedBy: 'quota ID', confidence: null }),
    reasons: [{ code: 'quota-id-cannot-hold-vms', quotaId }, ...contradiction],
  };
}

interface Grounds {
  readonly facts: OfferFacts;
  readonly quota: QuotaMeaning;
  readonly billing: BillingAnswer | undefined;
  readonly agreement: string | null;
}

function basisOf(grounds: Grounds): Basis {
  const { facts, quota, billing, agreement } = grounds;
  if (facts.declared !== undefined) return byDeclaration(facts.declared, grounds);
  if (billing !== undefined && (billing.kind === 'settles' || billing.kind === 'several')) {
    return byBilling(billing, grounds);
  }
  const reasons: readonly InferenceReason[] =
    billing === undefined ? [] : [unhelpful(billing, facts.subscription.quotaId ?? null, agreement)];
  return { standing: quota, decidedBy: 'quota ID', reasons };
}

function byDeclaration(declared: OfferClass, { facts, quota, billing }: Grounds): Basis {
  const { quotaId = '' } = facts.subscription;
  const overQuotaId = quota.kind === 'offers' && !quota.candidates.includes(declared);
  const overBilling =
    billing !== undefined && billing.kind !== 'undecided' && !billing.candidates.includes(declared);
  return {
    standing: { candidates: [declared], leads: false },
    decidedBy: 'declared offer',
    reasons: [
      { code: 'offer-declared', offer: declared },
      ...(overQuotaId
        ? [
            {
              code: 'declared-offer-contradicts-quota-id',
              offer: declared,
              quotaId,
              candidates: quota.candidates,
            } as const,
          ]
        : []),
      ...(overBilling && billing.kind !== 'none-left'
        ? [
            {
              code: 'declared-offer-contradicts-billing',
              offer: declared,
              candidates: billing.candidates,
            } as const,
          ]
        : []),
    ],
  };
}

function byBilling(billing: BillingAnswer, { facts, quota }: Grounds): Basis {
  const { candidates, leads, deciding } = billing;
  const { quotaId = '' } = facts.subscription;
  const [offer] = candidates;
  const against = quota.kind === 'offers' && !candidates.some((one) => quota.candidates.includes(one));
  return {
    standing: { candidates, leads },
    decidedBy: 'billing property',
    reasons: [
      offer === undefined || billing.kind === 'several'
        ? { code: 'billing-leaves-several', candidates, deciding }
        : { code: 'offer-from-billing', offer, deciding },
      ...(against ? [{ code: 'billing-contradicts-quota-id', candidates, quotaId } as const] : []),
    ],
  };
}

function unhelpful(
  billing: BillingAnswer,
  quotaId: string | null,
  agreement: string | null,
): InferenceReason {
  return billing.kind === 'none-left'
    ? { code: 'billing-leaves-none', quotaId }
    : { code: 'billing-does-not-decide', agreement };
}

function quotaReasons(
  { standing: { candidates, leads }, reasons }: ReturnType<typeof narrowBySpendingLimit>,
  quota: QuotaMeaning,
  { quotaId, spendingLimit }: OfferFacts['subscription'],
): readonly InferenceReason[] {
  const [offer, ...others] = candidates;
  const narrowed = reasons.some(({ code }) => code === 'spending-limit-rules-out');
  const limit = narrowed && spendingLimit !== undefined ? { spendingLimit } : {};
  if (quota.kind === 'unknown') return [{ code: 'quota-id-unknown', quotaId: quotaId?.trim() || null }];
  if (offer === undefined || quotaId === undefined) return [];
  if (others.length === 0) return [{ code: 'offer-from-quota-id', quotaId, offer, ...limit }];
  return leads
    ? [{ code: 'offer-leads', quotaId, offer, others, ...limit }]
    : [{ code: 'offer-ambiguous', quotaId, candidates }];
}

function confidenceOf(basis: Basis, { candidates }: Standing): Confidence {
  if (candidates.length > 1) return 'low';
  return basis.decidedBy === 'quota ID' ? 'medium' : 'high';
}

/** The property exists once for a subscription. One that could not be read in full is no property. */
function billingFact(billing: Reading<BillingPropertyFact>): BillingPropertyFact | undefined {
  return billing.kind === 'read' ? billing.items[0] : undefined;
}

function wouldSettle(billing: Reading<BillingPropertyFact>): InferenceReason {
  switch (billing.kind) {
    case 'unreadable':
      return {
        code: 'offer-would-settle',
        by: 'billing-property',
        obstacle: [billing.problem.status, billing.problem.code]
          .filter((part) => part !== undefined)
          .join(' '),
      };
    case 'not-asked':
      return { code: 'offer-would-settle', by: 'billing-property', obstacle: billing.why };
    case 'read':
      return billing.items.length > 0
        ? { code: 'offer-would-settle', by: 'declaration', obstacle: null }
        : { code: 'offer-would-settle', by: 'billing-property', obstacle: 'empty' };
  }
}
