import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { HEAD_HEIGHT, useVirtualRows } from './use-virtual-rows.ts';

/** A column's head. */
export interface TableHead {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly numeric?: boolean;
}

export interface DataTableProps {
  readonly label: string;
  readonly heads: readonly TableHead[];
  readonly count: number;
  readonly rowHeight: number;
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
  readonly onSort: (key: string) => void;
  /** A line's cells. The first holds what opens the line: one element with `data-lead` and the given tab index. */
  readonly cells: (line: number, tabIndex: number) => readonly ComponentChildren[];
  readonly lineClass?: (line: number) => string;
  readonly selected: number;
}

const STEPS: Readonly<Record<string, (at: number, last: number, page: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, last, page) => Math.min(last, at + page),
  PageUp: (at, _, page) => Math.max(0, at - page),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * A table of any length: only the lines in sight are in the page. It is one stop of the Tab key; arrows, Page Up and Down, Home and
 * End move among its lines, Enter opens one.
 */
export function DataTable(props: DataTableProps) {
  const { label, heads, count, rowHeight, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  // Keys may come faster than the table is drawn.
  const position = useRef(0);
  const focusNext = useRef(false);
  const current = Math.max(0, Math.min(active, count - 1));
  const moveTo = (line: number) => {
    position.current = line;
    setActive(line);
  };
  const rows = useVirtualRows({ count, height: rowHeight, scroller, kept: current });
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    leadOf(scroller.current, current)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (selected < 0) return;
    moveTo(selected);
    rows.scrollToIndex(selected, { align: 'auto' });
  }, [selected, rows]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const inBody = event.target instanceof Element && event.target.closest('[data-line]') !== null;
    if (step === undefined || !inBody || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = step(Math.min(position.current, count - 1), count - 1, page);
    focusNext.current = true;
    moveTo(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const least = heads.reduce((sum, { width }) => sum + width, 0);
  const columns = heads.map(({ width }) => `minmax(${width}rem, ${width}fr)`).join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that come and go while scrolling need boxes of their own
    <div
      class="grid"
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={heads.length}
      ref={scroller}
      onKeyDown={onKeyDown}
      style={{ '--columns': columns, '--least': `${least}rem` }}
    >
      <Heads {...props} />
      <div class="body" role="rowgroup" style={{ height: `${rows.getTotalSize()}px` }}>
        {rows.getVirtualItems().map(({ index, start, size }) => (
          <TableLine
            key={index}
            {...props}
            line={index}
            tabIndex={index === current ? 0 : -1}
            top={start - HEAD_HEIGHT}
            height={size}
            onFocus={() => {
              // On its way to another line the focus may still pass here.
              if (!focusNext.current) moveTo(index);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function leadOf(scroller: HTMLElement | null, line: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-line="${line}"] [data-lead]`) ?? null;
}

function Heads({ heads, sort, onSort }: DataTableProps) {
  return (
    <div class="head" role="rowgroup">
      <div class="line" role="row" aria-rowindex={1}>
        {heads.map(({ key, title, numeric }) => {
          const sorted = sort?.key === key;
          const direction = sort?.descending === true ? 'descending' : 'ascending';
          return (
            <span
              key={key}
              role="columnheader"
              aria-sort={sorted ? direction : 'none'}
              class={numeric === true ? 'n' : undefined}
            >
              <button type="button" onClick={() => onSort(key)}>
                {title}
                <span class="arrow" aria-hidden="true">
                  {sorted ? (sort?.descending === true ? ' ↓' : ' ↑') : ''}
                </span>
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface LineProps extends DataTableProps {
  readonly line: number;
  readonly tabIndex: number;
  readonly top: number;
  readonly height: number;
  readonly onFocus: () => void;
}

/** A click anywhere in a line opens it, unless it went to something of its own, or selected text. */
function openLine(event: MouseEvent): void {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element)) return;
  if (target.closest('a,button,input') !== null || window.getSelection()?.isCollapsed === false) return;
  currentTarget.querySelector<HTMLElement>('[data-lead]')?.click();
}

function TableLine({ heads, cells, line, tabIndex, top, height, onFocus, lineClass, selected }: LineProps) {
  const classes = ['line', line === selected ? 'selected' : '', lineClass?.(line) ?? ''];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens a line by what stands in its first cell
    <div
      class={classes.filter(Boolean).join(' ')}
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      onClick={openLine}
      onFocusCapture={onFocus}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
    >
      {cells(line, tabIndex).map((cell, at) => (
        <span
          key={heads[at]?.key}
          role={at === 0 ? 'rowheader' : 'cell'}
          class={heads[at]?.numeric === true ? 'n' : undefined}
        >
          {cell}
        </span>
      ))}
    </div>
  );
}
