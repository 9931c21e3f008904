import type { RunChanges, VmChange } from '../model/change.ts';
import { changeGroupOf } from './changes-groups.ts';
import { createColumn } from './report-data-column.ts';
import type { LooseTable } from './report-data-packet.ts';

/** The cells of a changed VM in the page's table: `group` is its heading's code, `causes` joined by `;`, `details` each on a line. */
const CELLS = {
  group: changeGroupOf,
  subscriptionId: (change) => change.subscriptionId,
  subscriptionName: (change) => change.subscriptionName,
  resourceId: (change) => change.resourceId,
  name: (change) => change.name,
  before: (change) => change.before,
  after: (change) => change.after,
  causes: (change) => change.causes.join(';'),
  details: (change) => change.details.join('\n'),
  firstSeen: (change) => change.firstSeen,
  sender: (change) => (change.sender ? 'yes' : null),
} as const satisfies Readonly<Record<string, (change: VmChange) => string | null>>;

/** The changes of VMs as a table; without a comparison it is empty. */
export function changeTable(changes: RunChanges | null): LooseTable {
  const vms = changes?.vms ?? [];
  const columns = Object.entries(CELLS).map(([name, cell]) => {
    const column = createColumn();
    for (const change of vms) column.add(cell(change));
    return [name, column.finish()] as const;
  });
  return { rows: vms.length, columns: Object.fromEntries(columns) };
}
