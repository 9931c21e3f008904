import { subscriptionTableColumns } from '../history/history-row-subscription.ts';
import { vmTableColumns } from '../history/history-row-vm.ts';
import type { NightHead } from '../model/night-table.ts';
import { appendNight, createNightTables, type NightTables } from '../store/parquet-history.ts';
import type { FinishedRun } from './finish-run.ts';
import { nightRecord } from './night-record.ts';
import { scopeTold } from './scope-told.ts';
import type { TenantRun } from './tenant-run.ts';
import { toolIdentity } from './tool-identity.ts';

/** What the history needs to know of a run. */
type NightRun = Pick<TenantRun, 'configuration' | 'environment' | 'folder' | 'runId' | 'startedAt'>;

function beginTables({ configuration, folder, runId, startedAt }: NightRun): Promise<NightTables> {
  const night: NightHead = {
    runId,
    startedAt,
    cloud: configuration.endpoints.cloud,
    demo: configuration.demo !== undefined,
    scope: scopeTold(configuration),
    policy: configuration.revision,
    tool: toolIdentity().version,
  };
  return createNightTables(folder.building, {
    vms: vmTableColumns(night),
    subscriptions: subscriptionTableColumns(night),
  });
}

/** Opens the tables of a night; whatever an earlier opening of them holds is dropped, so that judging may begin anew. */
export type OpenNightTables = () => Promise<NightTables>;

/**
 * Lets `finish` judge an audit while the rows that it adds to the history are written beside it, in the folder that it is built in.
 * Throws what `finish` throws, and a StoreError; no rows are left then.
 */
export async function withNightTables(
  run: NightRun,
  finish: (open: OpenNightTables | undefined) => Promise<FinishedRun>,
): Promise<FinishedRun> {
  if (!run.configuration.history) return finish(undefined);
  let tables: NightTables | undefined;
  const open = async () => {
    await tables?.discard();
    tables = await beginTables(run);
    return tables;
  };
  try {
    const finished = await finish(open);
    await tables?.close(nightRecord(finished.run));
    return finished;
  } catch (cause) {
    await tables?.discard();
    throw cause;
  }
}

/** Adds a finished audit, whose folder has its name, to the history. Where that fails it is a warning: the run stands. */
export async function addToHistory({
  configuration,
  environment,
  folder,
  ...night
}: NightRun): Promise<void> {
  await appendNight(configuration.out, folder.final, night).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    environment.reporter.warn(`${reason} (its rows stay in ${folder.final})`);
  });
}
