import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useApp } from './app.ts';
import { ExportButton } from './export-button.tsx';
import type { Field } from './field.ts';
import { type Line, listing } from './listing.ts';
import { Name } from './name.tsx';
import { counted, grouped } from './numbers.ts';
import { useSelection } from './use-selection.ts';
import { useVmBench } from './use-vm-bench.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { VM_COLUMNS } from './vm-fields.tsx';
import { VmPanel } from './vm-panel.tsx';
import { Workbench } from './workbench.tsx';

/** Every VM of the tenant: searched, filtered, sorted, exported; a line opens the chain behind its verdict. */
export function VmsView() {
  const { report, route, set } = useApp();
  const { vms } = report;
  const bench = useVmBench();
  const selection = useSelection(bench);
  const [openSets, setOpenSets] = useState<ReadonlySet<number>>(new Set());
  const openId = route.params.get('open') ?? '';
  const openRow = openId === '' ? -1 : vms.rowOf(openId);
  const openSet = vms.setOf[openRow] ?? -1;
  const sets = useMemo(() => (openSet < 0 ? openSets : new Set([...openSets, openSet])), [openSets, openSet]);
  const lines = useMemo(() => listing(selection.order, vms.setOf, sets), [selection.order, vms, sets]);
  const section = useRef<HTMLElement>(null);
  useReturnOfFocus(openRow, section);
  const toggleSet = (set: number) => {
    const next = new Set(openSets);
    if (!next.delete(set)) next.add(set);
    setOpenSets(next);
  };
  return (
    <section ref={section} aria-labelledby="h-vms">
      <h1 id="h-vms" class="view-title">
        VMs
      </h1>
      <Workbench
        label="VMs"
        noun="VM"
        hint="Name, ID, group, address"
        of={bench}
        selection={selection}
        lines={lines}
        columns={VM_COLUMNS}
        lead={(line, tabIndex) => <Lead line={line} tabIndex={tabIndex} onSet={toggleSet} />}
        cellOfSet={(field, rows) => <OfSet field={field} rows={rows} />}
        under={(row) => <Under row={row} />}
        selectedRow={openRow}
        tools={<ExportButton rows={selection.order} />}
        side={
          openId === '' ? null : (
            <VmPanel row={openRow} id={openId} onClose={() => set({ open: [] }, 'keep')} />
          )
        }
      />
    </section>
  );
}

/** When the chain is closed, the line that it belonged to has the focus again. */
function useReturnOfFocus(openRow: number, section: { readonly current: HTMLElement | null }): void {
  const before = useRef(openRow);
  useEffect(() => {
    const closed = before.current >= 0 && openRow < 0;
    const row = before.current;
    before.current = openRow;
    if (!closed) return;
    section.current?.querySelector<HTMLElement>(`[data-lead="${row}"]`)?.focus();
  }, [openRow, section]);
}

interface LeadProps {
  readonly line: Line;
  readonly tabIndex: number;
  readonly onSet: (set: number) => void;
}

function Lead({ line, tabIndex, onSet }: LeadProps) {
  const { report, route, href, set } = useApp();
  const { vms } = report;
  if (line.kind === 'set') {
    return (
      <button
        type="button"
        class="opener"
        data-lead=""
        tabIndex={tabIndex}
        aria-expanded={line.open}
        onClick={() => onSet(line.set)}
      >
        <span class="twist" aria-hidden="true">
          {line.open ? '▾' : '▸'}
        </span>
        <Name text={vms.sets[line.set]?.name ?? ''} />
        <span class="faint"> {counted(line.rows.length, 'instance')}</span>
      </button>
    );
  }
  const id = vms.cell('resourceId')(line.row) ?? '';
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    set({ open: [id] }, 'keep');
  };
  const params = Object.fromEntries([...route.params.keys()].map((key) => [key, route.params.getAll(key)]));
  return (
    <a
      class="opener"
      data-lead={line.row}
      tabIndex={tabIndex}
      href={href('vms', '', { ...params, open: id })}
      onClick={open}
    >
      <Name text={vms.cell('name')(line.row) ?? ''} />
      {vms.senders?.[line.row] === 1 && <span class="sender">sends mail</span>}
    </a>
  );
}

/** What the instances of a scale set have in common, or how they differ. */
function OfSet({ field, rows }: { readonly field: Field; readonly rows: readonly number[] }) {
  const { shown } = useApp();
  const tally = new Map<string | null, number>();
  for (const row of rows) {
    const value = field.column.at(row);
    tally.set(value, (tally.get(value) ?? 0) + 1);
  }
  const [first, ...others] = tally;
  if (first === undefined) return null;
  if (field.key === 'verdict') {
    return (
      <span class="tallied">
        {[...tally].map(([value, count]) => (
          <span key={value}>
            <VerdictMark verdict={value ?? ''} bare />
            {grouped(count)}
            <span class="vh"> {value}</span>
          </span>
        ))}
      </span>
    );
  }
  if (others.length > 0) return <span class="faint">{tally.size} different</span>;
  const [value] = first;
  if (value === null) return <span class="faint">{field.empty ?? 'not known'}</span>;
  return field.render?.(value, rows[0] ?? 0) ?? <bdi>{shown(field.words?.(value) ?? value)}</bdi>;
}

function Under({ row }: { readonly row: number }) {
  const { report, shown } = useApp();
  const { vms, words } = report;
  const path = vms.cell('path')(row) ?? '';
  return (
    <>
      {vms.senders?.[row] === 1 && 'sends mail · '}
      {words.path[path] ?? path} · <bdi>{shown(vms.cell('subscriptionName')(row) ?? '')}</bdi>
    </>
  );
}
