import type { ChangeRow } from './changes-rows.ts';
import type { Column } from './column.ts';

/** The columns of `changes.csv`, in their order. */
export const CHANGE_COLUMNS = [
  { header: 'change', value: (row) => row.change },
  { header: 'subject', value: (row) => row.subject },
  { header: 'subscription_id', value: (row) => row.subscriptionId },
  { header: 'subscription_name', value: (row) => row.subscriptionName },
  { header: 'resource_id', value: (row) => row.resourceId },
  { header: 'name', value: (row) => row.name },
  { header: 'verdict_before', value: (row) => row.before ?? '' },
  { header: 'verdict_after', value: (row) => row.after ?? '' },
  { header: 'causes', value: (row) => row.causes.join(';') },
  { header: 'details', value: (row) => row.details.join('; ') },
  { header: 'first_seen', value: (row) => row.firstSeen ?? '' },
  { header: 'sender', value: (row) => (row.subject === 'vm' ? String(row.sender) : '') },
] as const satisfies readonly Column<ChangeRow>[];
