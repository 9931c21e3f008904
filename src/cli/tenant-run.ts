import { takeLock } from '../store/lock.ts';
import { type AuditedTenant, openTenant } from './audited-tenant.ts';
import { type BegunRun, beginRun } from './begin-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type DeclarationsRead, declarationsAt, declarationsIn } from './read-declarations.ts';

/** A run that has begun on a tenant: its folder, the signed-in way to read, and what owners declare. */
export interface TenantRun extends BegunRun {
  readonly configuration: Configuration;
  readonly environment: CommandEnvironment;
  readonly tenant: AuditedTenant;
  readonly declarations: DeclarationsRead;
}

/**
 * Reads the declarations, locks the folder of runs, begins a run there, signs in, and lets `work` do its part; should that fail,
 * nothing of the run is left. Throws what the declarations file, the folder, the sign-in or the work throw.
 */
export async function inTenantRun<T>(
  configuration: Configuration,
  environment: CommandEnvironment,
  work: (run: TenantRun) => Promise<T>,
): Promise<T> {
  const path = configuration.declarationsPath;
  const declared = path === undefined ? undefined : await declarationsAt(path, environment.now());
  const lock = await takeLock(configuration.out);
  if (lock.note !== undefined) environment.reporter.warn(lock.note);
  let begun: BegunRun | undefined;
  let tenant: AuditedTenant | undefined;
  try {
    begun = await beginRun(configuration.out, environment, lock);
    tenant = await openTenant(configuration, environment.signal);
    const declarations =
      declared ?? declarationsIn(tenant.ownDeclarations, 'built-in declarations', environment.now());
    return await work({ ...begun, configuration, environment, tenant, declarations });
  } catch (cause) {
    await begun?.folder.discard();
    throw cause;
  } finally {
    await tenant?.close();
    await lock.release();
  }
}
