import * as z from 'zod';
import type { FirewallFact } from '../model/hub-facts.ts';
import { classicRuleCollection } from './firewall-rules.ts';
import { factWithProperties, listOf, merged, reference, referredId, reported, text } from './raw-arm.ts';

const ipConfigurationSchema = z.object({
  properties: z.object({ privateIPAddress: text, subnet: reference, publicIPAddress: reference }).nullish(),
});

const firewallSchema = z.object({
  ipConfigurations: listOf(ipConfigurationSchema),
  hubIPAddresses: z
    .object({
      privateIPAddress: text,
      publicIPs: z.object({ addresses: listOf(z.object({ address: text })) }).nullish(),
    })
    .nullish(),
  networkRuleCollections: listOf(classicRuleCollection),
  firewallPolicy: reference,
  virtualHub: reference,
});

/** An Azure Firewall as the list has it: without what stands in its policy and in IP groups. */
export type ListedFirewall = Omit<FirewallFact, 'policies' | 'ipGroups'>;

/** An Azure Firewall with the private addresses that routes name as their next hop, and its classic network rules. */
export function firewallFact(raw: unknown): ListedFirewall | undefined {
  return factWithProperties(raw, firewallSchema, (firewall) => {
    const configurations = (firewall.ipConfigurations ?? []).flatMap((entry) => entry.properties ?? []);
    return {
      privateAddresses: merged(
        firewall.hubIPAddresses?.privateIPAddress,
        configurations.map((configuration) => configuration.privateIPAddress),
      ),
      subnets: configurations.flatMap(({ subnet }) => referredId(subnet) ?? []),
      publicAddresses: configurations.flatMap(
        (configuration) => referredId(configuration.publicIPAddress) ?? [],
      ),
      hubPublicAddresses: merged(
        undefined,
        firewall.hubIPAddresses?.publicIPs?.addresses?.map(({ address }) => address),
      ),
      ...reported({
        policy: referredId(firewall.firewallPolicy),
        virtualHub: referredId(firewall.virtualHub),
      }),
      classicRules: firewall.networkRuleCollections ?? [],
    };
  });
}
