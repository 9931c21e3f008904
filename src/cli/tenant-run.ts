import { SNAPSHOT_SCHEMA_VERSION } from '../model/subscription-facts.ts';
import { takeLock } from '../store/lock.ts';
import { listSnapshot } from '../store/snapshot.ts';
import { type AuditedTenant, openTenant } from './audited-tenant.ts';
import { beginCollecting, type CollectingRun, type RunSubject } from './begin-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type DeclarationsRead, declarationsAt, declarationsIn } from './read-declarations.ts';
import { scopeTold } from './scope-told.ts';
import { toolIdentity } from './tool-identity.ts';

/** A run that has begun on a tenant: its folder, the signed-in way to read, and what owners declare. */
export interface TenantRun extends CollectingRun {
  readonly configuration: Configuration;
  readonly environment: CommandEnvironment;
  readonly tenant: AuditedTenant;
  readonly declarations: DeclarationsRead;
}

function subjectOf(configuration: Configuration, { homeTenant }: AuditedTenant): RunSubject {
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    cloud: configuration.endpoints.cloud,
    homeTenant: homeTenant ?? null,
    scope: scopeTold(configuration),
    tags: configuration.tags,
    demo: configuration.demo !== undefined,
    tool: toolIdentity().version,
  };
}

/** What was collected before an interruption stays, hidden, for `--resume`; whatever else goes wrong leaves nothing. */
async function leave({ folder }: CollectingRun, { signal, reporter }: CommandEnvironment): Promise<void> {
  const collected = signal.aborted ? await listSnapshot(folder.building).catch(() => []) : [];
  if (collected.length === 0) return folder.discard();
  reporter.settle();
  reporter.note(
    `${collected.length} subscriptions were collected: the same command with --resume goes on from there`,
  );
}

/**
 * Reads the declarations, locks the folder of runs, signs in, begins a run (or goes on with one), and lets `work` do its part; should
 * that fail, nothing of the run is left. Throws what the declarations file, the folder, the sign-in or the work throw.
 */
export async function inTenantRun<T>(
  configuration: Configuration,
  environment: CommandEnvironment,
  work: (run: TenantRun) => Promise<T>,
): Promise<T> {
  const { declarationsPath: path, out, resume } = configuration;
  const declared = path === undefined ? undefined : await declarationsAt(path, environment.now());
  const lock = await takeLock(out);
  if (lock.note !== undefined) environment.reporter.warn(lock.note);
  let begun: CollectingRun | undefined;
  let tenant: AuditedTenant | undefined;
  try {
    tenant = await openTenant(configuration, environment.signal);
    const declarations =
      declared ?? declarationsIn(tenant.ownDeclarations, 'built-in declarations', environment.now());
    begun = await beginCollecting({ out, lock, resume }, subjectOf(configuration, tenant), environment);
    return await work({ ...begun, configuration, environment, tenant, declarations });
  } catch (cause) {
    if (begun !== undefined) await leave(begun, environment);
    throw cause;
  } finally {
    await tenant?.close();
    await lock.release();
  }
}
