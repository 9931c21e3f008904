import { counted } from '../report/counted.ts';
import type { ShardRun } from './merge-source.ts';

/** What must be the same of all shards, with how it is told; `null` where the value itself is too long for a message. */
interface Alike {
  readonly what: string;
  readonly of: (shard: ShardRun) => string;
  readonly told?: false;
}

function ids(list: readonly string[]): string {
  const sorted = [...new Set(list.map((id) => id.toLowerCase()))].toSorted();
  return sorted.length === 0 ? 'none' : sorted.join(', ');
}

const ALIKE: readonly Alike[] = [
  { what: 'the number of shards', of: ({ shard }) => String(shard.count) },
  { what: 'the tenant', of: ({ homeTenant, run }) => homeTenant ?? ids(run.tenantIds) },
  { what: 'the cloud', of: ({ run }) => run.cloud },
  { what: 'the demo', of: ({ run }) => (run.demo === true ? 'the demo' : 'a real tenant') },
  {
    what: '--subscription',
    of: ({ run: { scope } }) => (scope.subscriptions === 'all' ? 'all' : ids(scope.subscriptions)),
  },
  { what: '--management-group', of: ({ run: { scope } }) => ids(scope.managementGroups) },
  { what: '--exclude-subscription', of: ({ run: { scope } }) => ids(scope.excluded) },
  { what: '--policy', of: ({ run }) => run.policy.revision },
  // Their order is the order of columns.
  { what: '--tag', of: ({ run }) => run.tags.join(', ') || 'none' },
  {
    what: '--inventory',
    of: ({ run }) => (run.resourceGraph === undefined ? 'Resource Manager' : 'Resource Graph'),
  },
  { what: '--declarations', of: ({ declarations }) => declarations ?? '', told: false },
];

function differences(shards: readonly ShardRun[]): readonly string[] {
  const [first, ...others] = shards;
  if (first === undefined) return [];
  return ALIKE.flatMap(({ what, of, told }) => {
    const other = others.find((one) => of(one) !== of(first));
    if (other === undefined) return [];
    const value = (one: ShardRun) => (told === false ? '' : `: ${of(one)}`);
    return [
      `${what} differs between ${first.folder}${value(first)} and ${other.folder}${value(other)}; run the shards alike`,
    ];
  });
}

function twice(shards: readonly ShardRun[]): readonly string[] {
  return shards.flatMap(({ shard, folder }, at) => {
    const before = shards.slice(0, at).find((one) => one.shard.index === shard.index);
    return before === undefined
      ? []
      : [`shard ${shard.index} of ${shard.count} is there twice: ${before.folder} and ${folder}`];
  });
}

function missing(shards: readonly ShardRun[]): readonly string[] {
  const count = shards[0]?.shard.count ?? 0;
  const there = new Set(shards.map(({ shard }) => shard.index));
  const absent = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !there.has(index));
  return absent.map(
    (index) => `shard ${index} of ${count} is missing: run audit (or collect) with --shard ${index}/${count}`,
  );
}

const HOUR_MS = 60 * 60 * 1000;
/** A shard that failed tonight leaves last night's run as the newest in its folder. */
const MOST_HOURS_APART = 12;

function farApart(shards: readonly ShardRun[]): readonly string[] {
  const [first, ...later] = shards.toSorted((a, b) => (a.run.startedAt < b.run.startedAt ? -1 : 1));
  const last = later.at(-1);
  if (first === undefined || last === undefined) return [];
  const hours = Math.floor((Date.parse(last.run.startedAt) - Date.parse(first.run.startedAt)) / HOUR_MS);
  if (hours < MOST_HOURS_APART) return [];
  return [
    `${first.folder} began ${counted(hours, 'hour')} before ${last.folder}, and at most ${MOST_HOURS_APART} hours may lie between: run shard ${first.shard.index} of ${first.shard.count} again`,
  ];
}

/** Why these runs are not the shards of one and the same run, in sentences that name the runs; none where they are. */
export function mergeProblems(shards: readonly ShardRun[]): readonly string[] {
  const different = differences(shards);
  const counts = new Set(shards.map(({ shard }) => shard.count));
  const parts = counts.size > 1 ? [] : [...twice(shards), ...missing(shards)];
  return [...different, ...parts, ...farApart(shards)];
}
