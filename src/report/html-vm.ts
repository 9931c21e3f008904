import type { VmFinding } from '../model/finding.ts';
import type { CloudName } from '../model/revision.ts';
import { scaleSetOf } from '../model/scale-set-of.ts';
import { escapeHtml, htmlName } from './html-escape.ts';
import { htmlEvidence } from './html-evidence.ts';
import { htmlExplained } from './html-explained.ts';
import { htmlFacts, NOT_KNOWN } from './html-facts.ts';
import { verdictTag } from './html-verdict.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { portalLink } from './portal-link.ts';
import { readableTime } from './readable-time.ts';

/** The columns that {@link htmlVm} fills. */
export const VM_TITLES = [
  'VM',
  'Verdict',
  'Platform',
  'Network path',
  'NIC flag',
  'Power',
  'Sends from',
] as const;

/** A VM as two rows: what holds of it, and under that, to be opened, why that is so and what to do. */
export function htmlVm(vm: VmFinding, cloud: CloudName): string {
  const set = scaleSetOf(vm);
  const place = [
    ...(set === undefined ? [] : [`scale set ${htmlName(set.name)}`]),
    ...[vm.resourceGroup, vm.location].filter((part) => part !== null).map(htmlName),
  ];
  const cells = [
    verdictCell(vm),
    PLAIN_WORDS.platform[vm.platform],
    pathCell(vm),
    vm.nicFlag === null ? NOT_KNOWN : PLAIN_WORDS.nicFlag[vm.nicFlag],
    known(vm.powerState),
    addressCell(vm),
  ].map((html) => `<td>${html}</td>`);
  return `<tr class="vm"><th scope="row">${htmlName(vm.name)}<span class="sub2">${place.join(' · ')}</span></th>${cells.join('')}</tr>
<tr class="chain"><td colspan="${VM_TITLES.length}"><details><summary>${lead(vm)}</summary><div class="open">${chain(vm, cloud)}</div></details></td></tr>
`;
}

function lead({ actions, reasons, name }: VmFinding): string {
  const first = actions[0] ?? reasons[0];
  const text = first === undefined ? 'Why' : escapeHtml(first.message);
  return `${text}<span class="vh"> (${htmlName(name)})</span>`;
}

function verdictCell({ verdict, verdictCurrentPolicy, confidence }: VmFinding): string {
  const other =
    verdictCurrentPolicy === verdict
      ? ''
      : `<span class="now">current page: <span class="nb">${verdictCurrentPolicy}</span></span>`;
  return `${verdictTag(verdict)} <span class="faint">${confidence}</span>${other}`;
}

function pathCell({ path, egress }: VmFinding): string {
  const way = egress === null ? '' : `<span class="sub2">${PLAIN_WORDS.egress[egress]}</span>`;
  return `${PLAIN_WORDS.path[path]}${way}`;
}

function addressCell({ egressAddress, reverseDns }: VmFinding): string {
  if (egressAddress === null) return NOT_KNOWN;
  const dns = reverseDns === null ? '' : `<span class="sub2">${htmlName(reverseDns)}</span>`;
  return `${htmlName(egressAddress)}${dns}`;
}

function chain(vm: VmFinding, cloud: CloudName): string {
  const actions = vm.actions.length === 0 ? '' : `<h5>What to do</h5>${htmlExplained(vm.actions, 'ol')}`;
  const reasons = vm.reasons.length === 0 ? '' : `<h5>Why</h5>${htmlExplained(vm.reasons, 'ol')}`;
  return `<div class="words">${actions}${reasons}${facts(vm, cloud)}</div>${htmlEvidence(vm.evidence, 'Evidence')}`;
}

function facts(vm: VmFinding, cloud: CloudName): string {
  const portal = portalLink(cloud, vm.resourceId);
  const link =
    portal === null
      ? ''
      : ` <a class="nb" href="${escapeHtml(portal)}" rel="noreferrer">Open in the portal</a>`;
  return htmlFacts([
    ['Resource', `${resource(vm.resourceId)}${link}`],
    ['Kind', kindOf(vm)],
    ['Network interfaces', vm.nics.length === 0 ? null : vm.nics.map(resource).join('<br>')],
    ...(vm.egressOwner === null ? [] : ([['Leaves Azure from', resource(vm.egressOwner)]] as const)),
    ['Last started', vm.lastStarted === null ? null : escapeHtml(readableTime(vm.lastStarted))],
    ['First seen', escapeHtml(readableTime(vm.firstSeen))],
    ...(vm.change === null ? [] : ([['Since the last run', escapeHtml(vm.change)]] as const)),
  ]);
}

function kindOf(vm: VmFinding): string {
  if (vm.kind === 'vm') return 'virtual machine';
  const set = scaleSetOf(vm);
  return set === undefined ? 'scale-set instance' : `instance of the scale set ${htmlName(set.name)}`;
}

function resource(id: string): string {
  return `<code>${htmlName(id)}</code>`;
}

function known(text: string | null): string {
  return text === null ? NOT_KNOWN : escapeHtml(text);
}
