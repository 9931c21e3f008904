import * as z from 'zod';
import type { NetworkReason } from '../../src/model/network-reason.ts';
import { nameOf, type ResourceId } from '../../src/model/resource-id.ts';
import * as build from '../network/builders.ts';
import type { Comparison } from './comparison.ts';
import { readCorpus } from './corpus.ts';

const FILE = 'oracles/docs/nsg-association-outbound.json';

const caseSchema = z.object({
  vm: z.string(),
  direction: z.string(),
  NSG1deny80: z.boolean().optional(),
  NSG2deny80: z.boolean().optional(),
  expected: z.enum(['Allow', 'Deny']),
  by: z.string().optional(),
});
const tableSchema = z.object({
  topology: z.looseObject({ nicNsg: z.record(z.string(), z.string().nullable()) }),
  cases: z.array(caseSchema),
});
const subnetSchema = z.object({ nsg: z.string().nullable(), vms: z.array(z.string()) });

/** Microsoft's table of a group on the subnet, on the NIC, on both or on neither; its port 80 is our port 25. Outbound rows only. */
export function compareDocumentedGroups(): readonly Comparison[] {
  const { topology, cases } = tableSchema.parse(readCorpus(FILE));
  const subnets = Object.values(topology).flatMap((each) => subnetSchema.safeParse(each).data ?? []);
  const outbound = cases.filter(({ direction }) => direction === 'Outbound');
  return outbound.map((row) => {
    const onSubnet = subnets.find(({ vms }) => vms.includes(row.vm))?.nsg ?? null;
    const onNic = topology.nicNsg[row.vm] ?? null;
    const { path, reasons } = judged(onNic, onSubnet, row);
    return {
      oracle: FILE,
      question: `${row.vm}, NSG1 denies: ${row.NSG1deny80 ?? false}, NSG2 denies: ${row.NSG2deny80 ?? false}`,
      azure: row.expected === 'Deny' ? `Deny by ${row.by?.slice(0, 4)}` : 'Allow',
      ours: path === 'denied' ? `Deny by ${firstDenial(reasons)}` : 'Allow',
    };
  });
}

function judged(onNic: string | null, onSubnet: string | null, row: z.output<typeof caseSchema>) {
  const denies = { NSG1: row.NSG1deny80 ?? false, NSG2: row.NSG2deny80 ?? false };
  return build.pathIn({
    networkInterfaces: [build.nic(onNic === null ? {} : { networkSecurityGroup: groupId(onNic) })],
    virtualNetworks: [
      build.network({
        subnets: [build.subnet(onSubnet === null ? {} : { networkSecurityGroup: groupId(onSubnet) })],
      }),
    ],
    networkSecurityGroups: Object.entries(denies).map(([name, isDenying]) =>
      build.nsg(isDenying ? [build.rule('deny', 100)] : [], groupId(name)),
    ),
  });
}

function groupId(name: string): ResourceId {
  return build.id(`Microsoft.Network/networkSecurityGroups/${name}`);
}

function firstDenial(reasons: readonly NetworkReason[]): string {
  const denial = reasons.find((reason) => reason.code === 'nsg-denies');
  return denial === undefined ? 'nothing' : nameOf(denial.group as ResourceId);
}
