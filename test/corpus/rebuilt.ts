import * as z from 'zod';
import { nicFact } from '../../src/azure/network-interfaces.ts';
import { publicAddressFact } from '../../src/azure/public-addresses.ts';
import { vmFact } from '../../src/azure/virtual-machines.ts';
import type { NicFact, RuleFact, SecurityGroupFact } from '../../src/model/network-facts.ts';
import { nameOf, type ResourceId } from '../../src/model/resource-id.ts';
import { subscriptionOf } from '../../src/model/subscription-id.ts';
import { networkPath } from '../../src/network/network-path.ts';
import { prepareWorld } from '../../src/network/network-world.ts';
import { parentIdOf } from '../../src/network/parent-id.ts';
import { type KnownPlace, placeOf } from '../../src/network/place.ts';
import { primaryNic } from '../../src/network/primary-nic.ts';
import { routeStage } from '../../src/network/route-stage.ts';
import { securityStage } from '../../src/network/security-stage.ts';
import * as build from '../network/builders.ts';
import type { AzureAnswer } from './corpus.ts';

/** What the recording does not show, read off Azure's answer: the network's own addresses, the groups, the subnet's own routes. */
export interface Remainder {
  readonly spaces: readonly string[];
  readonly groups?: readonly SecurityGroupFact[];
  readonly routes?: Parameters<typeof build.routeTable>[0];
}

/**
 * The situation that Azure was asked about, from the NIC, VM and public addresses of the recording and from what remains. Where the
 * recording shows no NIC, the builders' plain one stands in its place.
 */
export function rebuilt(
  { seen, url, request }: Pick<AzureAnswer, 'seen' | 'url' | 'request'>,
  rest: Remainder,
) {
  const nics = (seen['networkInterfaces'] ?? []).flatMap((raw) => nicFact(raw) ?? []);
  const nic = nics.find((each) => speaksOf(each, url, request)) ?? nics[0] ?? build.nic();
  const configuration = nic.properties?.ipConfigurations[0] ?? build.configuration();
  const subnet = configuration.subnet ?? build.ID.subnet;
  const subscription = subscriptionOf(nic.id) ?? build.OWN;
  const hasTable = rest.routes !== undefined;
  const network = {
    ...build.network({}, parentIdOf(subnet)),
    properties: {
      addressSpace: [...rest.spaces],
      subnets: [
        build.subnet(
          { prefixes: [...rest.spaces], ...(hasTable ? { routeTable: build.ID.table } : {}) },
          subnet,
        ),
      ],
      peerings: [],
    },
  };
  const vms = (seen['virtualMachines'] ?? []).flatMap((raw) => vmFact(raw) ?? []);
  const own = build.facts(
    {
      networkInterfaces: [nic],
      virtualNetworks: [network],
      networkSecurityGroups: rest.groups ?? [],
      routeTables: hasTable ? [build.routeTable(rest.routes)] : [],
      publicAddresses: (seen['publicIPAddresses'] ?? []).flatMap((raw) => publicAddressFact(raw) ?? []),
    },
    subscription,
  );
  const world = prepareWorld(own, build.tenantOf([own]));
  const place = placeOf(subnet, world);
  if (place.kind === 'unknown') throw new Error(`the place of ${nic.id} was not rebuilt`);
  const sender = { nic, configuration, place };
  return {
    nic,
    place: place as KnownPlace,
    security: () => securityStage(sender, world),
    routes: () => routeStage(place, world),
    path: () => {
      const [vm = build.vm({ networkInterfaces: [{ id: nic.id, primary: true }] })] = vms;
      return networkPath({ vm, powerState: 'running', nic: primaryNic(vm, world) }, world);
    },
  };
}

function speaksOf(nic: NicFact, url: string, request: AzureAnswer['request']): boolean {
  const target = String(request?.['targetResourceId'] ?? '').toLowerCase();
  const vm = nic.properties?.virtualMachine?.toLowerCase();
  return url.toLowerCase().includes(`${nic.id.toLowerCase()}/`) || (target !== '' && target === vm);
}

export const effectiveRuleSchema = z.object({
  name: z.string(),
  protocol: z.string(),
  destinationPortRange: z.string().optional(),
  sourceAddressPrefix: z.string().optional(),
  destinationAddressPrefix: z.string().optional(),
  expandedDestinationAddressPrefix: z.array(z.string()).optional(),
  access: z.string(),
  priority: z.number(),
  direction: z.string(),
});

/** A rule of an effective group as it was configured: Azure says `All` for `*`, and puts the kind of rule before its name. */
export function configuredRule(rule: z.output<typeof effectiveRuleSchema>): RuleFact {
  return build.rule(rule.name.slice(rule.name.indexOf('/') + 1), rule.priority, {
    direction: rule.direction,
    access: rule.access,
    protocol: rule.protocol === 'All' ? '*' : rule.protocol,
    sources: [rule.sourceAddressPrefix ?? ''],
    destinations: [rule.destinationAddressPrefix ?? ''],
    destinationPorts: [rule.destinationPortRange ?? ''],
  });
}

/** A group with rules of its own and the defaults left to be assumed. */
export function groupOf(id: ResourceId, rules: readonly RuleFact[]): SecurityGroupFact {
  return { id, name: nameOf(id), properties: { rules: [...rules], defaultRules: [] } };
}
