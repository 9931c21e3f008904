import { useState } from 'preact/hooks';
import { useApp } from './app.ts';
import { type Field, toParam, wordsOf } from './field.ts';
import { grouped } from './numbers.ts';

/** A facet's values with the number of rows that each would leave. */
export interface FacetListProps {
  readonly field: Field;
  readonly counts: readonly { readonly value: string | null; readonly count: number }[];
  readonly chosen: ReadonlySet<string | null>;
  readonly open: boolean;
  readonly onChoose: (params: readonly string[]) => void;
}

/** How many values stand in the open, and from how many on the values themselves can be searched. */
const SHOWN = 8;
const MANY = 14;

/** One filter: its values as check boxes, the frequent ones first. */
export function FacetList({ field, counts, chosen, open, onChoose }: FacetListProps) {
  const { shown } = useApp();
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(false);
  const words = (value: string | null) => shown(wordsOf(field, value));
  const wanted = query.trim().toLowerCase();
  const values = counts
    .filter(({ value, count }) => count > 0 || chosen.has(value))
    .filter(({ value }) => wanted === '' || chosen.has(value) || words(value).toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        Number(chosen.has(b.value)) - Number(chosen.has(a.value)) ||
        (field.place === undefined ? b.count - a.count : field.place(a.value) - field.place(b.value)) ||
        (words(a.value) < words(b.value) ? -1 : 1),
    );
  const listed = all && values.length <= 200 ? values : values.slice(0, all ? 200 : SHOWN);
  const toggle = (value: string | null) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChoose([...next].map(toParam));
  };
  return (
    <details class="facet" open={open || chosen.size > 0}>
      <summary>
        {field.title}
        {chosen.size > 0 && <span class="picked">{chosen.size} chosen</span>}
      </summary>
      <fieldset>
        <legend class="vh">{field.title}</legend>
        {counts.length > MANY && (
          <input
            type="search"
            class="within"
            aria-label={`Find in ${field.title}`}
            placeholder="Find"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        )}
        {listed.map(({ value, count }) => (
          <label key={toParam(value)} class={count === 0 ? 'zero' : undefined}>
            <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
            <span class="what">
              <bdi>{value !== null && field.render ? field.render(value, -1) : words(value)}</bdi>
            </span>
            <span class="num">{grouped(count)}</span>
          </label>
        ))}
        {values.length > listed.length && !all && (
          <button type="button" class="link" onClick={() => setAll(true)}>
            {values.length > 200 ? 'More' : `All ${values.length}`}
          </button>
        )}
        {all && values.length > 200 && (
          <p class="faint">Find one by its name: {grouped(values.length)} in all.</p>
        )}
        {values.length === 0 && <p class="faint">None.</p>}
      </fieldset>
    </details>
  );
}
