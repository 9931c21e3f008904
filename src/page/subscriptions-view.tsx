import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { type Line, rowLines } from './listing.ts';
import { Name } from './name.tsx';
import { useSelection } from './use-selection.ts';
import { useSubscriptionBench } from './use-subscription-bench.ts';
import { Workbench } from './workbench.tsx';

const COLUMNS = [
  'name',
  'policystatus',
  'coverage',
  'vms',
  'n-direct',
  'n-restart',
  'n-request-exemption',
  'n-relay',
  'n-fix-network',
  'n-undetermined',
  'offer',
  'created',
  'exemption',
];

/** Every subscription in scope; a line opens the subscription. */
export function SubscriptionsView() {
  const { report, href } = useApp();
  const bench = useSubscriptionBench();
  const selection = useSelection(bench);
  const lines = useMemo(() => rowLines(selection.order), [selection.order]);
  const lead = (line: Line, tabIndex: number) => {
    if (line.kind === 'set') return null;
    const one = report.subscriptions[line.row];
    if (one === undefined) return null;
    return (
      <a class="opener" data-lead="" tabIndex={tabIndex} href={href('subscriptions', one.subscriptionId)}>
        <Name text={one.name} />
      </a>
    );
  };
  return (
    <section aria-labelledby="h-subscriptions-view">
      <h1 id="h-subscriptions-view" class="view-title">
        Subscriptions
      </h1>
      <Workbench
        label="Subscriptions"
        noun="subscription"
        hint="Name, ID, quota ID, offer"
        of={bench}
        selection={selection}
        lines={lines}
        columns={COLUMNS}
        lead={lead}
        under={(row) => {
          const one = report.subscriptions[row];
          return one === undefined ? null : `${one.vms} VMs · ${one.coverage}`;
        }}
        selectedRow={-1}
      />
    </section>
  );
}
