import type { VerdictCounts } from '../model/finding.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { CloudName } from '../model/revision.ts';
import { counted, grouped } from './counted.ts';
import { escapeHtml, htmlName } from './html-escape.ts';
import { htmlTally } from './html-tally.ts';
import { htmlVm, VM_TITLES } from './html-vm.ts';
import { portalLink } from './portal-link.ts';
import type { ListedScaleSet } from './vm-groups.ts';

/** A scale set as one row: how its instances fare, and under that, to be opened, the instances themselves. */
export function* htmlScaleSet(set: ListedScaleSet, cloud: CloudName): Generator<string> {
  const { name, instances } = set;
  const size = counted(instances.length, 'instance');
  const place = new Set(instances.flatMap(({ resourceGroup, location }) => [resourceGroup, location]));
  const shown = [...place].filter((part) => part !== null).map(htmlName);
  const tally = htmlTally(countsOf(set), `${size} of ${name} by verdict`);
  yield `<tr class="set"><td colspan="${VM_TITLES.length}"><div class="sum"><div><b>${htmlName(name)}</b><span class="sub2">${['scale set', ...shown].join(' · ')}</span></div><div><b>${size}</b>${tally}</div></div>
`;
  if (set.listed.length > 0) yield* opened(set, cloud);
  else yield `<p class="setid faint">${missing(set)}</p>`;
  yield '</td></tr>\n';
}

function* opened(set: ListedScaleSet, cloud: CloudName): Generator<string> {
  const { name, instances, listed } = set;
  const isAll = listed.length === instances.length;
  const lead = isAll ? `Its ${counted(instances.length, 'instance')}` : missing(set);
  const head = VM_TITLES.map((title) => `<th scope="col">${title === 'VM' ? 'Instance' : title}</th>`).join(
    '',
  );
  yield `<details class="instances"><summary>${lead}<span class="vh"> (${htmlName(name)})</span></summary>${identity(set, cloud)}<table class="vms"><caption class="vh">Instances of ${htmlName(name)}</caption><thead><tr>${head}</tr></thead><tbody>\n`;
  for (const vm of listed) yield htmlVm(vm, cloud);
  yield '</tbody></table></details>';
}

/** How many instances the file does not show; it never goes without saying. */
function missing({ instances, listed }: ListedScaleSet): string {
  const holds = 'vms.csv holds all';
  if (listed.length === 0)
    return `None of its ${counted(instances.length, 'instance')} is listed here; ${holds}`;
  return `${grouped(listed.length)} of its ${counted(instances.length, 'instance')}, those that need something done first; ${holds}`;
}

function identity({ id }: ListedScaleSet, cloud: CloudName): string {
  const portal = portalLink(cloud, id);
  const link =
    portal === null
      ? ''
      : ` <a class="nb" href="${escapeHtml(portal)}" rel="noreferrer">Open in the portal</a>`;
  return `<p class="setid"><code>${htmlName(id)}</code>${link}</p>`;
}

function countsOf({ instances }: ListedScaleSet): VerdictCounts {
  const counts = { direct: 0, restart: 0, requestExemption: 0, relay: 0, fixNetwork: 0, undetermined: 0 };
  for (const { verdict } of instances) counts[COUNT_OF_VERDICT[verdict]] += 1;
  return counts;
}
