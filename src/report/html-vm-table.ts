import type { VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { counted, grouped } from './counted.ts';
import { CLOSE_REGION, openRegion } from './html-region.ts';
import { verdictMark } from './html-verdict.ts';
import { htmlVm, VM_TITLES } from './html-vm.ts';
import { noLongerOffered } from './no-longer-offered.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';

/** The VMs of one subscription for its section; `label` names the subscription for a screen reader, `rows` is how many fit in. */
export interface VmTableInput {
  readonly run: RunSummary;
  readonly vms: readonly VmFinding[];
  readonly rows: number;
  readonly label: string;
}

/** A subscription's VMs in groups, those that need something done first; says plainly when not all of them are listed. */
export function* htmlVmTable({ run, vms, rows, label }: VmTableInput): Generator<string> {
  if (vms.length === 0) return;
  yield `<h4>${counted(vms.length, 'VM')}</h4>`;
  if (vms.length > rows) {
    yield `<p class="cut">${grouped(rows)} of ${grouped(vms.length)} are listed here, those that need something done first. <code>vms.csv</code> holds all.</p>`;
  }
  if (rows === 0) return;
  const head = VM_TITLES.map((title) => `<th scope="col">${title}</th>`).join('');
  yield `${openRegion(`VMs of ${label}`)}<table class="vms"><thead><tr>${head}</tr></thead>\n`;
  let left = rows;
  for (const group of groupsOf(vms, run)) {
    if (left === 0) break;
    yield `<tbody><tr class="group"><th scope="rowgroup" colspan="${VM_TITLES.length}">${verdictMark(group.verdict)}${group.title}<span class="faint">${counted(group.vms.length, 'VM')}</span></th></tr>\n`;
    const listed = group.vms.slice(0, left);
    for (const vm of listed) yield htmlVm(vm, run.cloud);
    left -= listed.length;
    yield '</tbody>';
  }
  yield `</table>${CLOSE_REGION}`;
}

interface Group {
  readonly verdict: Verdict;
  readonly title: string;
  readonly vms: readonly VmFinding[];
}

/** What both texts let ask for, and what only the chosen one does, are two lists: nobody can act on the second. */
function groupsOf(vms: readonly VmFinding[], run: RunSummary): readonly Group[] {
  return VERDICT_PRIORITY.flatMap((verdict): Group[] => {
    const all = vms.filter((vm) => vm.verdict === verdict);
    if (verdict !== 'request-exemption') return [{ verdict, title: verdict, vms: all }];
    const gone = `${verdict} under ${run.policy.revision}, no longer offered by Microsoft's current page`;
    return [
      { verdict, title: verdict, vms: all.filter((vm) => !noLongerOffered(vm)) },
      { verdict, title: gone, vms: all.filter(noLongerOffered) },
    ];
  }).filter((group) => group.vms.length > 0);
}
