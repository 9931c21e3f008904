import * as z from 'zod';
import { securityGroupFact } from '../../src/azure/security-groups.ts';
import type { RuleFact, SecurityGroupFact } from '../../src/model/network-facts.ts';
import { keyOf } from '../../src/model/resource-id.ts';
import { hasAddress } from '../../src/network/address-set.ts';
import { ipv4Number } from '../../src/network/ip-prefix.ts';
import { nicSource } from '../../src/network/nic-source.ts';
import { coverageOf, partsAt } from '../../src/network/placed-group.ts';
import { portCoverage } from '../../src/network/port-coverage.ts';
import { prefixList } from '../../src/network/prefix-list.ts';
import { orderedRules } from '../../src/network/security-group.ts';
import { virtualNetworkTag } from '../../src/network/virtual-network-tag.ts';
import type { Comparison } from './comparison.ts';
import type { AzureAnswer } from './corpus.ts';
import { groupOf, rebuilt } from './rebuilt.ts';

/** IP flow verify, next hop, connectivity and topology: each asked of the configuration that the same recording shows. */
export function compareFlows(answers: readonly AzureAnswer[]): readonly Comparison[] {
  return answers.flatMap((answer) => {
    if ((answer.seen['networkInterfaces'] ?? []).length === 0) return [];
    const groups = groupsBeside(answer, answers);
    switch (answer.kind) {
      case 'nw.ipFlowVerify':
        return ipFlow(answer, groups);
      case 'nw.nextHop':
        return nextHop(answer);
      case 'nw.connectivityCheck':
        return connectivity(answer, groups);
      case 'nw.topology':
        return topology(answer);
      default:
        return [];
    }
  });
}

const viewSchema = z.object({
  networkInterfaces: z.array(
    z.object({
      id: z.string(),
      securityRuleAssociations: z.object({
        networkInterfaceAssociation: z.object({ securityRules: z.array(z.unknown()) }).nullish(),
      }),
    }),
  ),
});

/** The NIC's group with the rules that the recording's security group view shows of it; without any, only the defaults. */
function groupsBeside(answer: AzureAnswer, answers: readonly AzureAnswer[]): readonly SecurityGroupFact[] {
  const { nic } = rebuilt(answer, { spaces: [] });
  const id = nic.properties?.networkSecurityGroup;
  if (id === undefined) return [];
  const views = answers.flatMap((other) => {
    const view = viewSchema.safeParse(other.answer);
    return other.oracle === answer.oracle && view.success ? view.data.networkInterfaces : [];
  });
  const securityRules = views
    .filter((view) => view.id.toLowerCase() === keyOf(nic.id))
    .flatMap((view) => view.securityRuleAssociations.networkInterfaceAssociation?.securityRules ?? []);
  return [securityGroupFact({ id, properties: { securityRules } }) ?? groupOf(id, [])];
}

const flowSchema = z.object({
  request: z.object({
    direction: z.literal('Outbound'),
    protocol: z.string(),
    remoteIPAddress: z.string(),
    remotePort: z.string(),
  }),
  answer: z.object({ access: z.string(), ruleName: z.string() }),
});

/** The room knows port 25 only, so a rule that covers the port asked is made to cover 25, and any other not to. */
function ipFlow(answer: AzureAnswer, groups: readonly SecurityGroupFact[]): readonly Comparison[] {
  const parsed = flowSchema.safeParse(answer);
  if (!parsed.success) return [];
  const { request, answer: said } = parsed.data;
  const asked = groups.map((group) => ({
    ...group,
    properties: {
      rules: (group.properties?.rules ?? []).map((rule) => askedPort(rule, Number(request.remotePort))),
      defaultRules: [],
    },
  }));
  const { nic, place } = rebuilt(answer, { spaces: [], groups: asked });
  const [configuration] = nic.properties?.ipConfigurations ?? [];
  const [group] = asked;
  if (configuration === undefined || group === undefined) return [];
  const rules = orderedRules(group, virtualNetworkTag(place).covers);
  const placed = { attached: 'nic', kind: 'known', id: group.id, rules } as const;
  const coverage = coverageOf(placed, nicSource(configuration, place));
  const [part] = partsAt(placed, coverage, prefixList([request.remoteIPAddress]));
  return [
    {
      oracle: answer.oracle,
      question: `${request.protocol} to ${request.remoteIPAddress} port ${request.remotePort}: by which rule`,
      azure: `${said.access} by ${said.ruleName.replace(/^.*\//, '')}`,
      ours: `${part?.effect === 'allowed' ? 'Allow' : (part?.effect ?? 'nothing')} by ${part?.rule?.fact.name ?? 'no rule'}`,
    },
  ];
}

