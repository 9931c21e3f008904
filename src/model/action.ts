import type { PolicyReason } from './inference-reason.ts';
import type { RequestRoute, RevisionName } from './revision.ts';

type Settling = Extract<PolicyReason, { readonly code: 'policy-would-settle' }>;

/** What the owner of a VM or a subscription does next. The prose of each stands in `assess/action-prose.ts`. */
export type Action =
  | { readonly code: 'no-longer-offered'; readonly revision: RevisionName; readonly dated: string }
  | { readonly code: 'check-deliverability' }
  | { readonly code: 'stop-and-start' }
  | { readonly code: 'start' }
  | { readonly code: 'try-stop-and-start-on-one' }
  | {
      readonly code: 'request-exemption';
      readonly routes: readonly RequestRoute[];
      readonly subscription: string;
      /** The names of the VMs of the appliance that the mail leaves through; absent where it leaves from the VM itself. */
      readonly appliances?: readonly string[];
    }
  | { readonly code: 'cycle-appliance'; readonly appliance: string; readonly deallocated: boolean }
  | { readonly code: 'mend-appliance-network'; readonly appliance: string }
  | { readonly code: 'allow-in-firewall'; readonly firewall: string }
  | { readonly code: 'use-relay' }
  | { readonly code: 'route-straight-to-internet'; readonly next: string }
  | { readonly code: 'allow-in-security-group'; readonly rules: readonly string[] }
  | { readonly code: 'change-route'; readonly routes: readonly string[] }
  | { readonly code: 'add-way-out'; readonly subnet: string }
  | { readonly code: 'ask-owner-of-next-hop'; readonly next: string }
  /** `byOwner`: no role would help to tell the offer, so that only its owner can. */
  | { readonly code: 'settle-policy'; readonly fact: Settling['fact']; readonly byOwner: boolean }
  | { readonly code: 'read-missing-fact'; readonly object: string; readonly action: string | null };
