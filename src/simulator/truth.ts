import type { Confidence } from '../model/confidence.ts';
import type { Coverage } from '../model/finding.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Cutoff, Exemption, PolicyStatus } from '../model/revision.ts';
import type { Egress, NetworkPath, NicFlag, PlatformState, Verdict } from '../model/verdict.ts';

/** The revisions of Microsoft's text for which the tenant's truth is stated: the default one and the current one. */
export const TRUTH_REVISIONS = ['2020-11', '2023-12'] as const;

export type TruthRevision = (typeof TRUTH_REVISIONS)[number];

export type PerRevision<T> = Readonly<Record<TruthRevision, T>>;

/**
 * What a correct audit says of one VM or scale-set instance. `shows` names the situations that it was made from. `owner` is the
 * egress owner: the firewall, the appliance's NIC, or the load balancer in front of several. `atMost` is the most that the
 * confidence may be, where the specification caps it and the network has a say in the verdict.
 */
export interface VmTruth {
  readonly resourceId: string;
  readonly kind: 'vm' | 'vmss-instance';
  readonly shows: string;
  readonly powerState: string | null;
  readonly nicFlag: NicFlag | null;
  readonly platform: PerRevision<PlatformState>;
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly owner?: string;
  readonly atMost?: Confidence;
  readonly verdict: PerRevision<Verdict>;
}

/** What a correct audit says of one subscription, with the demo's declarations. `null` is an empty column. */
export interface SubscriptionTruth {
  readonly id: string;
  readonly name: string;
  readonly shows: string;
  readonly coverage: Coverage;
  readonly offer: OfferClass | null;
  readonly policyStatus: PerRevision<PolicyStatus | null>;
  readonly cutoff: Cutoff;
  /** Not known, and so `null`, where the NICs were not asked for or could not be read. */
  readonly exemption: PerRevision<Exemption | null>;
}
