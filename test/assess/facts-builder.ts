import {
  type AssessmentContext,
  assessEgressOwners,
  assessSubscription,
  type SubscriptionAssessment,
} from '../../src/assess/assess-subscription.ts';
import { createEgressOwners, type EgressOwners } from '../../src/assess/egress-owners.ts';
import type { VmFact } from '../../src/model/compute-facts.ts';
import {
  type Declarations,
  NO_DECLARATIONS,
  type SubscriptionDeclaration,
} from '../../src/model/declarations.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { SubscriptionFact, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { egressCandidates } from '../../src/network/egress-candidates.ts';
import {
  configuration,
  facts,
  ID,
  type Items,
  id,
  network,
  nic,
  OWN,
  type Parts,
  publicAddress,
  tenantOf,
} from '../network/builders.ts';

/** A subscription with the items given and nothing else, its list entry changed as told; the own one unless told otherwise. */
export function subscriptionWith(
  items: Items,
  changes: Partial<Omit<SubscriptionFact, 'id'>> = {},
  subscription: string = OWN,
): SubscriptionFacts {
  const plain = facts(items, subscription);
  return { ...plain, subscription: { ...plain.subscription, ...changes } };
}

/** A VM with one NIC, which `nicOf` makes. */
export function machine(name: string, over: Partial<VmFact> = {}): VmFact {
  const nicId = id(`Microsoft.Network/networkInterfaces/${name}-nic`);
  return {
    id: id(`Microsoft.Compute/virtualMachines/${name}`),
    name,
    networkInterfaces: [{ id: nicId, primary: true }],
    ...over,
  };
}

/** The NIC of a VM, in the plain subnet. */
export function nicOf(vm: VmFact, over: Parts<NicFact> = {}): NicFact {
  const [entry] = vm.networkInterfaces ?? [];
  const parts = { virtualMachine: vm.id, ipConfigurations: [configuration()], ...over };
  return nic(parts, entry?.id ?? ('(no NIC)' as ResourceId));
}

/** A network that lets a NIC with the plain public address out: no NSG, no route table. */
export const OPEN_NETWORK: Items = { virtualNetworks: [network()], publicAddresses: [publicAddress()] };

/** The NIC of a VM with a public address of its own, which is a way out of the open network. */
export function publicNicOf(vm: VmFact, over: Parts<NicFact> = {}): NicFact {
  return nicOf(vm, { ipConfigurations: [configuration({ publicAddress: ID.address })], ...over });
}

/** How a run judges otherwise than by the default revision in the public cloud, without declarations. */
export interface Run extends Partial<Omit<AssessmentContext, 'tenant' | 'owners' | 'declarations'>> {
  readonly declared?: SubscriptionDeclaration;
  readonly declarations?: Partial<Declarations>;
  readonly others?: readonly SubscriptionFacts[];
}

type Context = Omit<AssessmentContext, 'owners'>;

function contextOf(
  own: SubscriptionFacts,
  { declared, declarations, others = [], ...context }: Run,
): Context {
  const subscriptions = [...(declarations?.subscriptions ?? [])];
  if (declared !== undefined) subscriptions.push([own.subscription.id, declared]);
  return {
    cloud: 'AzureCloud',
    revision: '2020-11',
    declarations: { ...NO_DECLARATIONS, ...declarations, subscriptions: new Map(subscriptions) },
    tenant: tenantOf([own, ...others]),
    seenAt: '2026-11-23T02:00:00Z',
    tagNames: [],
    ...context,
  };
}

/** The egress owners that a run finds: one look at each subscription that holds candidates. */
export function ownersIn(own: SubscriptionFacts, run: Run = {}): EgressOwners {
  const context = contextOf(own, run);
  const owners = createEgressOwners();
  const candidates = egressCandidates(context.tenant);
  for (const facts of [own, ...(run.others ?? [])]) {
    const held = candidates.get(facts.subscription.id);
    if (held !== undefined) assessEgressOwners(owners, context, { facts, candidates: held });
  }
  return owners;
}

/** Judges a subscription as a run would. */
export function judge(own: SubscriptionFacts, run: Run = {}): SubscriptionAssessment {
  return assessSubscription(own, { ...contextOf(own, run), owners: ownersIn(own, run) });
}
