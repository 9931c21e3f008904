import { inferCreation } from '../infer/creation.ts';
import { inferOffer } from '../infer/offer.ts';
import type { Declarations } from '../model/declarations.ts';
import type { CreationInference, OfferInference } from '../model/inference.ts';
import type { CloudName, RevisionName } from '../model/revision.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { currentRevision } from '../policy/revisions.ts';
import { attachedFlags } from './attached-flags.ts';
import { type Outlook, outlook } from './outlook.ts';

/** What subscriptions are judged with: the cloud, the chosen revision, and what owners declare. */
export interface InferenceContext {
  readonly cloud: CloudName;
  readonly revision: RevisionName;
  readonly declarations: Declarations;
}

/** The revisions under which everything is judged: the chosen one, and the cloud's current one in the same pass. */
export type Under = 'chosen' | 'current';

/** A subscription's offer, date, and what each of the two revisions makes of them. */
export interface SubscriptionInference {
  readonly offer: OfferInference;
  readonly creation: CreationInference;
  readonly outlooks: Readonly<Record<Under, Outlook>>;
  readonly declaredExemption: { readonly grantedOn?: string } | undefined;
}

/** Infers a subscription's offer, creation date, policy status and exemption from its facts. */
export function inferSubscription(
  facts: SubscriptionFacts,
  context: InferenceContext,
): SubscriptionInference {
  const { subscription, readings } = facts;
  const declared = context.declarations.subscriptions.get(subscription.id);
  const offer = inferOffer({
    subscription,
    billing: readings.billingProperty,
    ...(declared?.offer === undefined ? {} : { declared: declared.offer }),
  });
  const creation = inferCreation({
    facts,
    ...(declared?.createdOn === undefined ? {} : { declaredOn: declared.createdOn }),
  });
  const input = {
    offer,
    creation,
    declaredExemption: declared?.exemption !== undefined,
    attachedFlags: attachedFlags(facts),
  };
  return {
    offer,
    creation,
    outlooks: {
      chosen: outlook(input, context.revision),
      current: outlook(input, currentRevision(context.cloud)),
    },
    declaredExemption: declared?.exemption,
  };
}
