import { type RetentionRule, retentionPlan, type StoredRun } from '../history/retention-plan.ts';
import { takeLock } from '../store/lock.ts';
import { removeLeftovers, removeRun } from '../store/remove-run.ts';
import { listRuns } from '../store/run-list.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';

/** The finished runs below a folder, as the plan sees them. */
async function storedRuns(out: string): Promise<readonly StoredRun[]> {
  const entries = await listRuns(out);
  return entries.flatMap((entry) => (entry.kind === 'run' ? [entry] : []));
}

/**
 * Removes the runs that the rule does not keep, and what interrupted ones left behind. To be called by who holds the lock. Returns the
 * IDs of the removed runs. Throws a StoreError at the first one that cannot be removed; those after it stay.
 */
export async function removeOldRuns(
  out: string,
  rule: RetentionRule,
  now: string,
): Promise<readonly string[]> {
  await removeLeftovers(out, now);
  const old = retentionPlan(await storedRuns(out), rule, now).filter(({ keep }) => !keep);
  for (const { runId } of old) await removeRun(out, runId);
  return old.map(({ runId }) => runId);
}

/** Shows the plan, or carries it out; says of each run whether it stays, and why. */
export async function runPrune(
  { out, retention }: Configuration,
  dryRun: boolean,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  if (retention === undefined) {
    throw new ConfigurationError(['--keep or --keep-runs: one of them is needed, such as --keep 90d']);
  }
  const now = environment.now();
  const plan = retentionPlan(await storedRuns(out), retention, now);
  const lines = plan.map(({ runId, keep, reason }) => `${keep ? 'keep  ' : 'remove'} ${runId}  ${reason}`);
  environment.print(lines.length === 0 ? `no runs in ${out}\n` : `${lines.join('\n')}\n`);
  if (dryRun) return 0;
  const lock = await takeLock(out);
  try {
    await removeOldRuns(out, retention, now);
  } finally {
    await lock.release();
  }
  return 0;
}
