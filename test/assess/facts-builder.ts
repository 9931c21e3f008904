import {
  type AssessmentContext,
  assessSubscription,
  type SubscriptionAssessment,
} from '../../src/assess/assess-subscription.ts';
import type { VmFact } from '../../src/model/compute-facts.ts';
import { NO_DECLARATIONS, type SubscriptionDeclaration } from '../../src/model/declarations.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { SubscriptionFact, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import {
  configuration,
  facts,
  ID,
  type Items,
  id,
  network,
  nic,
  type Parts,
  publicAddress,
  tenantOf,
} from '../network/builders.ts';

/** A subscription with the items given and nothing else, its list entry changed as told. */
export function subscriptionWith(
  items: Items,
  changes: Partial<Omit<SubscriptionFact, 'id'>> = {},
): SubscriptionFacts {
  const plain = facts(items);
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
export interface Run extends Partial<Omit<AssessmentContext, 'tenant' | 'declarations'>> {
  readonly declared?: SubscriptionDeclaration;
  readonly others?: readonly SubscriptionFacts[];
}

/** Judges a subscription as a run would. */
export function judge(
  own: SubscriptionFacts,
  { declared, others = [], ...context }: Run = {},
): SubscriptionAssessment {
  return assessSubscription(own, {
    cloud: 'AzureCloud',
    revision: '2020-11',
    declarations:
      declared === undefined
        ? NO_DECLARATIONS
        : { subscriptions: new Map([[own.subscription.id, declared]]) },
    tenant: tenantOf([own, ...others]),
    seenAt: '2026-11-23T02:00:00Z',
    ...context,
  });
}
