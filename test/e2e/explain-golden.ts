import { join } from 'node:path';
import { VERDICTS } from '../../src/model/verdict.ts';
import type { RunRead } from './outsider.ts';

/** Where the texts that somebody has read and signed are kept; `npx vitest run test/e2e/explain.test.ts -u` writes them anew. */
export const GOLDEN = join(import.meta.dirname, 'golden/explain');

/** Something of the demo tenant whose explanation is kept: by its ID, in a file of this name. */
export interface Kept {
  readonly file: string;
  readonly id: string;
}

const PATHS = [
  'internet',
  'partial',
  'denied',
  'none',
  'firewall',
  'appliance',
  'gateway',
  'unknown',
] as const;

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
}

/** Every subscription, one VM for each verdict and for each kind of path, and one scale set. */
export function keptOf({ subscriptions, vms }: RunRead): readonly Kept[] {
  const slugs = subscriptions.map(({ name }) => slugOf(name));
  const ofSubscriptions = subscriptions.map(({ subscriptionId }, at) => {
    const slug = slugs[at] ?? '';
    const isShared = slugs.filter((one) => one === slug).length > 1;
    return { file: `${slug}${isShared ? `-${subscriptionId.slice(0, 8)}` : ''}.txt`, id: subscriptionId };
  });
  const vmWith = (file: string, fits: (vm: RunRead['vms'][number]) => boolean): readonly Kept[] => {
    const vm = vms.find(fits);
    return vm === undefined ? [] : [{ file, id: vm.resourceId }];
  };
  const set = vms
    .find(({ kind }) => kind === 'vmss-instance')
    ?.resourceId.replace(/\/virtualMachines\/.*/i, '');
  return [
    ...ofSubscriptions,
    ...VERDICTS.flatMap((verdict) => vmWith(`vm-verdict-${verdict}.txt`, (vm) => vm.verdict === verdict)),
    ...PATHS.flatMap((path) => vmWith(`vm-path-${path}.txt`, (vm) => vm.path === path)),
    ...(set === undefined ? [] : [{ file: 'scale-set.txt', id: set }]),
  ];
}

const DAY_MS = 86_400_000;
/** The demo tenant's log and what it declares lie this near to the day of the run; all its other dates are older. */
const RECENT_DAYS = 100;

/** The text without what differs from run to run: its ID, the times of reading, and the days counted back from today. */
export function withoutTimes(text: string, { id, summary }: RunRead): string {
  const started = Date.parse(summary.startedAt);
  return text
    .replaceAll(id, '(run)')
    .replace(/\bread \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g, 'read (time)')
    .replace(/\b\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?/g, (day, time: string | undefined) => {
      const isRecent = Math.abs(started - Date.parse(day)) < RECENT_DAYS * DAY_MS;
      if (!isRecent) return day;
      return time === undefined ? '(recent day)' : '(recent time)';
    });
}
