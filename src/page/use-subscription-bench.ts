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

/** Widths for the verdicts' names in the table's head; a long one breaks at its hyphen. */
const HEAD_WIDTH = {
  direct: 4,
  restart: 4.25,
  'request-exemption': 5.75,
  relay: 3.75,
  'fix-network': 4.75,
  undetermined: 6.75,
} as const;

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
      { key: 'name', title: 'Subscription', column: column(({ name }) => name), width: 12 },
      { key: 'offer', title: 'Offer', column: column(({ offer }) => offer), width: 10, words: say(words.offer), empty: 'not settled' },
      { key: 'confidence', title: 'Offer confidence', column: column(({ offerConfidence }) => offerConfidence), width: 8 },
      {
        key: 'created',
        title: 'Created',
        column: column((one) => createdInterval(one.createdNotBefore, one.createdNotAfter)),
        width: 8,
      },
      { key: 'cutoff', title: 'Cut-off', column: column(({ cutoff }) => cutoff), width: 9, words: say(words.cutoff) },
      {
        key: 'policystatus',
        title: 'Policy',
        column: column(({ policyStatuses }) => policyStatuses[revision as RevisionName]),
        width: 8.5,
        words: say(words.policyStatus),
      },
      { key: 'exemption', title: 'Exemption', column: column(({ exemption }) => exemption), width: 6, words: say(words.exemption) },
      { key: 'coverage', title: 'Coverage', column: column(({ coverage }) => coverage), width: 6.25 },
      { key: 'vms', title: 'VMs', column: number(({ vms: all }) => all), width: 3.5, numeric: true, empty: '–' },
      ...words.verdicts.map(({ verdict }) => ({
        key: `n-${verdict}`,
        title: verdict,
        column: number(({ subscriptionId }) => counts.get(subscriptionId)?.[verdict] ?? 0),
        width: HEAD_WIDTH[verdict],
        numeric: true,
        empty: '–',
      })),
      { key: 'senders', title: 'Senders', column: number(({ senders }) => senders), width: 5, numeric: true, empty: '–' },
      { key: 'state', title: 'State', column: column(({ state }) => state), width: 7 },
      { key: 'quota', title: 'Quota ID', column: column(({ quotaId }) => quotaId), width: 13 },
      { key: 'id', title: 'ID', column: column(({ subscriptionId }) => subscriptionId), width: 18 },
      {
        key: 'need',
        title: 'Cannot send',
        column: column((one) => needOf(one, counts.get(one.subscriptionId)?.direct ?? 0)),
        width: 6,
        numeric: true,
        place: (value) => -Number(value ?? UNREAD_NEED),
        empty: 'not known',
      },
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
    return { rows: subscriptions.length, fields, facetKeys: FACETS, search, first: senders, usual: 'need' };
  }, [report, revision]);
}

/** Where the list of VMs was not read, a nought would be a pass. */
function isRead({ coverage, vms }: ReportSubscription): boolean {
  return vms > 0 || coverage === 'complete' || coverage === 'partial';
}

/** An unreadable subscription comes before all that were read. */
const UNREAD_NEED = 1e9;

/** How many of its VMs cannot send: the subscriptions with most of them come first. */
function needOf(one: ReportSubscription, direct: number): string | null {
  return one.coverage === 'unreadable' ? null : String(one.vms - direct);
}
