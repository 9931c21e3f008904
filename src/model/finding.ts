import type { ChangeKind } from './change.ts';
import type { Confidence } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import type { OfferClass } from './offer.ts';
import type { ReviewMark } from './review.ts';
import type { Cutoff, Exemption, PolicyStatus, RequestRoute, RevisionName } from './revision.ts';
import type { SubscriptionId } from './subscription-id.ts';
import type { Egress, NetworkPath, NicFlag, PlatformState, Verdict } from './verdict.ts';

/** A reason or an action as a person reads it: its code, one sentence or two, and the document or API field behind it. */
export interface Explained {
  readonly code: string;
  readonly message: string;
  readonly source?: string;
}

/** How much of a subscription could be read. `excluded` and `disabled` ones were not asked. */
export type Coverage = 'complete' | 'partial' | 'unreadable' | 'disabled' | 'excluded';

/**
 * The judged result for one VM: the columns of `vms.csv` in camelCase, with the chain behind them. `null` means not known.
 * Times are ISO 8601 UTC; `createdNotBefore` and `createdNotAfter` bound the subscription's creation.
 */
export interface VmFinding {
  readonly subscriptionId: SubscriptionId;
  readonly subscriptionName: string;
  readonly tenantId: string | null;
  readonly offer: OfferClass | null;
  readonly offerConfidence: Confidence | null;
  readonly createdNotBefore: string | null;
  readonly createdNotAfter: string | null;
  readonly exemption: Exemption | null;
  readonly resourceGroup: string | null;
  readonly name: string;
  readonly kind: 'vm' | 'vmss-instance';
  readonly location: string | null;
  readonly powerState: string | null;
  readonly verdict: Verdict;
  readonly platform: PlatformState;
  readonly path: NetworkPath;
  readonly egress: Egress | null;
  readonly egressOwner: string | null;
  readonly confidence: Confidence;
  readonly nicFlag: NicFlag | null;
  readonly egressAddress: string | null;
  readonly reverseDns: string | null;
  readonly lastStarted: string | null;
  readonly reasons: readonly Explained[];
  readonly actions: readonly Explained[];
  readonly policy: RevisionName;
  readonly verdictCurrentPolicy: Verdict;
  readonly firstSeen: string;
  /** Against the previous run of the same scope; `null` where there is none. */
  readonly change: ChangeKind | null;
  readonly resourceId: string;
  readonly evidence: readonly Evidence[];
  readonly nics: readonly string[];
  /** Whether the declarations file names it among those that are meant to send mail. */
  readonly sender: boolean;
  /** The owner tags that were asked for, by name; one that is nowhere set is not there. */
  readonly tags: Readonly<Record<string, string>>;
  /** The verdict under each revision of Microsoft's rules. */
  readonly verdicts: Readonly<Record<RevisionName, Verdict>>;
  /** Since when every run has given this verdict. */
  readonly verdictSince: string;
  readonly review: ReviewMark | null;
}

/** The number of VMs under each verdict, by the names of the columns and of `run.json`. */
export interface VerdictCounts {
  readonly direct: number;
  readonly restart: number;
  readonly requestExemption: number;
  readonly relay: number;
  readonly fixNetwork: number;
  readonly undetermined: number;
}

export const NO_VERDICTS: VerdictCounts = {
  direct: 0,
  restart: 0,
  requestExemption: 0,
  relay: 0,
  fixNetwork: 0,
  undetermined: 0,
};

/** The column of `subscriptions.csv` and of `run.json` that counts each verdict, in camelCase. */
export const COUNT_OF_VERDICT = {
  direct: 'direct',
  restart: 'restart',
  'request-exemption': 'requestExemption',
  relay: 'relay',
  'fix-network': 'fixNetwork',
  undetermined: 'undetermined',
} as const satisfies Record<Verdict, keyof VerdictCounts>;

/** The judged result for one subscription: the columns of `subscriptions.csv` in camelCase, with the evidence behind them. */
export interface SubscriptionFinding extends VerdictCounts {
  readonly subscriptionId: SubscriptionId;
  readonly name: string;
  readonly tenantId: string | null;
  readonly state: string;
  readonly quotaId: string | null;
  readonly offer: OfferClass | null;
  readonly offerCandidates: readonly OfferClass[];
  readonly offerConfidence: Confidence | null;
  readonly createdNotBefore: string | null;
  readonly createdNotAfter: string | null;
  readonly cutoff: Cutoff | null;
  readonly policy: RevisionName;
  readonly policyStatus: PolicyStatus | null;
  readonly exemption: Exemption | null;
  readonly vms: number;
  readonly coverage: Coverage;
  readonly coverageDetail: string | null;
  /** The status under the cloud's current revision, and how many VMs that changes. */
  readonly policyStatusCurrent: PolicyStatus | null;
  readonly differsUnderCurrentPolicy: number;
  /** The status under each revision of Microsoft's rules; `null` where the quota ID cannot hold VMs. */
  readonly policyStatuses: Readonly<Record<RevisionName, PolicyStatus | null>>;
  /**
   * How Microsoft is asked to lift the block, under the chosen revision; empty where it does not do so for any offer that comes into
   * question.
   */
  readonly routes: readonly RequestRoute[];
  /** How many of its VMs are meant to send mail. */
  readonly senders: number;
  /** How many of its VMs are instances of scale sets (Uniform ones, which list them apart), and of how many. */
  readonly scaleSetInstances: number;
  readonly scaleSets: number;
  /** How many VMs are told to ask for an exemption that Microsoft's current page no longer offers. */
  readonly requestsNoLongerOffered: number;
  readonly change: ChangeKind | null;
  readonly review: ReviewMark | null;
  readonly reasons: readonly Explained[];
  readonly actions: readonly Explained[];
  readonly evidence: readonly Evidence[];
}
