import type { OfferClass } from './offer.ts';
import type { Exemption, PolicyStatus, RevisionName } from './revision.ts';
import type { NetworkPath, PlatformState, Verdict } from './verdict.ts';

/**
 * Why the platform state and the verdict of a VM are what they are: codes with their arguments. The prose of each stands in
 * `assess/verdict-prose.ts`. Dates are calendar dates, times ISO 8601 UTC.
 */
export type VerdictReason =
  | { readonly code: 'quota-cannot-hold-vms' }
  | { readonly code: 'flag-allows' }
  | { readonly code: 'flag-allows-against-policy'; readonly status: PolicyStatus }
  | { readonly code: 'flag-blocks' }
  | { readonly code: 'flag-contradicts-policy' }
  | { readonly code: 'flag-not-reported' }
  | { readonly code: 'not-cycled-since-permission'; readonly exemption: Exemption }
  | { readonly code: 'permission-may-be-ending' }
  | { readonly code: 'created-after-exemption'; readonly created: string; readonly grantedOn: string }
  | { readonly code: 'start-after-exemption-not-known'; readonly grantedOn: string }
  | {
      readonly code: 'cycled-after-exemption';
      readonly deallocatedAt: string;
      readonly startedAt: string;
      readonly grantedOn: string;
    }
  | { readonly code: 'no-cycle-in-log'; readonly days: number; readonly grantedOn: string }
  | {
      readonly code: 'activity-log-not-read';
      readonly grantedOn: string;
      readonly problem: string;
      readonly action: string;
    }
  | { readonly code: 'exemption-undated' }
  | { readonly code: 'firewall-not-supported'; readonly firewall: string; readonly revision: RevisionName }
  | { readonly code: 'firewall-not-mentioned'; readonly firewall: string; readonly revision: RevisionName }
  | { readonly code: 'firewall-rules-not-known'; readonly firewall: string }
  | { readonly code: 'firewall-holds-back'; readonly firewall: string }
  | { readonly code: 'firewall-not-blocked'; readonly firewall: string }
  | {
      readonly code: 'firewall-of-another-offer';
      readonly firewall: string;
      readonly offer: OfferClass | null;
    }
  | { readonly code: 'firewall-subscription'; readonly firewall: string; readonly status: PolicyStatus }
  | { readonly code: 'appliance-state'; readonly appliance: string; readonly state: PlatformState }
  | { readonly code: 'appliance-holds-back'; readonly appliance: string }
  | { readonly code: 'appliance-not-known'; readonly appliance: string }
  | { readonly code: 'own-block-may-count'; readonly state: PlatformState }
  | { readonly code: 'next-hop-decides'; readonly path: NetworkPath }
  | { readonly code: 'path-not-known' }
  | { readonly code: 'network-holds-back'; readonly path: NetworkPath }
  | {
      readonly code: 'current-policy-differs';
      readonly revision: RevisionName;
      readonly verdict: Verdict;
    };
