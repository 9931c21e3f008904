import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { mappedColumn, textColumn } from './column.ts';
import type { Field } from './field.ts';
import { type Line, rowLines } from './listing.ts';
import { Name } from './name.tsx';
import { counted, grouped } from './numbers.ts';
import { readableTime } from './readable-time.ts';
import { createSearch } from './search.ts';
import { useSelection } from './use-selection.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { Workbench } from './workbench.tsx';

const FACETS = ['change', 'cause', 'before', 'after', 'subscription', 'sender'];
const COLUMNS = ['name', 'change', 'before', 'after', 'cause', 'details', 'subscription'];

/** Everything that is not as it was in the previous run, also VMs that are gone. */
export function ChangesView() {
  const { report } = useApp();
  const { changes } = report;
  return (
    <section aria-labelledby="h-changes">
      <h1 id="h-changes" class="view-title">
        Changes
      </h1>
      {changes === null ? (
        <p class="page">First run of this scope: there is nothing to compare with.</p>
      ) : (
        <>
          <p class="page faint">
            Compared with the run of {readableTime(changes.before.startedAt)} (policy {changes.before.policy}
            ).
          </p>
          <ChangedVms />
          <Churn />
          <ChangedSubscriptions />
        </>
      )}
    </section>
  );
}

function useChangeBench() {
  const { report } = useApp();
  return useMemo(() => {
    const { columns, rows } = report.changedVms;
    const column = (key: string) => columns[key] ?? textColumn([]);
    const verdict = { width: 9, render: (value: string) => <VerdictMark verdict={value} />, empty: '–' };
    const names = new Map(
      report.subscriptions.map(({ subscriptionId, name }) => [`${subscriptionId}`, name]),
    );
    const fields: readonly Field[] = [
      { key: 'name', title: 'VM', column: column('name'), width: 13 },
      {
        key: 'change',
        title: 'Change',
        column: column('group'),
        width: 8,
        words: (value) => report.words.changes[value] ?? value,
      },
      { key: 'before', title: 'Before', column: column('before'), ...verdict },
      { key: 'after', title: 'Now', column: column('after'), ...verdict },
      {
        key: 'cause',
        title: 'Cause',
        column: mappedColumn(column('causes'), (causes) => causes?.replaceAll(';', ', ') || null),
        width: 9,
        empty: '–',
      },
      {
        key: 'details',
        title: 'What differs',
        column: mappedColumn(column('details'), (details) => details?.replaceAll('\n', '; ') || null),
        width: 18,
        empty: '–',
      },
      {
        key: 'subscription',
        title: 'Subscription',
        column: column('subscriptionId'),
        width: 11,
        words: (id) => names.get(id) ?? id,
      },
      {
        key: 'sender',
        title: 'Meant to send',
        column: column('sender'),
        width: 7,
        words: () => 'yes',
        empty: 'no',
      },
    ];
    const search = createSearch({
      rows,
      columns: [column('name'), column('resourceId'), column('subscriptionName')],
    });
    const { codes, values } = column('sender').coded();
    const first = Uint8Array.from(codes, (code) => (values[code] === null ? 0 : 1));
    return { rows, fields, facetKeys: FACETS, search, first, usual: null };
  }, [report]);
}

function ChangedVms() {
  const { report, href } = useApp();
  const bench = useChangeBench();
  const selection = useSelection(bench);
  const lines = useMemo(() => rowLines(selection.order), [selection.order]);
  const lead = (line: Line, tabIndex: number) => {
    if (line.kind === 'set') return null;
    const id = report.changedVms.columns['resourceId']?.at(line.row) ?? '';
    const name = <Name text={report.changedVms.columns['name']?.at(line.row) ?? ''} />;
    return (
      <a class="opener" data-lead="" tabIndex={tabIndex} href={href('vms', '', { open: id })}>
        {name}
      </a>
    );
  };
  return (
    <Workbench
      label="Changed VMs"
      noun="change"
      hint="Name, ID, subscription"
      of={bench}
      selection={selection}
      lines={lines}
      columns={COLUMNS}
      lead={lead}
      selectedRow={-1}
    />
  );
}

/** Instances of scale sets come and go: their numbers say more than their names. */
function Churn() {
  const { report, href } = useApp();
  const sets = report.changes?.scaleSets ?? [];
  if (sets.length === 0) return null;
  return (
    <section class="page" aria-labelledby="h-churn">
      <h2 id="h-churn">{counted(sets.length, 'scale set')} with instances that came or went</h2>
      <ul class="why">
        {sets.map(
          ({
            resourceId,
            name,
            subscriptionId,
            subscriptionName,
            before,
            after,
            added,
            removed,
            unreadable,
          }) => (
            <li key={resourceId}>
              <a href={href('vms', '', { q: resourceId })}>
                <Name text={name} />
              </a>{' '}
              in{' '}
              <a href={href('subscriptions', subscriptionId)}>
                <Name text={subscriptionName} />
              </a>
              : {grouped(before)} → {grouped(after)} instances ({grouped(added)} came, {grouped(removed)} went
              {unreadable > 0 && `, ${grouped(unreadable)} not readable this time`})
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function ChangedSubscriptions() {
  const { report, href } = useApp();
  const subscriptions = report.changes?.subscriptions ?? [];
  if (subscriptions.length === 0) return null;
  return (
    <section class="page" aria-labelledby="h-changed-subscriptions">
      <h2 id="h-changed-subscriptions">{counted(subscriptions.length, 'subscription')} changed</h2>
      <ul class="why">
        {subscriptions.map(({ subscriptionId, name, kind, causes, details }) => (
          <li key={subscriptionId}>
            <a href={href('subscriptions', subscriptionId)}>
              <Name text={name} />
            </a>
            : {kind}
            {causes.length > 0 && ` (${causes.join(', ')})`}
            {details.length > 0 && (
              <>
                : <Name text={details.join('; ')} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
