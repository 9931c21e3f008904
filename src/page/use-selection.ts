import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { faceted } from './facets.ts';
import { type Field, fromParam } from './field.ts';
import { ordered } from './order.ts';
import type { Search } from './search.ts';

/** What can be searched, filtered and sorted. `only` are the rows that there are at all; `first` stand before the others. */
export interface Selectable {
  readonly rows: number;
  readonly fields: readonly Field[];
  readonly facetKeys: readonly string[];
  readonly search: Search;
  readonly first: Uint8Array | null;
  /** The field by which rows stand unless the address names another. */
  readonly usual: string | null;
}

/** The rows that the address leaves, in its order. */
export function useSelection({ rows, fields, facetKeys, search, first, usual }: Selectable) {
  const { params } = useApp().route;
  const query = params.get('q') ?? '';
  const found = useMemo(() => search(query), [search, query]);
  const chosenText = facetKeys.map((key) => JSON.stringify(params.getAll(key))).join();
  const facets = useMemo(
    () =>
      facetKeys.flatMap((key) => {
        const field = fields.find((one) => one.key === key);
        if (field === undefined) return [];
        return [{ key, column: field.column, chosen: new Set(params.getAll(key).map(fromParam)), field }];
      }),
    [fields, chosenText],
  );
  const result = useMemo(() => faceted(facets, rows, found), [facets, rows, found]);
  const sortText = params.get('sort') ?? usual ?? '';
  const descending = sortText.startsWith('-');
  const sortKey = descending ? sortText.slice(1) : sortText;
  const order = useMemo(() => {
    const field = fields.find(({ key }) => key === sortKey);
    const ordering = field === undefined ? null : { column: field.column, descending, place: field.place };
    return ordered(result.rows, ordering, first);
  }, [fields, result, sortKey, descending, first]);
  return {
    query,
    facets,
    counts: result.counts,
    order,
    sort: sortKey === '' ? null : { key: sortKey, descending },
    isFiltered: query !== '' || facets.some(({ chosen }) => chosen.size > 0),
  };
}

export type Selection = ReturnType<typeof useSelection>;
