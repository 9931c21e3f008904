import type { Confidence } from '../model/confidence.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Egress, NetworkPath, PlatformState } from '../model/verdict.ts';
import type { ResourceType, Wire } from './estate.ts';
import type { HubName } from './hubs.ts';
import type { ManagementGroup } from './management-group-tree.ts';
import type { NetworkSituationName } from './network-situations.ts';
import type { Refusal } from './refusal.ts';
import type { PerRevision, SubscriptionTruth } from './truth.ts';

/** What a VM's NIC says; `absent-created-later` is no flag on a VM made after the day of a declared exemption. */
export type FlagAnswer = 'true' | 'false' | 'absent' | 'absent-created-later';

/** The scale set that the VMs of a plan are in. `unmarked` is a Uniform one that does not say so, as old ones are listed. */
interface ScaleSetPlan {
  readonly orchestration: 'Uniform' | 'Flexible' | 'unmarked';
  readonly name?: string;
  /** A list of the scale set that may not be read. */
  readonly forbidden?: 'virtualMachines' | 'networkInterfaces' | 'publicIPAddresses';
}

/** Some VMs in a network of their own. `powers` are given out in turn; `created` is ISO 8601 UTC. */
export interface VmPlan {
  readonly network: NetworkSituationName;
  readonly flag: FlagAnswer;
  /** The flag of every second VM, where it differs. */
  readonly secondFlag?: FlagAnswer;
  readonly count?: number;
  readonly powers?: readonly [string | null, ...(string | null)[]];
  readonly created?: string;
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
  | 'roleAssignments'
  | 'resourceGroups'
  | 'everything';

interface RoleAssignmentSpec {
  readonly scope: 'subscription' | 'management-group' | 'root';
  readonly createdOn: string;
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
 * for each answer of its NIC flag that occurs here; it already knows whether some VM of the subscription says true. `atMost` caps
 * the confidence of every VM.
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
  readonly declared?: {
    readonly offer?: OfferClass;
    readonly createdOn?: string;
    readonly exemption?: { readonly grantedOn?: string };
  };
  readonly refused?: Partial<Readonly<Record<Refusable, Refusal>>>;
  readonly platform: Partial<Readonly<Record<FlagAnswer, PerRevision<PlatformState>>>>;
  readonly truth: Pick<SubscriptionTruth, 'coverage' | 'offer' | 'policyStatus' | 'cutoff' | 'exemption'>;
  readonly atMost?: Confidence;
  readonly plans: readonly VmPlan[];
  readonly extras?: readonly Extra[];
  /** Set where the situation may be repeated in a large tenant: how often, and the flags of its VMs, the first one always there. */
  readonly repeats?: { readonly weight: number; readonly flags: readonly [FlagAnswer, ...FlagAnswer[]] };
}