function askedPort(rule: RuleFact, port: number): RuleFact {
  const covers = portCoverage(rule.destinationPorts, port) === 'covers';
  return { ...rule, destinationPorts: [covers ? '25' : '26'] };
}

const hopSchema = z.object({
  request: z.object({ destinationIPAddress: z.string() }),
  answer: z.object({ nextHopType: z.string() }),
});

/** The room asks about the internet only: what Azure keeps inside must be no part of it, and the other way about. */
function nextHop(answer: AzureAnswer): readonly Comparison[] {
  const parsed = hopSchema.safeParse(answer);
  if (!parsed.success) return [];
  const { request, answer: said } = parsed.data;
  const number = ipv4Number(request.destinationIPAddress) ?? Number.NaN;
  const { place } = rebuilt(answer, { spaces: [] });
  return [
    {
      oracle: answer.oracle,
      question: `next hop to ${request.destinationIPAddress}: to the internet or not`,
      azure: said.nextHopType === 'Internet' ? 'to the internet' : 'not to the internet',
      ours: hasAddress(place.internet, number) ? 'to the internet' : 'not to the internet',
    },
  ];
}

const reachSchema = z.object({
  connectionStatus: z.string(),
  hops: z.array(z.object({ type: z.string() })),
});

/** The ends of a connection; anything else is a hop between them. */
const STRAIGHT = new Set(['Source', 'Internet', 'Destination']);

/** Azure reached a host on the internet with nothing between it and the VM. */
function connectivity(answer: AzureAnswer, groups: readonly SecurityGroupFact[]): readonly Comparison[] {
  const parsed = reachSchema.safeParse(answer.answer);
  if (!parsed.success) return [];
  const { connectionStatus, hops } = parsed.data;
  const isStraight = hops.every(({ type }) => STRAIGHT.has(type));
  const { path, egress } = rebuilt(answer, { spaces: [], groups }).path();
  return [
    {
      oracle: answer.oracle,
      question: 'a host on the internet: reached, and by which way',
      azure: `${connectionStatus}, ${isStraight ? 'straight' : 'by another hop'}`,
      ours: path === 'internet' && egress !== undefined ? 'Reachable, straight' : path,
    },
  ];
}

const topologySchema = z.object({
  resources: z.array(
    z.object({
      id: z.string(),
      associations: z.array(z.object({ resourceId: z.string(), associationType: z.string() })),
    }),
  ),
});

/** What Azure says hangs together with the NIC, and what the NIC's own facts name. */
function topology(answer: AzureAnswer): readonly Comparison[] {
  const parsed = topologySchema.safeParse(answer.answer);
  if (!parsed.success) return [];
  const { nic } = rebuilt(answer, { spaces: [] });
  const [configuration] = nic.properties?.ipConfigurations ?? [];
  const shown = parsed.data.resources.find(({ id }) => id.toLowerCase() === keyOf(nic.id));
  const named = [
    nic.properties?.virtualMachine,
    nic.properties?.networkSecurityGroup,
    configuration?.subnet,
    configuration?.publicAddress,
  ].flatMap((id) => (id === undefined ? [] : [keyOf(id)]));
  const associated = (shown?.associations ?? []).map(({ resourceId }) => resourceId.toLowerCase());
  return [
    {
      oracle: answer.oracle,
      question: 'what hangs together with the NIC',
      azure: associated.toSorted().join(' '),
      ours: named.toSorted().join(' '),
    },
  ];
}
