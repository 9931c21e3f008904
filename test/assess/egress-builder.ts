import type { VmFact } from '../../src/model/compute-facts.ts';
import type { FirewallFact } from '../../src/model/hub-facts.ts';
import type { NicFact, PublicAddressFact } from '../../src/model/network-facts.ts';
import type { SubscriptionFact, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { billingProperty } from '../infer/facts.ts';
import {
  collection,
  configuration,
  firewall,
  ID,
  type Items,
  id,
  network,
  OTHER,
  type Parts,
  peering,
  publicAddress,
  route,
  routeTable,
  subnet,
} from '../network/builders.ts';
import { forwarder, NVA } from '../network/situations.ts';
import { nicOf, subscriptionWith } from './facts-builder.ts';

/** An appliance at 10.0.9.4 in the hub's network, which is in another subscription. */
export const HUB = {
  vm: id('Microsoft.Compute/virtualMachines/nva', OTHER, 'hub-rg'),
  nic: NVA.hubNic,
  subnet: NVA.hubSubnet,
  nsg: id('Microsoft.Network/networkSecurityGroups/nva-nsg', OTHER, 'hub-rg'),
  address: id('Microsoft.Network/publicIPAddresses/nva-pip', OTHER, 'hub-rg'),
  nextHop: '10.0.9.4',
} as const;

export const EA = { quotaId: 'EnterpriseAgreement_2014-09-01' } as const;
export const FREE = { quotaId: 'FreeTrial_2014-09-01' } as const;

/** A subscription made after the cut-off, on an Enterprise Agreement where Microsoft.Billing says so. */
export const YOUNG: Items = { aliases: [{ name: 'young', createdTime: '2021-03-01T00:00:00Z' }] };
export const ENTERPRISE: Items = {
  ...YOUNG,
  billingProperty: [billingProperty({ agreementType: 'EnterpriseAgreement' })],
};

/** The own network is peered to the hub's and sends everything to an address there. */
export function spokeItems(nextHop: string, vm: VmFact, nic: Parts<NicFact> = {}): Items {
  const spoke = network({ subnets: [subnet({ routeTable: ID.table })], peerings: [peering()] });
  return {
    virtualMachines: [vm],
    networkInterfaces: [nicOf(vm, nic)],
    virtualNetworks: [spoke],
    routeTables: [routeTable([route('0.0.0.0/0', 'VirtualAppliance', nextHop)])],
  };
}

/** The appliance's NIC, with a public address of its own. */
export function hubNic(over: Parts<NicFact> = {}): NicFact {
  return forwarder({ virtualMachine: HUB.vm, ...over }, HUB.nic, {
    privateAddress: HUB.nextHop,
    subnet: HUB.subnet,
    publicAddress: HUB.address,
  });
}

function hubAddress(over: Parts<PublicAddressFact> = {}): PublicAddressFact {
  return publicAddress({ address: '20.8.8.8', ...over }, HUB.address);
}

/** The appliance's VM. */
export function hubVm(over: Partial<VmFact> = {}): VmFact {
  return { id: HUB.vm, name: 'nva', networkInterfaces: [{ id: HUB.nic, primary: true }], ...over };
}

/** The subscription of the hub: its network, an appliance with a way out, and what is told. */
export function applianceSubscription(
  items: Items = {},
  changes: Partial<Omit<SubscriptionFact, 'id'>> = EA,
): SubscriptionFacts {
  const inside = subnet({ prefixes: ['10.0.9.0/24'] }, HUB.subnet);
  return subscriptionWith(
    {
      virtualMachines: [hubVm()],
      networkInterfaces: [hubNic()],
      virtualNetworks: [network({ addressSpace: ['10.0.0.0/16'], subnets: [inside] }, ID.hub)],
      publicAddresses: [hubAddress()],
      ...items,
    },
    { name: 'hub', ...changes },
    OTHER,
  );
}

/** The subscription of a hub with an Azure Firewall at 10.0.1.4 whose rules let TCP 25 out unless told otherwise. */
export function firewallSubscription(
  over: Parts<FirewallFact> = {},
  changes: Partial<Omit<SubscriptionFact, 'id'>> = EA,
  items: Items = YOUNG,
): SubscriptionFacts {
  const held = firewall({ classicRules: [collection('Allow')], ...over });
  return subscriptionWith(
    {
      virtualNetworks: [network({ addressSpace: ['10.0.0.0/16'], subnets: [] }, ID.hub)],
      firewalls: [held],
      ...items,
    },
    { name: 'hub', ...changes },
    OTHER,
  );
}

/** A NIC configuration like the appliance's but without a public address. */
export const withoutAddress = configuration({ privateAddress: HUB.nextHop, subnet: HUB.subnet });
