import { useMemo } from 'preact/hooks';
import type { ReportSubscription } from '../model/report-data.ts';
import type { RevisionName } from '../model/revision.ts';
import { useApp } from './app.ts';
import { textColumn } from './column.ts';
import { countVerdicts } from './count-verdicts.ts';
import { createdInterval } from './created-interval.ts';
import type { Field } from './field.ts';
import { createSearch } from './search.ts';

/** The filters of the table of subscriptions. */
const FACETS = ['policystatus', 'offer', 'exemption', 'coverage', 'cutoff', 'change', 'state', 'confidence'];

/** The table of subscriptions under the revision that is shown. */
export function useSubscriptionBench() {
  const { report, revision } = useApp();
  return useMemo(() => {
    const { subscriptions, words, vms } = report;
    const counts = countVerdicts(vms.verdictsUnder(revision), vms.column('subscriptionId')).groups;
    const column = (cell: (one: ReportSubscription) => string | null) => textColumn(subscriptions.map(cell));
    const say = (table: Readonly<Record<string, string>>) => (value: string) => table[value] ?? value;
    const number = (count: (one: ReportSubscription) => number) =>
      column((one) => (isRead(one) ? String(count(one)) : null));
    const fields: readonly Field[] = [
      { key: 'name', title: 'Subscription', column: column(({ name }) => name), width: 15 },
      { key: 'offer', title: 'Offer', column: column(({ offer }) => offer), width: 13, words: say(words.offer), empty: 'not settled' },
      { key: 'confidence', title: 'Offer confidence', column: column(({ offerConfidence }) => offerConfidence), width: 8 },
      {
        key: 'created',
        title: 'Created',
        column: column((one) => createdInterval(one.createdNotBefore, one.createdNotAfter)),
        width: 12,
      },
      { key: 'cutoff', title: 'Cut-off', column: column(({ cutoff }) => cutoff), width: 9, words: say(words.cutoff) },
      {
        key: 'policystatus',
        title: 'Policy',
        column: column(({ policyStatuses }) => policyStatuses[revision as RevisionName]),
        width: 9.5,
        words: say(words.policyStatus),
      },
      { key: 'exemption', title: 'Exemption', column: column(({ exemption }) => exemption), width: 6.5, words: say(words.exemption) },
      { key: 'coverage', title: 'Coverage', column: column(({ coverage }) => coverage), width: 6.5 },
      { key: 'vms', title: 'VMs', column: number(({ vms: all }) => all), width: 4.5, numeric: true, empty: '–' },
      ...words.verdicts.map(({ verdict }) => ({
        key: `n-${verdict}`,
        title: verdict,
        column: number(({ subscriptionId }) => counts.get(subscriptionId)?.[verdict] ?? 0),
        width: verdict.length > 9 ? 8 : 5.5,
        numeric: true,
        empty: '–',
      })),
      { key: 'senders', title: 'Senders', column: number(({ senders }) => senders), width: 5, numeric: true, empty: '–' },
      { key: 'state', title: 'State', column: column(({ state }) => state), width: 7 },
      { key: 'quota', title: 'Quota ID', column: column(({ quotaId }) => quotaId), width: 13 },
      { key: 'id', title: 'ID', column: column(({ subscriptionId }) => subscriptionId), width: 18 },
      { key: 'change', title: 'Change', column: column(({ change }) => change), width: 8, empty: '–' },
    ];
    const search = createSearch({
      rows: subscriptions.length,
      columns: [
        column(({ name }) => name),
        column(({ subscriptionId }) => subscriptionId),
        column(({ quotaId }) => quotaId),
        column(({ offer }) => (offer === null ? null : (words.offer[offer] ?? offer))),
      ],
    });
    const senders = subscriptions.some((one) => one.senders > 0)
      ? Uint8Array.from(subscriptions, (one) => (one.senders > 0 ? 1 : 0))
      : null;
    return { rows: subscriptions.length, fields, facetKeys: FACETS, search, first: senders, usual: null };
  }, [report, revision]);
}

/** Where the list of VMs was not read, a nought would be a pass. */
function isRead({ coverage, vms }: ReportSubscription): boolean {
  return vms > 0 || coverage === 'complete' || coverage === 'partial';
}
