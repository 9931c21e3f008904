import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { createSearch } from './search.ts';
import { vmFacetKeys, vmFields } from './vm-fields.tsx';

/** What the table of VMs is worked with under the revision that is shown. */
export function useVmBench() {
  const { report, revision, shown } = useApp();
  const { vms } = report;
  const fields = useMemo(() => vmFields(report, revision, shown), [report, revision, shown]);
  const facetKeys = useMemo(() => vmFacetKeys(report.run.tags), [report]);
  const search = useMemo(
    () =>
      createSearch({
        rows: vms.rows,
        columns: ['name', 'idHead', 'idTail', 'egressAddress', 'reverseDns', 'subscriptionName'].map(
          vms.column,
        ),
        id: { head: vms.column('idHead'), tail: vms.column('idTail'), name: vms.column('name') },
      }),
    [vms],
  );
  return { rows: vms.rows, fields, facetKeys, search, first: vms.senders, usual: 'verdict' };
}
