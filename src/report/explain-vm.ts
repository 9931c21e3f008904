import type { Evidence } from '../model/evidence.ts';
import type { VmFinding } from '../model/finding.ts';
import { actionLines, evidenceLines, reasonLines } from './explain-facts.ts';
import { type ExplainSection, paragraph } from './explain-lines.ts';
import { type ExplainPart, partOfFact, reasonsByPart } from './explain-parts.ts';
import { revisionLines } from './explain-policy.ts';
import type { Explanation } from './explanation.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** The links of the chain that are a VM's own: from the NIC flag along the network path to the verdict and what to do. */
export function vmSections(explanation: Explanation, vm: VmFinding): readonly ExplainSection[] {
  const reasons = reasonsByPart(vm.reasons);
  const linesOf = (part: ExplainPart): readonly string[] => {
    const evidence = vm.evidence
      .filter((one) => partOfFact(one, 'vm') === part)
      .map((one) => asItCounts(one, vm));
    const why = reasonLines(reasons.get(part) ?? [], evidence, explanation);
    return [...why, ...evidenceLines(evidence, explanation)];
  };
  const path = pathInWords(vm);
  return [
    { title: 'Exemption and NIC flag', lines: linesOf('exemption') },
    { title: 'Network path', lines: [...paragraph(`${path}${addressInWords(vm)}`), ...linesOf('path')] },
    { title: 'Egress owner', lines: linesOf('owner') },
    {
      title: 'Verdict',
      lines: [
        ...paragraph(`Azure's platform: ${PLAIN_WORDS.platform[vm.platform]}. ${path}`),
        ...linesOf('verdict'),
        ...paragraph(`Verdict: ${vm.verdict}, ${vm.confidence} confidence.`),
      ],
    },
    { title: 'What to do', lines: actionLines(vm.actions, explanation) },
    {
      title: 'Under the other revisions',
      lines: revisionLines(explanation, (revision) => vm.verdicts[revision]),
    },
  ];
}

function pathInWords({ path, egress }: VmFinding): string {
  const way = egress === null ? '' : ` by ${PLAIN_WORDS.egress[egress]}`;
  return `Network path: ${PLAIN_WORDS.path[path]}${way}.`;
}

/** Where the traffic leaves from something else, the address that the VM could send from itself is not the one that counts. */
function asItCounts(evidence: Evidence, { path }: VmFinding): Evidence {
  const elsewhere = path === 'firewall' || path === 'appliance' || path === 'gateway';
  if (!elsewhere || evidence.fact !== 'source address') return evidence;
  return { ...evidence, note: "the VM's own, which counts only for traffic that leaves from the VM itself" };
}

function addressInWords({ egressAddress, reverseDns }: VmFinding): string {
  if (egressAddress === null) return '';
  const addresses = [...new Set(egressAddress.split(' '))].join(', ');
  return ` The mail would come from ${addresses}${dnsInWords(reverseDns)}.`;
}

function dnsInWords(reverseDns: string | null): string {
  if (reverseDns === null) return '';
  return reverseDns === 'none' ? ' (no reverse DNS name)' : ` (reverse DNS ${reverseDns})`;
}
