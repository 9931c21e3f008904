import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { nightRecord } from '../../src/cli/night-record.ts';
import { subscriptionTableColumns } from '../../src/history/history-row-subscription.ts';
import { vmTableColumns } from '../../src/history/history-row-vm.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import type { RunSummary } from '../../src/model/run.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { appendNight, createNightTables } from '../../src/store/parquet-history.ts';
import { runIdOf } from '../../src/store/run-folder.ts';
import { runSummary, subscriptionFinding, subscriptionId, vmFinding } from '../report/finding-builders.ts';

/** What was found of a subscription on one night. */
export interface Found {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

/** The run that found this. */
export function runOf(
  found: readonly Found[],
  changes: Partial<RunSummary> & Pick<RunSummary, 'startedAt'>,
): RunSummary {
  return runSummary(
    found.map(({ subscription }) => subscription),
    { runId: runIdOf(changes.startedAt), ...changes },
  );
}

/** Writes the two files of a run into the folder that it is built in, as an audit does. */
export async function buildNight(folder: string, run: RunSummary, found: readonly Found[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const record = nightRecord(run);
  const tables = await createNightTables(folder, {
    vms: vmTableColumns(record),
    subscriptions: subscriptionTableColumns(record),
  });
  for (const { subscription, vms } of found) await tables.add(subscription, vms);
  await tables.close(record);
}

/** Adds a night to the history below `out`, as an audit does. */
export async function addNight(
  out: string,
  found: readonly Found[],
  changes: Partial<RunSummary> & Pick<RunSummary, 'startedAt'>,
): Promise<void> {
  const run = runOf(found, changes);
  const folder = join(out, run.runId);
  await buildNight(folder, run, found);
  await appendNight(out, folder, run);
}

const DAY_MS = 86_400_000;
const FIRST = '2026-10-16';
export const LAST = '2026-11-24';
/** No run on this day. */
const GAP = '2026-11-10';
/** On this day the subscription of the legacy machines could not be read. */
const UNREAD = '2026-11-18';

export const HOSTILE = `"><script>'; DROP TABLE vms; --\u202E`;

/** From these days on, a value each. */
type Since<T> = readonly (readonly [string, T])[];

function on<T>(day: string, since: Since<T>): T | undefined {
  return since.filter(([from]) => from <= day).at(-1)?.[1];
}

interface Machine {
  readonly name: string;
  readonly verdicts: Since<Verdict | null>;
  readonly sender?: boolean;
}

interface Estate {
  readonly name: string;
  readonly machines: readonly Machine[];
  readonly changes?: (day: string) => Partial<SubscriptionFinding>;
}

function statusUnderAll(status: SubscriptionFinding['policyStatus']) {
  const policyStatuses = Object.fromEntries(REVISION_NAMES.map((name) => [name, status]));
  return { policyStatus: status, policyStatuses } as Partial<SubscriptionFinding>;
}

/** The truth: what became of every machine, and when. */
const ESTATES: readonly Estate[] = [
  {
    name: 'Contoso Mail',
    machines: [
      { name: 'billing-mx', verdicts: [[FIRST, 'relay']], sender: true },
      {
        name: 'mx-1',
        verdicts: [
          [FIRST, 'request-exemption'],
          ['2026-11-06', 'restart'],
          ['2026-11-09', 'direct'],
        ],
        sender: true,
      },
      {
        name: 'mx-2',
        verdicts: [
          [FIRST, 'request-exemption'],
          ['2026-11-06', 'restart'],
          ['2026-11-12', 'undetermined'],
          ['2026-11-13', 'restart'],
          ['2026-11-14', 'direct'],
        ],
      },
      {
        name: 'mx-3',
        verdicts: [
          [FIRST, 'request-exemption'],
          ['2026-11-06', 'restart'],
        ],
        sender: true,
      },
    ],
  },
  {
    name: 'Flapping network',
    machines: [
      {
        name: 'swing',
        verdicts: [
          [FIRST, 'direct'],
          ['2026-11-04', 'fix-network'],
          ['2026-11-06', 'direct'],
          ['2026-11-09', 'fix-network'],
          ['2026-11-11', 'direct'],
        ],
      },
      { name: 'steady', verdicts: [[FIRST, 'direct']], sender: true },
    ],
  },
  {
    name: 'Flapping status',
    machines: [],
    changes: (day) => ({
      ...statusUnderAll(
        on(day, [
          [FIRST, 'requestable'],
          ['2026-11-01', 'no-exemption'],
          ['2026-11-04', 'requestable'],
          ['2026-11-11', 'no-exemption'],
        ]) ?? null,
      ),
      offer: day < '2026-11-02' ? null : 'csp',
    }),
  },
  {
    name: 'Legacy',
    machines: [
      {
        name: 'old-gateway',
        verdicts: [
          [FIRST, 'direct'],
          ['2026-11-16', 'relay'],
        ],
      },
      {
        name: HOSTILE,
        verdicts: [
          [FIRST, 'restart'],
          ['2026-11-20', null],
        ],
      },
      {
        name: 'woken',
        verdicts: [
          [FIRST, 'restart'],
          ['2026-10-18', 'fix-network'],
          ['2026-10-20', 'direct'],
        ],
      },
    ],
    changes: (day) => (day === UNREAD ? { coverage: 'unreadable' } : {}),
  },
];

function foundOn(day: string): readonly Found[] {
  return ESTATES.map(({ name, machines, changes }, at) => {
    const id = subscriptionId(at + 1);
    const own = changes?.(day) ?? {};
    const there = own.coverage === 'unreadable' ? [] : machines;
    const vms = there.flatMap(({ name: machine, verdicts, sender = false }) => {
      const verdict = on(day, verdicts);
      if (verdict === undefined || verdict === null) return [];
      return [vmFinding({ subscriptionId: id, subscriptionName: name, name: machine, verdict, sender })];
    });
    return { subscription: subscriptionFinding({ subscriptionId: id, name, ...own }, vms), vms };
  });
}

/** Every day on which a run was made. */
export function knownDays(): readonly string[] {
  const count = (Date.parse(LAST) - Date.parse(FIRST)) / DAY_MS + 1;
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(FIRST) + at * DAY_MS).toISOString().slice(0, 10),
  ).filter((day) => day !== GAP);
}

/** Writes a history of 39 nights of which everything is known. */
export async function writeKnownNights(out: string): Promise<void> {
  for (const day of knownDays()) await addNight(out, foundOn(day), { startedAt: `${day}T02:00:00Z` });
}
