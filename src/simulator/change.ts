import type { OfferClass } from '../model/offer.ts';
import type { Cutoff } from '../model/revision.ts';
import type { Day } from './calendar.ts';
import type { ResourceType } from './estate.ts';
import type { NetworkSituationName } from './network-situations.ts';
import type { Refusal } from './refusal.ts';
import type { FlagAnswer, Refusable } from './subscription-situation.ts';
import type { NEW_TERMS } from './terms.ts';

/** A machine by its subscription's key and its name, as in the truth: `vm-web-02-01`, or `vmss-render-01_4` for an instance. */
interface OfMachine {
  readonly subscription: string;
  readonly machine: string;
}

/** Something that happens to one machine. */
export type MachineChange = OfMachine &
  (
    | { readonly kind: 'machine-deleted' }
    /** Stopped (deallocated) and started: its NIC then says what the subscription allows, `true` unless told otherwise. */
    | { readonly kind: 'machine-restarted'; readonly flag?: FlagAnswer; readonly daysAgo?: number }
    | { readonly kind: 'power-changed'; readonly power: string | null }
    | { readonly kind: 'flag-changed'; readonly flag: FlagAnswer }
    /** The network of the machine, and of all in the same plan, is now that of another situation. */
    | { readonly kind: 'network-changed'; readonly network: NetworkSituationName }
  );

/** What a change can hide: all of a subscription, its VMs or their NICs, and every fact that only sharpens. */
export type Hideable = Exclude<Refusable, ResourceType> | 'virtualMachines' | 'networkInterfaces' | 'disks';

/** Something that happens in one subscription, by its key. */
export type SubscriptionChange = { readonly subscription: string } & (
  | {
      /** One more machine beside an existing one: same network and same kind, with the next number. */
      readonly kind: 'machine-created';
      readonly beside: string;
      readonly flag?: FlagAnswer;
      readonly power?: string | null;
      readonly created?: Day;
    }
  /** A scale set, by the name of its resource, has now so many instances: the newest go, and new ones have new numbers. */
  | { readonly kind: 'scale-set-scaled'; readonly scaleSet: string; readonly to: number }
  /** Microsoft lifted the block: the machines named are cycled and say true, the others still say what they said. */
  | { readonly kind: 'exempted'; readonly machines: readonly [string, ...string[]] }
  | { readonly kind: 'transferred'; readonly to: keyof typeof NEW_TERMS }
  | { readonly kind: 'renamed'; readonly name: string }
  /**
   * A list, a fact or everything may no longer be read. `offer` and `cutoff` say what follows where that was what decided them;
   * of a subscription that cannot be read at all, only a declared date or an alias still tells the side of the cut-off.
   */
  | {
      readonly kind: 'hidden';
      readonly what: Hideable;
      readonly how?: Refusal;
      readonly offer?: OfferClass;
      readonly cutoff?: Cutoff;
    }
  /** The principal has lost its role: the subscription is in no list any more, and refuses whoever asks for it. */
  | { readonly kind: 'access-lost' }
  /** Everything that was hidden since may be read again. */
  | { readonly kind: 'shown' }
  /** `offer` is what the quota ID alone says of a subscription that is off, where billing says something else. */
  | {
      readonly kind: 'state-changed';
      readonly state: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled' | 'Deleted';
      readonly offer?: OfferClass;
    }
);

/** A subscription comes, set up like an existing one under a key of its own, or is listed no more. */
type TenantChange = { readonly subscription: string } & (
  | { readonly kind: 'subscription-created'; readonly like: string; readonly name: string }
  | { readonly kind: 'subscription-deleted' }
);

/** One thing that happens to the tenant between two nights. Subscriptions go by their key, whatever their name. */
export type Change = MachineChange | SubscriptionChange | TenantChange;
