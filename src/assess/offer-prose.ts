import type { OfferReason } from '../model/inference-reason.ts';
import type { OfferClass } from '../model/offer.ts';
import { roleHelps } from './offer-obstacle.ts';
import type { Prose } from './worded.ts';

const QUOTA_ID = 'GET /subscriptions, subscriptionPolicies.quotaId';
const SPENDING_LIMIT = 'GET /subscriptions, subscriptionPolicies.spendingLimit';
const BILLING = 'GET Microsoft.Billing/billingProperty/default (2024-04-01)';
const DECLARED = 'declarations file, offer';
const MEND = 'correct or remove it in the declarations file';

const OBSTACLES: ReadonlyMap<string, string> = new Map([
  ['empty', 'it held nothing'],
  ['subscription-disabled', 'it was not asked for: the subscription is disabled'],
  ['subscription-delegated', 'it was not asked for: the subscription is delegated from another tenant'],
  ['subscription-excluded', 'it was not asked for: the subscription is excluded'],
  ['no-virtual-machines', 'it was not asked for: the subscription has no virtual machines'],
  ['not-needed', 'it was not asked for'],
]);

/** What each reason for an offer says. */
export const OFFER_PROSE: Prose<OfferReason> = {
  'offer-declared': ({ offer }) => ({
    message: `The owner declares the offer ${offer}, which wins over everything read from Azure.`,
    source: DECLARED,
  }),
  'declared-offer-contradicts-quota-id': ({ offer, quotaId, candidates }) => ({
    message:
      candidates.length === 0
        ? `Warning: the declared offer ${offer} contradicts the quota ID ${quotaId}, which cannot hold virtual machines; ${MEND}.`
        : `Warning: the declared offer ${offer} contradicts the quota ID ${quotaId}, which stands for ${anyOf(candidates)}; ${MEND}.`,
    source: `${DECLARED}; ${QUOTA_ID}`,
  }),
  'declared-offer-contradicts-billing': ({ offer, candidates }) => ({
    message: `Warning: the declared offer ${offer} contradicts the billing property, which gives ${anyOf(candidates)}; ${MEND}.`,
    source: `${DECLARED}; ${BILLING}`,
  }),
  'offer-from-billing': ({ offer, deciding }) => ({
    message: `The billing property settles the offer: ${offer} (${deciding.join('; ')}).`,
    source: BILLING,
  }),
  'billing-leaves-several': ({ candidates, deciding }) => ({
    message: `The billing property leaves ${anyOf(candidates)} (${deciding.join('; ')}).`,
    source: BILLING,
  }),
  'billing-contradicts-quota-id': ({ candidates, quotaId }) => ({
    message: `Warning: the quota ID ${quotaId} does not stand for ${anyOf(candidates)}, which the billing property gives. The billing property wins.`,
    source: `${BILLING}; ${QUOTA_ID}`,
  }),
  'billing-leaves-none': ({ quotaId }) => ({
    message: `Warning: the billing property names the Microsoft Online Services Program, which sells no offer of the quota ID ${quotaId ?? '(none)'}. The quota ID stands.`,
    source: `${BILLING}, billingAccountAgreementType; ${QUOTA_ID}`,
  }),
  'billing-does-not-decide': ({ agreement }) => ({
    message: `The billing property was read but does not tell the offer: its agreement type is ${agreement ?? 'missing'}.`,
    source: `${BILLING}, billingAccountAgreementType`,
  }),
  'offer-from-quota-id': ({ quotaId, offer, spendingLimit }) => ({
    message:
      spendingLimit === undefined
        ? `The quota ID ${quotaId} leaves one offer: ${offer}.`
        : `With this spending limit the quota ID ${quotaId} leaves one offer: ${offer}.`,
    source: QUOTA_ID,
  }),
  'offer-leads': ({ quotaId, offer, others, spendingLimit }) => ({
    message:
      spendingLimit === undefined
        ? `The quota ID ${quotaId} most usually stands for ${offer}; ${anyOf(others)} would be less usual.`
        : `With this spending limit the quota ID ${quotaId} leaves ${offer} first; ${anyOf(others)} ${others.length === 1 ? 'is' : 'are'} not ruled out.`,
    source: QUOTA_ID,
  }),
  'offer-ambiguous': ({ quotaId, candidates }) => ({
    message: `The quota ID ${quotaId} stands for ${anyOf(candidates)}, and none of them is the usual one.`,
    source: QUOTA_ID,
  }),
  'quota-id-unknown': ({ quotaId }) => ({
    message:
      quotaId === null
        ? 'The subscription reports no quota ID, which would narrow its offer down.'
        : `The quota ID ${quotaId} is not known, so it rules no offer out.`,
    source: QUOTA_ID,
  }),
  'quota-id-cannot-hold-vms': ({ quotaId }) => ({
    message: `A subscription with the quota ID ${quotaId} cannot hold virtual machines, so it has no offer to judge, and no rule on port 25 applies to it.`,
    source: QUOTA_ID,
  }),
  'spending-limit-rules-out': ({ spendingLimit, ruledOut }) => ({
    message: `The spending limit is ${spendingLimit}, as only a credit or a free offer has it: this rules out ${ruledOut.join(', ')}.`,
    source: SPENDING_LIMIT,
  }),
  'spending-limit-ignored': ({ spendingLimit, candidates }) => ({
    message: `Warning: the spending limit ${spendingLimit} contradicts the offer (${anyOf(candidates)} never has one), so it is ignored.`,
    source: SPENDING_LIMIT,
  }),
  'offer-would-settle': (reason) => ({
    message: wouldSettle(reason),
    source: BILLING,
  }),
};

function wouldSettle(reason: Extract<OfferReason, { code: 'offer-would-settle' }>): string {
  const { by, obstacle } = reason;
  if (by === 'declaration') {
    return 'Declaring the offer in the declarations file would settle it: the billing property was read and does not.';
  }
  return roleHelps(reason)
    ? `The billing property would settle the offer (${wordsFor(obstacle)}). It needs Microsoft.Billing/billingProperty/read: the Reader, Billing Reader or Cost Management Reader role on the subscription. Or declare the offer in the declarations file.`
    : `Declaring the offer in the declarations file would settle it: Azure has no billing property for the subscription (${obstacle === 'empty' ? wordsFor(obstacle) : obstacle}).`;
}

function anyOf(offers: readonly OfferClass[]): string {
  const last = offers.at(-1) ?? 'no offer';
  return offers.length < 2 ? last : `${offers.slice(0, -1).join(', ')} or ${last}`;
}

function wordsFor(obstacle: string | null): string {
  return obstacle === null ? 'not read' : (OBSTACLES.get(obstacle) ?? `could not be read: ${obstacle}`);
}
