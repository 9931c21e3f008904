import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { HEAD_HEIGHT, useVirtualRows } from './use-virtual-rows.ts';

/** A column's head. */
interface TableHead {
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

/** Room for the borders and a bar to scroll sideways, in pixels. */
const ROOM = 20;

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
  useLayoutEffect(() => {
    // Another key may have moved on since this was drawn: then the next drawing has the focus to set.
    if (!focusNext.current || position.current !== current) return;
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
    <div
      class="grid"
      ref={scroller}
      style={{
        '--columns': columns,
        '--least': `${least}rem`,
        '--content': `${HEAD_HEIGHT + count * rowHeight + ROOM}px`,
      }}
    >
      <table aria-label={label} onKeyDown={onKeyDown} aria-rowcount={count + 1} aria-colcount={heads.length}>
        <Heads {...props} />
        <tbody style={{ height: `${rows.getTotalSize()}px` }}>
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
        </tbody>
      </table>
    </div>
  );
}

function leadOf(scroller: HTMLElement | null, line: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-line="${line}"] [data-lead]`) ?? null;
}

function Heads({ heads, sort, onSort }: DataTableProps) {
  return (
    <thead>
      <tr class="line" aria-rowindex={1}>
        {heads.map(({ key, title, numeric }) => {
          const direction = sort?.key === key ? directionOf(sort) : 'none';
          return (
            <th key={key} scope="col" aria-sort={direction} class={numeric === true ? 'n' : undefined}>
              <button type="button" onClick={() => onSort(key)}>
                {title}
                <span aria-hidden="true">{ARROWS[direction]}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const ARROWS = { none: '', ascending: ' ↑', descending: ' ↓' } as const;

function directionOf({ descending }: { readonly descending: boolean }): 'ascending' | 'descending' {
  return descending ? 'descending' : 'ascending';
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
    <tr
      class={classes.filter(Boolean).join(' ')}
      aria-rowindex={line + 2}
      data-line={line}
      onClick={openLine}
      onFocusCapture={onFocus}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
    >
      {cells(line, tabIndex).map((cell, at) =>
        at === 0 ? (
          <th key={heads[at]?.key} scope="row">
            {cell}
          </th>
        ) : (
          <td key={heads[at]?.key} class={heads[at]?.numeric === true ? 'n' : undefined}>
            {cell}
          </td>
        ),
      )}
    </tr>
  );
}
