import { performance } from 'node:perf_hooks';
import { machinesOf } from '../assess/machines.ts';
import { nextFact } from '../assess/next-fact.ts';
import { collectTenant } from '../collect/collect-tenant.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
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

/** Reads every subscription of the scope into the run's snapshot, each one's facts let go as soon as they are written. */
export async function collectRun(run: TenantRun): Promise<AuditScope> {
  const { configuration, environment, tenant, folder, declarations } = run;
  const scope = await auditScope(configuration, tenant, environment.reporter.note);
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
