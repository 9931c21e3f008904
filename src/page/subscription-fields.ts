import type { ReportSubscription } from '../model/report-data.ts';
import type { RevisionName } from '../model/revision.ts';
import { type Column, textColumn } from './column.ts';
import { type Counts, countVerdicts } from './count-verdicts.ts';
import { createdInterval } from './created-interval.ts';
import type { Field } from './field.ts';
import type { Report } from './report.ts';

/** Widths for the verdicts' names in the table's head; a long one breaks at its hyphen. */
const HEAD_WIDTH = {
  direct: 4,
  restart: 4.25,
  'request-exemption': 5.75,
  relay: 3.75,
  'fix-network': 4.75,
  undetermined: 7.5,
} as const;

/** The columns of the table of subscriptions; the first is what a line is called by. */
export function subscriptionFields(report: Report, revision: string): readonly Field[] {
  const { subscriptions, words, vms } = report;
  const counts = countVerdicts(vms.verdictsUnder(revision), vms.column('subscriptionId')).groups;
  const column = (cell: (one: ReportSubscription) => string | null) => textColumn(subscriptions.map(cell));
  const say = (table: Readonly<Record<string, string>>) => (value: string) => table[value] ?? value;
  return [
    { key: 'name', title: 'Subscription', column: column(({ name }) => name), width: 12 },
    {
      key: 'offer',
      title: 'Offer',
      column: column(({ offer }) => offer),
      width: 10,
      words: say(words.offer),
      empty: 'not settled',
    },
    {
      key: 'confidence',
      title: 'Offer confidence',
      column: column(({ offerConfidence }) => offerConfidence),
      width: 8,
    },
    {
      key: 'created',
      title: 'Created',
      column: column((one) => createdInterval(one.createdNotBefore, one.createdNotAfter)),
      width: 8,
    },
    {
      key: 'cutoff',
      title: 'Cut-off',
      column: column(({ cutoff }) => cutoff),
      width: 9,
      words: say(words.cutoff),
    },
    {
      key: 'policystatus',
      title: 'Policy',
      column: column(({ policyStatuses }) => policyStatuses[revision as RevisionName]),
      width: 8.5,
      words: say(words.policyStatus),
    },
    {
      key: 'exemption',
      title: 'Exemption',
      column: column(({ exemption }) => exemption),
      width: 6,
      words: say(words.exemption),
    },
    { key: 'coverage', title: 'Coverage', column: column(({ coverage }) => coverage), width: 6.25 },
    ...countFields(report, counts, column),
    { key: 'state', title: 'State', column: column(({ state }) => state), width: 7 },
    { key: 'quota', title: 'Quota ID', column: column(({ quotaId }) => quotaId), width: 13 },
    { key: 'id', title: 'ID', column: column(({ subscriptionId }) => subscriptionId), width: 18 },
    { key: 'change', title: 'Change', column: column(({ change }) => change), width: 8, empty: '–' },
  ];
}

/** How many VMs a subscription has, of each verdict, that are meant to send, that cannot. */
function countFields(
  { words }: Report,
  counts: ReadonlyMap<string | null, Counts>,
  column: (cell: (one: ReportSubscription) => string | null) => Column,
): readonly Field[] {
  const number = (count: (one: ReportSubscription) => number) => ({
    column: column((one) => (isRead(one) ? String(count(one)) : null)),
    numeric: true,
    empty: '–',
  });
  return [
    { key: 'vms', title: 'VMs', width: 3.5, ...number(({ vms }) => vms) },
    ...words.verdicts.map(({ verdict }) => ({
      key: `n-${verdict}`,
      title: verdict,
      width: HEAD_WIDTH[verdict],
      ...number(({ subscriptionId }) => counts.get(subscriptionId)?.[verdict] ?? 0),
    })),
    { key: 'senders', title: 'Senders', width: 5, ...number(({ senders }) => senders) },
    {
      key: 'need',
      title: 'Cannot send',
      column: column((one) => needOf(one, counts.get(one.subscriptionId)?.direct ?? 0)),
      width: 6,
      numeric: true,
      place: (value) => -Number(value ?? UNREAD_NEED),
      empty: 'not known',
    },
  ];
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
