import type { VmFinding } from '../model/finding.ts';
import { REVISION_NAMES } from '../model/revision.ts';
import { joinedCodes } from './joined-codes.ts';
import { type ColumnPart, createColumn } from './report-data-column.ts';
import type { LooseTable } from './report-data-packet.ts';

/**
 * The cells of a VM in the page's table. `idHead` and `idTail` are the resource ID up to its last slash and the rest, `null` where
 * that is the name; `verdicts` is the verdict under each revision in their order; `tags` and `review` are JSON.
 */
const CELLS = {
  subscriptionId: (vm) => vm.subscriptionId,
  subscriptionName: (vm) => vm.subscriptionName,
  tenantId: (vm) => vm.tenantId,
  offer: (vm) => vm.offer,
  offerConfidence: (vm) => vm.offerConfidence,
  createdNotBefore: (vm) => vm.createdNotBefore,
  createdNotAfter: (vm) => vm.createdNotAfter,
  exemption: (vm) => vm.exemption,
  resourceGroup: (vm) => vm.resourceGroup,
  name: (vm) => vm.name,
  kind: (vm) => vm.kind,
  location: (vm) => vm.location,
  powerState: (vm) => vm.powerState,
  verdict: (vm) => vm.verdict,
  platform: (vm) => vm.platform,
  path: (vm) => vm.path,
  egress: (vm) => vm.egress,
  egressOwner: (vm) => vm.egressOwner,
  confidence: (vm) => vm.confidence,
  nicFlag: (vm) => vm.nicFlag,
  egressAddress: (vm) => vm.egressAddress,
  reverseDns: (vm) => vm.reverseDns,
  lastStarted: (vm) => vm.lastStarted,
  reasons: (vm) => joinedCodes(vm.reasons),
  actions: (vm) => joinedCodes(vm.actions),
  policy: (vm) => vm.policy,
  verdictCurrentPolicy: (vm) => vm.verdictCurrentPolicy,
  firstSeen: (vm) => vm.firstSeen,
  change: (vm) => vm.change,
  idHead: (vm) => vm.resourceId.slice(0, vm.resourceId.lastIndexOf('/') + 1),
  idTail: (vm) => {
    const tail = vm.resourceId.slice(vm.resourceId.lastIndexOf('/') + 1);
    return tail === vm.name ? null : tail;
  },
  sender: (vm) => (vm.sender ? 'yes' : null),
  tags: (vm) => jsonOrNull(vm.tags),
  verdicts: (vm) => REVISION_NAMES.map((name) => vm.verdicts[name]).join(';'),
  verdictSince: (vm) => vm.verdictSince,
  review: (vm) => (vm.review === null ? null : JSON.stringify(vm.review)),
} as const satisfies Readonly<Record<string, (vm: VmFinding) => string | null>>;

function jsonOrNull(record: Readonly<Record<string, string>>): string | null {
  return Object.keys(record).length === 0 ? null : JSON.stringify(record);
}

/** The cells of some of a run's VMs as plain data, column by column. */
export interface VmTablePart {
  readonly rows: number;
  readonly columns: readonly ColumnPart[];
}

/** Takes VMs in the order of `vms.csv`. */
export interface VmTableBuilder {
  add(vm: VmFinding): void;
  /** The VMs so far, for another builder. */
  part(): VmTablePart;
  /** Takes the VMs of another builder behind its own. */
  take(part: VmTablePart): void;
  finish(): LooseTable;
}

export function createVmTable(): VmTableBuilder {
  const columns = Object.entries(CELLS).map(([name, cell]) => ({ name, cell, column: createColumn() }));
  let rows = 0;
  return {
    add(vm) {
      rows += 1;
      for (const { cell, column } of columns) column.add(cell(vm));
    },
    part: () => ({ rows, columns: columns.map(({ column }) => column.part()) }),
    take(part) {
      rows += part.rows;
      for (const [at, cells] of part.columns.entries()) columns[at]?.column.take(cells);
    },
    finish: () => ({
      rows,
      columns: Object.fromEntries(columns.map(({ name, column }) => [name, column.finish()])),
    }),
  };
}
