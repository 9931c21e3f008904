import type { ResourceKey } from './resource-id.ts';
import type { SubscriptionId } from './subscription-id.ts';
import type { Verdict } from './verdict.ts';

/** Which VMs or subscriptions an entry of the declarations file speaks of. A name may hold `*`; every tag given has to match. */
export type Matcher =
  | { readonly kind: 'subscription'; readonly id: SubscriptionId }
  | { readonly kind: 'vm'; readonly key: ResourceKey }
  | {
      readonly kind: 'pattern';
      readonly name?: string;
      readonly tag?: Readonly<Record<string, string>>;
    };

/** A finding that somebody accepts until a day (a calendar date, inclusive). */
export interface Acceptance {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly by: string;
  readonly until: string;
}

/** A finding that somebody has looked at; `on` is a calendar date. */
export interface ReviewNote {
  readonly by: string;
  readonly on: string;
  readonly comment?: string;
}

/** One entry under `reviews`; `line` is where it stands in the file. */
export interface ReviewEntry {
  readonly matcher: Matcher;
  readonly line: number;
  readonly accepted?: Acceptance;
  readonly reviewed?: ReviewNote;
}

/** How an acceptance stands tonight: only a `standing` one takes its finding out of what is still to do. */
export type AcceptanceStanding = 'standing' | 'expired' | 'verdict-changed' | 'facts-changed';

/** What reviewers have said of a VM or a subscription, and whether it still holds. */
export interface ReviewMark {
  readonly accepted?: Acceptance & { readonly standing: AcceptanceStanding };
  readonly reviewed?: ReviewNote & { readonly stale: boolean };
}
