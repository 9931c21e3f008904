import type { OfferClass } from './offer.ts';
import type { CloudName, PolicyStatus, RequestRoute, RevisionName } from './revision.ts';

/**
 * What can bear witness to a subscription's creation date. The readers in `infer/` register themselves one by one; the kinds
 * stand here together because reasons and prose name them.
 */
export type WitnessKind =
  | 'declared-date'
  | 'alias'
  | 'billing-subscription'
  | 'billing-period'
  | 'role-assignment'
  | 'policy-assignment'
  | 'resource-group'
  | 'resource'
  | 'virtual-machine'
  | 'scale-set-instance'
  | 'disk';

/** A witness as reasons name it: its kind, the thing that carries the time, and the time as it was given. */
export interface NamedWitness {
  readonly kind: WitnessKind;
  readonly subject: string;
  readonly at: string;
}

/** Some of the possibilities that were weighed and the status that they share; `either` is both sides of the cut-off. */
export interface PolicyCase {
  readonly offers: readonly OfferClass[];
  readonly created: 'before' | 'after' | 'either';
  readonly status: PolicyStatus;
  readonly routes: readonly RequestRoute[];
}

/**
 * The fact that would settle an open status: the offer, the creation date, both, or (where no text names the offer) what Azure
 * itself shows on a NIC.
 */
export type SettlingFact = 'offer' | 'creation-date' | 'offer-and-creation-date' | 'nic-flag';

/** Why an offer is what it is. `offer-would-settle` says what would raise the confidence. */
export type OfferReason =
  | { readonly code: 'offer-declared'; readonly offer: OfferClass }
  | {
      readonly code: 'declared-offer-contradicts-quota-id';
      readonly offer: OfferClass;
      readonly quotaId: string;
      readonly candidates: readonly OfferClass[];
    }
  | {
      readonly code: 'declared-offer-contradicts-billing';
      readonly offer: OfferClass;
      readonly candidates: readonly OfferClass[];
    }
  | { readonly code: 'offer-from-billing'; readonly offer: OfferClass; readonly deciding: readonly string[] }
  | {
      readonly code: 'billing-leaves-several';
      readonly candidates: readonly OfferClass[];
      readonly deciding: readonly string[];
    }
  | {
      readonly code: 'billing-contradicts-quota-id';
      readonly candidates: readonly OfferClass[];
      readonly quotaId: string;
    }
  | { readonly code: 'billing-leaves-none'; readonly quotaId: string | null }
  | { readonly code: 'billing-does-not-decide'; readonly agreement: string | null }
  | {
      readonly code: 'offer-from-quota-id';
      readonly quotaId: string;
      readonly offer: OfferClass;
      /** The spending limit that left no other. */
      readonly spendingLimit?: string;
    }
  | {
      readonly code: 'offer-leads';
      readonly quotaId: string;
      readonly offer: OfferClass;
      readonly others: readonly OfferClass[];
      /** The spending limit that ruled out the offer for which the quota ID most usually stands. */
      readonly spendingLimit?: string;
    }
  | {
      readonly code: 'offer-ambiguous';
      readonly quotaId: string;
      readonly candidates: readonly OfferClass[];
    }
  | { readonly code: 'quota-id-unknown'; readonly quotaId: string | null }
  | { readonly code: 'quota-id-cannot-hold-vms'; readonly quotaId: string }
  | {
      readonly code: 'spending-limit-rules-out';
      readonly spendingLimit: string;
      readonly ruledOut: readonly OfferClass[];
    }
  | {
      readonly code: 'spending-limit-ignored';
      readonly spendingLimit: string;
      readonly candidates: readonly OfferClass[];
    }
  | {
      readonly code: 'offer-would-settle';
      readonly by: 'billing-property' | 'declaration';
      readonly obstacle: string | null;
    };

/** Why a creation interval is what it is. Times stand as their witnesses gave them. */
export type CreationReason =
  | { readonly code: 'creation-declared'; readonly on: string }
  | { readonly code: 'creation-exact'; readonly witness: NamedWitness }
  | { readonly code: 'creation-not-after'; readonly witness: NamedWitness; readonly weak: boolean }
  | {
      readonly code: 'creation-transferred';
      readonly purchase: NamedWitness;
      readonly earlier: NamedWitness;
    }
  | {
      readonly code: 'creation-contradiction';
      readonly first: NamedWitness;
      readonly second: NamedWitness;
    }
  | {
      readonly code: 'creation-witness-set-aside';
      readonly witness: NamedWitness;
      readonly against: NamedWitness;
    }
  | {
      readonly code: 'creation-time-ignored';
      readonly kind: WitnessKind;
      readonly subject: string;
      readonly value: string;
      readonly why: 'unparseable' | 'not-set';
      readonly count: number;
    }
  | {
      readonly code: 'creation-witness-unreadable';
      readonly kind: WitnessKind;
      readonly problem: string;
      readonly action: string | null;
    }
  | { readonly code: 'creation-near-cutoff'; readonly at: string }
  | { readonly code: 'creation-unknown' }
  | { readonly code: 'creation-would-settle' };

/** Why a revision's status for a subscription is what it is, and what else that revision says of asking for removal. */
export type PolicyReason =
  | { readonly code: 'policy-says'; readonly revision: RevisionName; readonly found: PolicyCase }
  | {
      readonly code: 'policy-leading-offer';
      readonly revision: RevisionName;
      readonly found: PolicyCase;
      readonly others: readonly PolicyCase[];
    }
  | {
      readonly code: 'policy-undetermined';
      readonly revision: RevisionName;
      readonly cases: readonly PolicyCase[];
    }
  | { readonly code: 'policy-would-settle'; readonly fact: SettlingFact }
  | {
      readonly code: 'offer-not-named';
      readonly revision: RevisionName;
      readonly offer: OfferClass;
      readonly readAs: OfferClass | null;
    }
  | { readonly code: 'pages-disagree'; readonly revision: RevisionName }
  | { readonly code: 'policy-without-vms' }
  | { readonly code: 'request-needs-good-standing'; readonly revision: RevisionName }
  | { readonly code: 'exemption-frees-new-vms-only'; readonly revision: RevisionName }
  | { readonly code: 'exemption-needs-delegated-subnet-step'; readonly revision: RevisionName }
  | {
      readonly code: 'revision-of-another-cloud';
      readonly revision: RevisionName;
      readonly cloud: CloudName;
    }
  | { readonly code: 'government-uses-public-rules'; readonly revision: RevisionName };

/** Why an exemption is held to exist, or not. Counts are NICs attached to VMs or scale-set instances. */
export type ExemptionReason =
  | { readonly code: 'exemption-observed'; readonly flagsTrue: number; readonly flagsFalse: number }
  | { readonly code: 'exemption-declared'; readonly flagsTrue: number; readonly flagsFalse: number }
  | { readonly code: 'declared-exemption-needless' }
  | { readonly code: 'scale-set-flags-not-reported'; readonly scaleSet: string; readonly nics: number };

/**
 * Why an offer, a creation interval, a policy status or an exemption is what it is: codes with their arguments. The prose of
 * each stands in `assess/inference-prose.ts`.
 */
export type InferenceReason = OfferReason | CreationReason | PolicyReason | ExemptionReason;
