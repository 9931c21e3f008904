import type { App } from './app.ts';
import type { Field } from './field.ts';
import { readableTime } from './readable-time.ts';
import type { Report } from './report.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** The columns of the table of VMs; the first is what a line is called by. */
export function vmFields(report: Report, revision: string, shown: App['shown']): readonly Field[] {
  const { vms, words, run } = report;
  const column = vms.column;
  const place = (order: readonly string[]) => (value: string | null) => {
    const at = order.indexOf(value ?? '');
    return at < 0 ? order.length : at;
  };
  const say = (table: Readonly<Record<string, string>>) => (value: string) => table[value] ?? value;
  const names = new Map(report.subscriptions.map(({ subscriptionId, name }) => [`${subscriptionId}`, name]));
  const verdict = {
    width: 11,
    place: place(words.priority),
    render: (value: string) => <VerdictMark verdict={value} />,
  };
  return [
    { key: 'name', title: 'VM', column: column('name'), width: 15 },
    { key: 'verdict', title: 'Verdict', column: vms.verdictsUnder(revision), ...verdict },
    { key: 'platform', title: 'Platform', column: column('platform'), width: 9, words: say(words.platform) },
    { key: 'path', title: 'Network path', column: column('path'), width: 9, words: say(words.path) },
    { key: 'flag', title: 'NIC flag', column: column('nicFlag'), width: 6.5, words: say(words.nicFlag) },
    { key: 'power', title: 'Power', column: column('powerState'), width: 6.5 },
    {
      key: 'subscription',
      title: 'Subscription',
      column: column('subscriptionId'),
      width: 11,
      words: (id) => names.get(id) ?? id,
    },
    { key: 'group', title: 'Resource group', column: column('resourceGroup'), width: 10 },
    { key: 'location', title: 'Location', column: column('location'), width: 7.5 },
    { key: 'address', title: 'Sends from', column: column('egressAddress'), width: 9 },
    { key: 'offer', title: 'Offer', column: column('offer'), width: 11, words: say(words.offer) },
    {
      key: 'change',
      title: 'Change',
      column: column('changeClass'),
      width: 8,
      words: say(words.changes),
      empty: 'nothing to compare',
    },
    {
      key: 'sender',
      title: 'Meant to send',
      column: column('sender'),
      width: 7,
      words: () => 'yes',
      empty: 'not declared',
    },
    {
      key: 'review',
      title: 'Review',
      column: column('reviewState'),
      width: 9,
      words: say(REVIEW),
      empty: '–',
    },
    {
      key: 'egress',
      title: 'Leaves by',
      column: column('egress'),
      width: 8,
      words: say(words.egress),
      empty: '–',
    },
    { key: 'dns', title: 'Reverse DNS', column: column('reverseDns'), width: 11 },
    { key: 'confidence', title: 'Confidence', column: column('confidence'), width: 6.5 },
    {
      key: 'exemption',
      title: 'Exemption',
      column: column('exemption'),
      width: 7,
      words: say(words.exemption),
    },
    { key: 'current', title: 'Current page', column: column('verdictCurrentPolicy'), ...verdict },
    { key: 'kind', title: 'Kind', column: column('kind'), width: 8, words: say(KIND) },
    { key: 'owner', title: 'Egress owner', column: column('egressOwner'), width: 12, empty: '–' },
    { key: 'started', title: 'Last started', column: column('lastStarted'), width: 10, words: readableTime },
    { key: 'since', title: 'Verdict since', column: column('verdictSince'), width: 10, words: readableTime },
    { key: 'seen', title: 'First seen', column: column('firstSeen'), width: 10, words: readableTime },
    ...run.tags.map((tag) => ({
      key: `tag:${tag}`,
      title: `Tag ${shown(tag)}`,
      column: column(`tag:${tag}`),
      width: 8,
      empty: 'not set',
    })),
  ];
}

const KIND = { vm: 'virtual machine', 'vmss-instance': 'scale-set instance' };

const REVIEW = {
  accepted: 'accepted',
  expired: 'acceptance expired',
  'verdict-changed': 'accepted, verdict changed since',
  'facts-changed': 'accepted, facts changed since',
  reviewed: 'reviewed',
  'reviewed-stale': 'reviewed, changed since',
};

/** The filters of the table of VMs, the most useful ones first. */
export function vmFacetKeys(tags: readonly string[]): readonly string[] {
  return [
    'verdict',
    'sender',
    'change',
    'platform',
    'path',
    'offer',
    'subscription',
    'location',
    'power',
    'flag',
    'egress',
    'exemption',
    'review',
    'kind',
    'current',
    ...tags.map((tag) => `tag:${tag}`),
  ];
}

/** The columns that stand in the table unless the address names others. */
export const VM_COLUMNS = [
  'name',
  'verdict',
  'platform',
  'path',
  'flag',
  'power',
  'subscription',
  'group',
  'address',
] as const;
