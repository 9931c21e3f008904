import type { Confidence } from '../model/confidence.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Egress, NetworkPath, PlatformState } from '../model/verdict.ts';
import type { BillingAccountName } from './billing-accounts.ts';
import type { Day } from './calendar.ts';
import type { ResourceType, Wire } from './estate.ts';
import type { HubName } from './hubs.ts';
import type { LogEntry, MachineState } from './machine-state.ts';
import type { ManagementGroup } from './management-group-tree.ts';
import type { NetworkSituationName } from './network-situations.ts';
import type { Refusal } from './refusal.ts';
import type { PerRevision, SubscriptionTruth } from './truth.ts';

/**
 * What a VM's NIC says; `absent-created-later` is no flag on a VM made after the day of a declared exemption, `absent-cycled` none
 * on one that the activity log shows deallocated after that day and then started.
 */
export type FlagAnswer = 'true' | 'false' | 'absent' | 'absent-created-later' | 'absent-cycled';

/** The scale set that the VMs of a plan are in. `unmarked` is a Uniform one that does not say so, as old ones are listed. */
interface ScaleSetPlan {
  readonly orchestration: 'Uniform' | 'Flexible' | 'unmarked';
  readonly name?: string;
  /** A list of the scale set that may not be read. */
  readonly forbidden?: 'virtualMachines' | 'networkInterfaces' | 'publicIPAddresses';
}

/**
 * Some VMs in a network of their own. `powers` are given out in turn; `created` is ISO 8601 UTC. `count` counts the machines ever
 * made: `machines` says which are gone, or differ from the rest, by their number from 0.
 */
export interface VmPlan {
  readonly network: NetworkSituationName;
  readonly flag: FlagAnswer;
  /** The flag of every second VM, where it differs. */
  readonly secondFlag?: FlagAnswer;
  readonly count?: number;
  readonly powers?: readonly [string | null, ...(string | null)[]];
  readonly created?: Day;
  /** What the activity log has of each of the VMs. */
  readonly log?: readonly LogEntry[];
  readonly machines?: Readonly<Record<number, MachineState>>;
  readonly workload?: string;
  readonly resourceGroup?: string;
  /** The tags of the resource group. */
  readonly groupTags?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly listedTwice?: true;
  /** The network is this hub, with which spokes peer; its VMs are the hub's appliances. */
  readonly hub?: HubName;
  readonly scaleSet?: ScaleSetPlan;
  /** What is true instead, where the subscription does not let the facts be read that the network's own truth rests on. */
  readonly truth?: { readonly path?: NetworkPath; readonly egress?: Egress; readonly noFlag?: true };
}

/** What can be refused: one list, one optional fact, or everything inside the subscription. */
export type Refusable =
  | ResourceType
  | 'billingProperty'
  | 'billingPeriods'
  | 'roleAssignments'
  | 'policyAssignments'
  | 'resourceGroups'
  | 'resources'
  | 'activityLog'
  | 'everything';

interface RoleAssignmentSpec {
  readonly scope: 'subscription' | 'management-group' | 'root';
  readonly createdOn: string;
}

/** An assignment of the service Azure Policy; old ones carry no date. */
interface PolicyAssignmentSpec {
  readonly scope: 'subscription' | 'resource-group';
  readonly createdOn: string | null;
}

/**
 * When a resource group, a disk or a network of the subscription was made, or everything else beside machines, where that is not
 * with the first VM. ISO 8601 UTC.
 */
interface Ages {
  readonly group?: string;
  readonly disk?: string;
  readonly network?: string;
  readonly rest?: string;
}

/**
 * Resources beside VMs: a private endpoint's NIC, a NIC whose VM is gone, a NIC of another subscription's VM, the virtual hubs, the
 * network managers, a load balancer whose members are in other subscriptions.
 */
export type Extra =
  | 'private-endpoint'
  | 'orphaned-nic'
  | 'lent-nic'
  | 'virtual-hubs'
  | 'network-managers'
  | 'shared-balancer';

/**
 * One subscription as a situation: what Azure says of it, and literally what follows. `platform` states the platform state of a VM
 * for each answer of its NIC flag that occurs here; it already knows whether some VM of the subscription says true. The truth of
 * the other revisions, and of a subscription that changes, is worked out (`ruling-table.ts`, `platform-truth.ts`); tests hold the
 * two against each other. `atMost` caps the confidence of every VM.
 */
export interface SubscriptionSituation {
  readonly key: string;
  readonly name: string;
  readonly shows: string;
  readonly location: string;
  readonly managementGroup?: ManagementGroup;
  readonly state?: string;
  readonly quotaId: string | null;
  readonly spendingLimit?: 'On' | 'Off' | 'CurrentPeriodOff';
  readonly delegated?: true;
  readonly listedTwice?: true;
  readonly tags?: Readonly<Record<string, string>>;
  /** The billing property's own fields, or how it is refused. */
  readonly billing: Wire | 'forbidden' | 'not-found';
  /** The `createdTime` of an alias, or `null` for an alias that carries none. */
  readonly alias?: string | null;
  readonly assignments?: readonly RoleAssignmentSpec[];
  readonly policies?: readonly PolicyAssignmentSpec[];
  /** How a billing account lists it; `on` is `null` where no purchase date is given. */
  readonly purchase?: { readonly account: BillingAccountName; readonly on: string | null };
  /** The last day of its first billing period, where the list of them goes back that far: a calendar date. */
  readonly firstPeriodEnds?: string;
  readonly ages?: Ages;
  readonly declared?: {
    readonly offer?: OfferClass;
    readonly createdOn?: string;
    readonly exemption?: { readonly grantedOn?: Day };
  };
  /** The classes that remain where the offer cannot be told (`truth.offer` is `null`); without it the quota ID holds no VMs. */
  readonly candidates?: readonly OfferClass[] | 'any';
  readonly refused?: Partial<Readonly<Record<Refusable, Refusal>>>;
  /** Not in the list of subscriptions, as one to which the principal has lost its role. */
  readonly unlisted?: boolean;
  /** How it was before a change hid something of it. */
  readonly shown?: Pick<SubscriptionSituation, 'refused' | 'truth'>;
  readonly platform: Partial<Readonly<Record<FlagAnswer, PerRevision<PlatformState>>>>;
  readonly truth: Pick<SubscriptionTruth, 'coverage' | 'offer' | 'policyStatus' | 'cutoff' | 'exemption'>;
  readonly atMost?: Confidence;
  readonly plans: readonly VmPlan[];
  readonly extras?: readonly Extra[];
  /** Set where the situation may be repeated in a large tenant: how often, and the flags of its VMs, the first one always there. */
  readonly repeats?: { readonly weight: number; readonly flags: readonly [FlagAnswer, ...FlagAnswer[]] };
}
