import type { Confidence } from '../model/confidence.ts';
import type { PolicyFinding } from '../model/inference.ts';
import type { NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { OfferClass } from '../model/offer.ts';
import type { EgressAddress, Passage } from '../model/path-finding.ts';
import { keyOf, type ResourceKey } from '../model/resource-id.ts';
import type { RevisionName } from '../model/revision.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { appliancePassage } from '../network/appliance-passage.ts';
import type { EgressCandidates } from '../network/egress-candidates.ts';
import type { NetworkWorld } from '../network/network-world.ts';
import { nicsOf } from './attached-flags.ts';
import { machineHistory } from './machine-history.ts';
import { type Machine, machinesOf } from './machines.ts';
import { flagOfNic } from './nic-flag.ts';
import { perRevision } from './per-revision.ts';
import { type PlatformFinding, platformState } from './platform-state.ts';
import type { SubscriptionInference } from './subscription-inference.ts';

/** The subscription that an egress owner lies in, as each revision sees it. */
export interface OwnerSubscription {
  readonly id: SubscriptionId;
  readonly name: string;
  readonly offer: OfferClass | null;
  readonly policy: Readonly<Record<RevisionName, PolicyFinding>>;
}

/** An appliance that others route through: what Azure allows its NIC, and whether its own network lets the mail out. */
export interface ApplianceState {
  readonly subscription: OwnerSubscription;
  readonly platform: Readonly<Record<RevisionName, PlatformFinding>>;
  readonly passage: Passage;
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
  readonly addresses: readonly EgressAddress[];
  /** The name of its VM, where its NIC belongs to one. */
  readonly vm: string | undefined;
  readonly powerState: string | undefined;
}

/** Everything known of the resources from which other VMs' traffic leaves: appliances by their NIC, and their subscriptions. */
export interface EgressOwners {
  readonly appliances: Map<ResourceKey, ApplianceState>;
  readonly subscriptions: Map<SubscriptionId, OwnerSubscription>;
}

export function createEgressOwners(): EgressOwners {
  return { appliances: new Map(), subscriptions: new Map() };
}

/** A subscription that holds egress owners, ready to be looked into. */
export interface OwnerGround {
  readonly facts: SubscriptionFacts;
  readonly inference: SubscriptionInference;
  readonly world: NetworkWorld;
  readonly candidates: EgressCandidates;
}

/** Adds what one subscription holds: itself, for its firewalls, and those of its NICs that routes lead to. */
export function addEgressOwners(owners: EgressOwners, ground: OwnerGround): void {
  const subscription = ownerSubscription(ground);
  const machines = heldMachines(ground.facts);
  owners.subscriptions.set(subscription.id, subscription);
  for (const nic of nicsOf(ground.facts)) {
    if (!ground.candidates.nics.has(keyOf(nic.id))) continue;
    owners.appliances.set(keyOf(nic.id), applianceState(nic, ground, { subscription, machines }));
  }
}

function ownerSubscription({ facts, inference }: OwnerGround): OwnerSubscription {
  return {
    id: facts.subscription.id,
    name: facts.subscription.name,
    offer: inference.offer.offer,
    policy: perRevision((name) => inference.outlooks[name].policy),
  };
}

/** The machines of a subscription by their own keys, and by those of the NICs that they list. */
interface HeldMachines {
  readonly byKey: ReadonlyMap<ResourceKey, Machine>;
  readonly byNic: ReadonlyMap<ResourceKey, Machine>;
}

function heldMachines(facts: SubscriptionFacts): HeldMachines {
  const machines = machinesOf(facts);
  return {
    byKey: new Map(machines.map((machine) => [keyOf(machine.vm.id), machine])),
    byNic: new Map(
      machines.flatMap((machine) =>
        (machine.vm.networkInterfaces ?? []).map(({ id }) => [keyOf(id), machine] as const),
      ),
    ),
  };
}

/**
 * The machine of a NIC: the one that it names, where no other lists it (scale-set instances may come without a network profile),
 * or, where it names none, the one that lists it. A NIC that names another machine than the one that lists it belongs to neither.
 */
function machineOf({ id, properties }: NicFact, { byKey, byNic }: HeldMachines): Machine | undefined {
  const listed = byNic.get(keyOf(id));
  if (properties?.virtualMachine === undefined) return listed;
  const named = byKey.get(keyOf(properties.virtualMachine));
  return listed === undefined || listed === named ? named : undefined;
}

interface OwnerContext {
  readonly subscription: OwnerSubscription;
  readonly machines: HeldMachines;
}

function applianceState(nic: NicFact, ground: OwnerGround, context: OwnerContext): ApplianceState {
  const machine = machineOf(nic, context.machines);
  const passage = appliancePassage(nic, machine?.vm, ground.world);
  return {
    subscription: context.subscription,
    platform: appliancePlatform(nic, machine, ground),
    passage: passage.passage,
    confidence: passage.confidence,
    reasons: passage.reasons,
    addresses: passage.addresses,
    vm: machine?.vm.name,
    powerState: machine?.powerState,
  };
}

/** The platform state by the appliance's NIC; one that belongs to no machine of its subscription's lists counts for nobody. */
function appliancePlatform(
  nic: NicFact,
  machine: Machine | undefined,
  { inference }: OwnerGround,
): ApplianceState['platform'] {
  const flag = machine === undefined ? null : flagOfNic(nic);
  const { log, declaredExemption: declared } = inference;
  const since = machine === undefined ? undefined : machineHistory(machine, log, declared?.grantedOn).since;
  return perRevision((name) => {
    const { policy, exemption } = inference.outlooks[name];
    const { holdsVms } = inference.offer;
    return platformState({ flag, since, holdsVms, policy, exemption, declared });
  });
}
