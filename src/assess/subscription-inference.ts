import { inferCreation } from '../infer/creation.ts';
import { inferOffer } from '../infer/offer.ts';
import type { Declarations } from '../model/declarations.ts';
import type { CreationInference, OfferInference } from '../model/inference.ts';
import type { CloudName, RevisionName } from '../model/revision.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { currentRevision } from '../policy/revisions.ts';
import { attachedFlags } from './attached-flags.ts';
import { type MachineLog, machineLog } from './machine-history.ts';
import { type Outlook, type Outlooks, outlooksOf } from './outlook.ts';

/** What subscriptions are judged with: the cloud, the chosen revision, and what owners declare. */
export interface InferenceContext {
  readonly cloud: CloudName;
  readonly revision: RevisionName;
  readonly declarations: Declarations;
}

/** A subscription's offer, date, and what every revision makes of them; the chosen one and the cloud's current one by name. */
export interface SubscriptionInference {
  readonly offer: OfferInference;
  readonly creation: CreationInference;
  readonly outlooks: Outlooks;
  readonly chosen: Outlook;
  readonly current: Outlook;
  /** What the activity log tells of its machines. */
  readonly log: MachineLog;
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
  const outlooks = outlooksOf({
    offer,
    creation,
    declaredExemption: declared?.exemption !== undefined,
    attachedFlags: attachedFlags(facts),
  });
  return {
    offer,
    creation,
    outlooks,
    chosen: outlooks[context.revision],
    current: outlooks[currentRevision(context.cloud)],
    log: machineLog(readings.machineOperations),
    declaredExemption: declared?.exemption,
  };
}
