import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryHead } from '../../src/model/history.ts';
import { RUN_SCHEMA_VERSION, type RunSummary } from '../../src/model/run.ts';
import { createHistoryFile, finishHistory } from '../../src/store/history-file.ts';

const NONE = { direct: 0, restart: 0, requestExemption: 0, relay: 0, fixNetwork: 0, undetermined: 0 };

/** The time in a run's ID, ISO 8601 UTC. */
function startOf(runId: string): string {
  return runId.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3.000Z');
}

/** The `run.json` of a run that read its one subscription and found no VM. */
export function storedRun(given: Partial<RunSummary> & { readonly runId: string }): RunSummary {
  return {
    schemaVersion: RUN_SCHEMA_VERSION,
    startedAt: startOf(given.runId),
    finishedAt: startOf(given.runId),
    tool: { name: 'port25-audit', version: '0.1.0' },
    cloud: 'AzureCloud',
    tenantIds: ['99999999-9999-9999-9999-999999999999'],
    scope: { subscriptions: 'all', managementGroups: [], excluded: [] },
    tags: [],
    policy: { revision: '2020-11', current: '2023-12' },
    totals: {
      subscriptions: { inScope: 1, complete: 1, partial: 0, unreadable: 0, disabled: 0, excluded: 0 },
      vms: { total: 0, ...NONE },
    },
    coverage: [],
    requests: { total: 0, throttled: 0, retried: 0, failed: 0 },
    optionalFacts: {},
    differsUnderCurrentPolicy: 0,
    previousRunId: null,
    changes: null,
    senders: { total: 0, ...NONE },
    accepted: { total: 0, ...NONE },
    warnings: [],
    ...given,
  };
}

/** What a run remembers of itself. */
export function historyHead(runId: string): HistoryHead {
  return {
    schemaVersion: 1,
    runId,
    startedAt: startOf(runId),
    policy: '2020-11',
    tool: '0.1.0',
    revisions: [],
    declarations: { subscriptions: {}, networks: '0000000000000000' },
    unread: {},
  };
}

/** Puts a finished run below `out`, with a memory of nothing; returns its folder. */
export async function storeRun(
  out: string,
  given: Partial<RunSummary> & { readonly runId: string },
): Promise<string> {
  const folder = join(out, given.runId);
  await mkdir(join(folder, 'snapshot'), { recursive: true });
  await writeFile(join(folder, 'run.json'), JSON.stringify(storedRun(given)));
  const memory = await createHistoryFile(folder);
  await finishHistory(folder, historyHead(given.runId), [await memory.close()]);
  return folder;
}
