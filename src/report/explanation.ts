import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { OfferClass } from '../model/offer.ts';
import type { RevisionName } from '../model/revision.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';

/** A page of Microsoft: its date as Microsoft writes it, or the date of its text, and where it is to be found. */
export interface CitedPage {
  readonly page: string;
  readonly dated: string | null;
  readonly address: string | null;
  /** The whole of it in one line. */
  readonly citation: string;
}

/** What a revision says of some offers, in words; `inferred` where its text does not name them. */
export interface RuleInWords {
  readonly offers: readonly OfferClass[];
  readonly words: string;
  readonly basis: 'named' | 'inferred';
}

/** A revision as far as it concerns one subscription: its rules for the offers that come into question, and its pages. */
export interface RevisionInWords {
  readonly revision: RevisionName;
  readonly title: string;
  readonly rules: readonly RuleInWords[];
  readonly pages: readonly CitedPage[];
}

/** What is explained. Of a scale set, `vm` is the instance that stands for the others. */
export type ExplainedSubject =
  | { readonly kind: 'vm'; readonly vm: VmFinding }
  | {
      readonly kind: 'scale-set';
      readonly id: string;
      readonly name: string;
      readonly instances: readonly VmFinding[];
      readonly vm: VmFinding | null;
    }
  | { readonly kind: 'subscription'; readonly vms: readonly VmFinding[] };

/** Everything that the chain of evidence for one VM, scale set or subscription is told from. Times are ISO 8601 UTC. */
export interface Explanation {
  readonly run: Pick<RunSummary, 'runId' | 'startedAt' | 'cloud' | 'policy'>;
  readonly subject: ExplainedSubject;
  /** The subscription that is explained, or that the VM lies in. */
  readonly subscription: SubscriptionFinding;
  readonly rules: RevisionInWords;
  /** What could not be read and bears on this: of the subscription, of the egress owner's one, and of the tenant as a whole. */
  readonly gaps: readonly CoverageGap[];
  /** When the facts of each subscription were read, by its ID; those that the evidence names are here. */
  readonly readAt: Readonly<Record<string, string>>;
}
