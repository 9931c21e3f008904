import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { mappedColumn } from './column.ts';
import { createSearch } from './search.ts';
import { subscriptionFields } from './subscription-fields.ts';

/** The filters of the table of subscriptions. */
const FACETS = ['policystatus', 'offer', 'exemption', 'coverage', 'cutoff', 'change', 'state', 'confidence'];

/** What the table of subscriptions is worked with under the revision that is shown. */
export function useSubscriptionBench() {
  const { report, revision } = useApp();
  return useMemo(() => {
    const { subscriptions, words } = report;
    const fields = subscriptionFields(report, revision);
    const searched = ['name', 'id', 'quota', 'offer'].flatMap(
      (key) => fields.find((field) => field.key === key) ?? [],
    );
    const search = createSearch({
      rows: subscriptions.length,
      columns: searched.map(({ key, column }) =>
        key === 'offer' ? mappedColumn(column, (offer) => words.offer[offer ?? ''] ?? offer) : column,
      ),
    });
    const first = subscriptions.some(({ senders }) => senders > 0)
      ? Uint8Array.from(subscriptions, ({ senders }) => (senders > 0 ? 1 : 0))
      : null;
    return { rows: subscriptions.length, fields, facetKeys: FACETS, search, first, usual: 'need' };
  }, [report, revision]);
}
