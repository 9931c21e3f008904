import type { VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { counted, grouped } from './counted.ts';
import { CLOSE_REGION, openRegion } from './html-region.ts';
import { htmlScaleSet } from './html-scale-set.ts';
import { verdictMark } from './html-verdict.ts';
import { htmlVm, VM_TITLES } from './html-vm.ts';
import type { RowBudget } from './row-budgets.ts';
import { type GroupedVms, groupVms, type VmGroup } from './vm-groups.ts';

/** The VMs of one subscription for its section; `label` names the subscription for a screen reader, `rows` is how many fit in. */
export interface VmTableInput {
  readonly run: RunSummary;
  readonly vms: readonly VmFinding[];
  readonly rows: RowBudget;
  readonly label: string;
}

/**
 * A subscription's VMs in groups, those that need something done first, scale sets as one row each that opens to its instances; says
 * plainly when not all of them are listed.
 */
export function* htmlVmTable({ run, vms, rows, label }: VmTableInput): Generator<string> {
  if (vms.length === 0) return;
  const grouping = groupVms(vms, rows, run);
  yield `<h4>${counted(vms.length, 'VM')}${inScaleSets(grouping)}</h4>${cut(vms.length, rows, grouping)}`;
  if (grouping.groups.length === 0) return;
  const head = VM_TITLES.map((title) => `<th scope="col">${title}</th>`).join('');
  yield `${openRegion(`VMs of ${label}`)}<table class="vms"><thead><tr>${head}</tr></thead>\n`;
  for (const group of grouping.groups) {
    yield `<tbody><tr class="group"><th scope="rowgroup" colspan="${VM_TITLES.length}"><span>${verdictMark(group.verdict)}${group.title}<span class="faint">${sizeOf(group)}</span></span></th></tr>\n`;
    for (const vm of group.listed) yield htmlVm(vm, run.cloud);
    for (const set of group.scaleSets) yield* htmlScaleSet(set, run.cloud);
    yield '</tbody>';
  }
  yield `</table>${CLOSE_REGION}`;
}

function inScaleSets({ instances, scaleSets }: GroupedVms): string {
  return scaleSets === 0 ? '' : `, ${grouped(instances)} of them in ${counted(scaleSets, 'scale set')}`;
}

function cut(total: number, rows: RowBudget, { scaleSets, scaleSetsWithoutRow }: GroupedVms): string {
  const notes = [
    total > rows.vms
      ? `${grouped(rows.vms)} of ${grouped(total)} are listed here, those that need something done first. <code>vms.csv</code> holds all.`
      : '',
    scaleSetsWithoutRow > 0
      ? `${grouped(scaleSetsWithoutRow)} of ${counted(scaleSets, 'scale set')} have no row of their own here; such of their instances as are listed stand among the VMs.`
      : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? '' : `<p class="cut">${notes.join(' ')}</p>`;
}

/** A scale set's instances may have several verdicts: it counts as one, in the place of the one that needs attention first. */
function sizeOf({ vms, scaleSets }: VmGroup): string {
  const instances = scaleSets.reduce((sum, set) => sum + set.instances.length, 0);
  const parts = [
    vms === 0 ? '' : counted(vms, 'VM'),
    scaleSets.length === 0
      ? ''
      : `${counted(scaleSets.length, 'scale set')} with ${counted(instances, 'instance')}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
