import { useMemo, useState } from 'preact/hooks';
import type { ReportSubscription } from '../model/report-data.ts';
import { useApp } from './app.ts';
import { DataTable } from './data-table.tsx';
import { Name } from './name.tsx';
import { ordered } from './order.ts';
import { useMedia } from './use-media.ts';
import { useVmBench } from './use-vm-bench.ts';

const COLUMNS = ['name', 'verdict', 'platform', 'path', 'flag', 'power', 'group', 'address'];

const UNREAD = {
  unreadable: 'Its VMs are not known: their list could not be read.',
  disabled: 'Its VMs were not asked for: it is disabled, and they cannot run.',
  excluded: 'Its VMs were not asked for.',
  complete: 'It has no VMs.',
  partial: 'It has no VMs.',
} as const;

/** A subscription's VMs as a table of its own; a line leads to the chain in the table of all VMs. */
export function SubscriptionVms({ one }: { readonly one: ReportSubscription }) {
  const { report, href, shown } = useApp();
  const { vms } = report;
  const bench = useVmBench();
  const narrow = useMedia('(max-width: 44rem)');
  const [sort, setSort] = useState({ key: 'verdict', descending: false });
  const rows = useMemo(() => {
    const { codes, values } = vms.column('subscriptionId').coded();
    const code = values.indexOf(one.subscriptionId);
    return Uint32Array.from(
      Array.from(codes).flatMap((other, row) => (other === code && code >= 0 ? [row] : [])),
    );
  }, [vms, one]);
  const keys = narrow ? COLUMNS.slice(0, 2) : COLUMNS;
  const fields = keys.flatMap((key) => bench.fields.find((field) => field.key === key) ?? []);
  const order = useMemo(() => {
    const field = bench.fields.find(({ key }) => key === sort.key);
    const ordering =
      field === undefined ? null : { column: field.column, descending: sort.descending, place: field.place };
    return ordered(rows, ordering, bench.first);
  }, [rows, bench, sort]);
  if (rows.length === 0) return <p>{UNREAD[one.coverage]}</p>;
  return (
    <div class="own-vms">
      <DataTable
        label={`VMs of ${shown(one.name)}`}
        heads={fields}
        count={order.length}
        rowHeight={34}
        sort={sort}
        onSort={(key) => setSort({ key, descending: sort.key === key && !sort.descending })}
        selected={-1}
        cells={(at, tabIndex) => {
          const row = order[at] ?? 0;
          const [, ...others] = fields;
          const open = { subscription: one.subscriptionId, open: vms.cell('resourceId')(row) ?? '' };
          return [
            <a key="name" class="opener" data-lead="" tabIndex={tabIndex} href={href('vms', '', open)}>
              <Name text={vms.cell('name')(row) ?? ''} />
              {vms.senders?.[row] === 1 && <span class="sender">sends mail</span>}
            </a>,
            ...others.map((field) => {
              const value = field.column.at(row);
              if (value === null) return <span class="faint">{field.empty ?? 'not known'}</span>;
              return field.render?.(value, row) ?? <bdi>{shown(field.words?.(value) ?? value)}</bdi>;
            }),
          ];
        }}
      />
    </div>
  );
}
