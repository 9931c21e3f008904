import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { ColumnChoice } from './column-choice.tsx';
import { DataTable } from './data-table.tsx';
import { FacetList } from './facet-list.tsx';
import { type Field, fromParam, wordsOf } from './field.ts';
import type { Line } from './listing.ts';
import { counted, grouped } from './numbers.ts';
import { SearchBox } from './search-box.tsx';
import { useMedia } from './use-media.ts';
import type { Selectable, Selection } from './use-selection.ts';

/** A table with all that narrows it down: what it shows comes from the address. */
export interface WorkbenchProps {
  readonly label: string;
  readonly noun: string;
  readonly hint: string;
  readonly of: Selectable;
  readonly selection: Selection;
  readonly lines: readonly Line[];
  readonly columns: readonly string[];
  /** The first cell of a line: an element with `data-lead`. */
  readonly lead: (line: Line, tabIndex: number) => ComponentChildren;
  /** What a line says of a field, where the row alone does not tell. */
  readonly cellOfSet?: (field: Field, rows: readonly number[]) => ComponentChildren;
  /** What stands under the first cell in a narrow window. */
  readonly under?: (row: number) => ComponentChildren;
  readonly selectedRow: number;
  readonly tools?: ComponentChildren;
  readonly side?: ComponentChildren;
}

/** The facets that stand open at first. */
const OPEN = 3;

export function Workbench(props: WorkbenchProps) {
  const { label, noun, hint, of, selection, lines, tools, side } = props;
  const { set } = useApp();
  const { query, facets, counts, order, isFiltered } = selection;
  const wide = useMedia('(min-width: 60rem)');
  const useful = facets.filter(({ key, chosen }) => (counts.get(key)?.length ?? 0) > 1 || chosen.size > 0);
  const total = order.length;
  const status = isFiltered ? `${grouped(total)} of ${counted(of.rows, noun)}` : counted(of.rows, noun);
  const clear = () => set(Object.fromEntries(['q', ...of.facetKeys].map((key) => [key, []])));
  return (
    <div class={`bench${side === undefined || side === null ? '' : ' with-side'}`}>
      <details class="facets" open={wide}>
        <summary>Filters</summary>
        {useful.map(({ key, field, chosen }, at) => (
          <FacetList
            key={key}
            field={field}
            counts={counts.get(key) ?? []}
            chosen={chosen}
            open={at < OPEN}
            onChoose={(values) => set({ [key]: values })}
          />
        ))}
      </details>
      <div class="rows">
        <div class="tools">
          <SearchBox
            value={query}
            label={`Search ${noun}s`}
            hint={hint}
            onInput={(text) => set({ q: [text] })}
          />
          <p class="status" role="status">
            {status}
          </p>
          {isFiltered && (
            <button type="button" onClick={clear}>
              Clear filters
            </button>
          )}
          <span class="fill" />
          {tools}
          <ColumnChoice fields={of.fields} usual={props.columns} />
        </div>
        <Chips {...props} />
        {lines.length === 0 ? (
          <p class="nothing">
            {of.rows === 0 ? `No ${noun}s in this run.` : `No ${noun} matches. Clear a filter to see more.`}
          </p>
        ) : (
          <Table {...props} label={label} />
        )}
      </div>
      {side}
    </div>
  );
}

/** The chosen values, each to be taken out by one click. */
function Chips({ selection }: WorkbenchProps) {
  const { set, route, shown } = useApp();
  const chips = selection.facets.flatMap(({ key, field }) =>
    route.params.getAll(key).map((param) => ({ key, field, param })),
  );
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters in force">
      {chips.map(({ key, field, param }) => (
        <li key={`${key}=${param}`}>
          <button
            type="button"
            onClick={() => set({ [key]: route.params.getAll(key).filter((other) => other !== param) })}
          >
            <span class="faint">{field.title}</span> <bdi>{shown(wordsOf(field, fromParam(param)))}</bdi>
            <span aria-hidden="true"> ×</span>
            <span class="vh"> (remove this filter)</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Line heights in pixels: a line of text, and in a narrow window a second one under it. */
const HEIGHT = { wide: 34, narrow: 58 };

function Table({
  label,
  of,
  selection,
  lines,
  columns,
  lead,
  cellOfSet,
  under,
  selectedRow,
}: WorkbenchProps) {
  const { route, set, shown } = useApp();
  const narrow = useMedia('(max-width: 44rem)');
  const { sort } = selection;
  const named = route.params.getAll('col');
  const keys = named.length === 0 ? columns : named;
  const fields = useMemo(() => {
    const found = keys.flatMap((key) => of.fields.find((field) => field.key === key) ?? []);
    const [first] = of.fields;
    const all = first === undefined || found.includes(first) ? found : [first, ...found];
    return narrow ? all.slice(0, 2) : all;
  }, [of.fields, keys.join(), narrow]);
  const cell = (field: Field, line: Line): ComponentChildren => {
    if (line.kind === 'set') return cellOfSet?.(field, line.rows);
    const value = field.column.at(line.row);
    if (value === null) return <span class="faint">{field.empty ?? 'not known'}</span>;
    if (field.render !== undefined) return field.render(value, line.row);
    const text = shown(field.words?.(value) ?? value);
    return <bdi title={text}>{text}</bdi>;
  };
  const onSort = (key: string) => {
    const next = sort?.key === key && !sort.descending ? `-${key}` : key;
    set({ sort: [next === of.usual ? '' : next] });
  };
  return (
    <DataTable
      label={label}
      heads={fields.map(({ key, title, width, numeric }, at) => ({
        key,
        title,
        width: narrow ? ([10, 8.5][at] ?? width) : width,
        ...(numeric === undefined ? {} : { numeric }),
      }))}
      count={lines.length}
      rowHeight={narrow ? HEIGHT.narrow : HEIGHT.wide}
      sort={sort}
      onSort={onSort}
      selected={
        selectedRow < 0 ? -1 : lines.findIndex((line) => line.kind === 'row' && line.row === selectedRow)
      }
      lineClass={(at) => {
        const line = lines[at];
        if (line === undefined) return '';
        if (line.kind === 'set') return 'set-line';
        return line.within ? 'within-set' : '';
      }}
      cells={(at, tabIndex) => {
        const line = lines[at];
        if (line === undefined) return [];
        const [, ...others] = fields;
        const first = (
          <>
            {lead(line, tabIndex)}
            {narrow && line.kind === 'row' && <span class="under">{under?.(line.row)}</span>}
          </>
        );
        return [first, ...others.map((field) => cell(field, line))];
      }}
    />
  );
}
