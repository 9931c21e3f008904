import { useApp } from './app.ts';
import { grouped } from './numbers.ts';
import { vmCsv } from './vm-csv.ts';

/** Saves the rows that the table shows as a file by the rules of `vms.csv`; the browser makes it, nothing leaves the page. */
export function ExportButton({ rows }: { readonly rows: Uint32Array }) {
  const { report, revision } = useApp();
  const { vms, run } = report;
  const save = () => {
    const other = revision === run.policy.revision ? null : revision;
    const pieces = vmCsv({ vms, rows, tags: run.tags, revision: other });
    const address = URL.createObjectURL(new Blob([...pieces], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = rows.length === vms.rows ? `vms-${run.runId}.csv` : `vms-${run.runId}-filtered.csv`;
    link.click();
    // The browser reads the file after the click: letting go of it at once would leave it empty.
    window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <button type="button" onClick={save} disabled={rows.length === 0}>
      Export {grouped(rows.length)} as CSV
    </button>
  );
}
