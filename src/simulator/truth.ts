import type { Confidence } from '../model/confidence.ts';
import type { Coverage } from '../model/finding.ts';
import type { WitnessKind } from '../model/inference-reason.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Cutoff, Exemption, PolicyStatus } from '../model/revision.ts';
import type { Egress, NetworkPath, NicFlag, PlatformState, Verdict } from '../model/verdict.ts';
import type { PerEveryRevision } from './revision-truth.ts';

/** The revisions of Microsoft's text for which situations state the truth literally: the default one and the current one. */
export const TRUTH_REVISIONS = ['2020-11', '2023-12'] as const;

export type TruthRevision = (typeof TRUTH_REVISIONS)[number];

export type PerRevision<T> = Readonly<Record<TruthRevision, T>>;

/**
 * What a correct audit says of one VM or scale-set instance. `shows` names the situations that it was made from. `owner` is the
 * egress owner: the firewall, the appliance's NIC, or the load balancer in front of several. `atMost` is the most that the
 * confidence may be, where the specification caps it and the network has a say in the verdict. `lastStarted` (ISO 8601 UTC) is
 * when the activity log last shows it started, `null` where the log shows nothing, may not be read or cannot decide. `sender`
 * says whether the demo's declarations name it among those that are meant to send mail.
 */
export interface VmTruth {
  readonly resourceId: string;
  readonly kind: 'vm' | 'vmss-instance';
  readonly name: string;
  readonly shows: string;
  readonly powerState: string | null;
  readonly nicFlag: NicFlag | null;
  readonly platform: PerRevision<PlatformState>;
  readonly platforms: PerEveryRevision<PlatformState>;
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly owner?: string;
  readonly atMost?: Confidence;
  readonly verdict: PerRevision<Verdict>;
  readonly verdicts: PerEveryRevision<Verdict>;
  readonly lastStarted: string | null;
  readonly sender: boolean;
}

/**
 * When a subscription was created, as far as it can be known: the bounds (ISO 8601 UTC to the
 * millisecond, or a calendar date where the witness gives one), and the witness that puts
 * it on its side of the cut-off (`null` where it is on neither).
 */
export interface CreatedTruth {
  readonly createdNotBefore: string | null;
  readonly createdNotAfter: string | null;
  readonly decidedBy: WitnessKind | null;
}

/** What a correct audit says of one subscription, with the demo's declarations. `null` is an empty column. */
export interface SubscriptionTruth extends CreatedTruth {
  readonly id: string;
  /** The name by which changes speak of it; it outlives a renaming. */
  readonly key: string;
  readonly name: string;
  readonly shows: string;
  readonly coverage: Coverage;
  readonly offer: OfferClass | null;
  readonly policyStatus: PerRevision<PolicyStatus | null>;
  readonly policyStatuses: PerEveryRevision<PolicyStatus | null>;
  readonly cutoff: Cutoff;
  /** Not known, and so `null`, where the NICs were not asked for or could not be read. */
  readonly exemption: PerRevision<Exemption | null>;
  readonly exemptions: PerEveryRevision<Exemption | null>;
}
