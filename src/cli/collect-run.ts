import { performance } from 'node:perf_hooks';
import { machinesOf } from '../assess/machines.ts';
import { nextFact } from '../assess/next-fact.ts';
import { collectTenant } from '../collect/collect-tenant.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { findPrevious } from '../store/find-previous.ts';
import { writeSnapshot, writeSnapshotDeclarations } from '../store/snapshot.ts';
import { type AuditScope, auditScope } from './audit-scope.ts';
import type { Configuration } from './configuration.ts';
import type { TenantRun } from './tenant-run.ts';

/** The scope of a run as `run.json` tells it. */
export function scopeTold({ only, groups, exclude }: Configuration): RunSummary['scope'] {
  return {
    subscriptions: only.length === 0 && groups.length === 0 ? 'all' : only,
    managementGroups: groups,
    excluded: exclude,
  };
}

/** The folder of the run before, as far as that can be told before anything is read. */
async function earlierRun({ configuration, tenant, runId }: TenantRun): Promise<string | undefined> {
  const { homeTenant } = tenant;
  if (homeTenant === undefined) return undefined;
  const { run } = await findPrevious(configuration.out, {
    before: runId,
    scope: scopeTold(configuration),
    cloud: configuration.endpoints.cloud,
    tenantIds: [homeTenant],
    demo: configuration.demo !== undefined,
  });
  return run?.folder;
}

/** Reads every subscription of the scope into the run's snapshot, each one's facts let go as soon as they are written. */
export async function collectRun(run: TenantRun): Promise<AuditScope> {
  const { configuration, environment, tenant, folder, declarations } = run;
  const scope = await auditScope(configuration, tenant, {
    note: environment.reporter.note,
    earlierRun: await earlierRun(run),
  });
  const { subscriptions } = scope;
  const question = {
    cloud: configuration.endpoints.cloud,
    revision: configuration.revision,
    declarations: declarations.declarations,
    tagNames: configuration.tags,
  };
  const begun = performance.now();
  const total = subscriptions.length;
  let done = 0;
  let vms = 0;
  await collectTenant({
    reader: tenant.reader,
    subscriptions,
    concurrency: configuration.concurrency,
    now: environment.now,
    nextFact: (facts) => nextFact(facts, question),
    signal: environment.signal,
    async keep(facts: SubscriptionFacts) {
      await writeSnapshot(folder.building, facts);
      done += 1;
      vms += machinesOf(facts).length;
      const elapsedMs = performance.now() - begun;
      environment.reporter.progress({ done, total, vms, requests: tenant.reader.counts(), elapsedMs });
    },
  });
  environment.reporter.settle();
  if (declarations.yaml !== undefined) await writeSnapshotDeclarations(folder.building, declarations.yaml);
  return scope;
}
