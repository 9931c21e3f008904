import type { Column } from './column.ts';
import { csvHeader, csvRows } from './csv.ts';
import { justification } from './worklist-justification.ts';
import type { RelayRow, RequestRow, RestartRow, Worklist } from './worklist-rows.ts';

type VmRow = RestartRow | RelayRow;

const VM_COLUMNS = [
  { header: 'subscription_id', value: (row) => row.subscriptionId },
  { header: 'subscription_name', value: (row) => row.subscriptionName },
  { header: 'resource_group', value: (row) => row.resourceGroup ?? '' },
  { header: 'name', value: (row) => row.name },
  { header: 'sender', value: (row) => String(row.sender) },
  { header: 'power_state', value: (row) => row.powerState ?? '' },
  { header: 'verdict', value: (row) => row.verdict },
] as const satisfies readonly Column<VmRow>[];

const RESOURCE_ID: Column<VmRow> = { header: 'resource_id', value: (row) => row.resourceId };

const RESTART: readonly Column<RestartRow>[] = [
  ...VM_COLUMNS,
  { header: 'interrupts', value: (row) => (row.interrupts === 'not known' ? '' : row.interrupts) },
  { header: 'step', value: (row) => (row.startOnly ? 'start' : 'stop-and-start') },
  { header: 'azure_cli', value: (row) => row.azureCli ?? '' },
  { header: 'powershell', value: (row) => row.powershell ?? '' },
  RESOURCE_ID,
];

const RELAY: readonly Column<RelayRow>[] = [
  ...VM_COLUMNS,
  { header: 'why', value: (row) => row.why },
  RESOURCE_ID,
];

/** `auditedOn` is a calendar date. */
function requestColumns(auditedOn: string): readonly Column<RequestRow>[] {
  return [
    { header: 'subscription_id', value: (row) => row.subscriptionId },
    { header: 'subscription_name', value: (row) => row.subscriptionName },
    { header: 'offer', value: (row) => row.offer ?? '' },
    { header: 'created_not_before', value: (row) => row.createdNotBefore ?? '' },
    { header: 'created_not_after', value: (row) => row.createdNotAfter ?? '' },
    { header: 'offered_by_current_page', value: (row) => String(row.offeredNow) },
    { header: 'vms', value: (row) => String(row.vms) },
    { header: 'senders', value: (row) => row.senders.join(';') },
    { header: 'route', value: (row) => row.route },
    {
      header: 'justification',
      value: (row) => (row.offeredNow ? justification(row, auditedOn).join('\n') : ''),
    },
  ];
}

/** A work list as CSV, header included, as the run's own CSV files are written. Appliances of a restart list have no row. */
export function worklistCsv(list: Worklist): string {
  switch (list.kind) {
    case 'restart':
      return csvHeader(RESTART) + csvRows(RESTART, list.rows);
    case 'request': {
      const columns = requestColumns(list.startedAt.slice(0, 10));
      return csvHeader(columns) + csvRows(columns, list.rows);
    }
    case 'relay':
      return csvHeader(RELAY) + csvRows(RELAY, list.rows);
  }
}
