import { performance } from 'node:perf_hooks';
import { machinesOf } from '../assess/machines.ts';
import { nextFact } from '../assess/next-fact.ts';
import { collectTenant } from '../collect/collect-tenant.ts';
import type { ScopedSubscription } from '../collect/scope.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { findPrevious } from '../store/find-previous.ts';
import { type Listing, writeListing } from '../store/listing.ts';
import { removeSnapshot, writeSnapshot, writeSnapshotDeclarations } from '../store/snapshot.ts';
import { type AuditScope, auditScope } from './audit-scope.ts';
import type { PublishedPast } from './publish-previous.ts';
import { scopeTold } from './scope-told.ts';
import type { TenantRun } from './tenant-run.ts';
import { type EarlierRun, earlierOnDisk } from './vanished-subscriptions.ts';

/** The run before, as far as that can be told before anything is read. */
async function earlierRun(
  { configuration, tenant, runId }: TenantRun,
  published: PublishedPast | undefined,
): Promise<EarlierRun | undefined> {
  const { homeTenant } = tenant;
  if (homeTenant === undefined) return undefined;
  const question = {
    before: runId,
    scope: scopeTold(configuration),
    cloud: configuration.endpoints.cloud,
    tenantIds: [homeTenant],
    demo: configuration.demo !== undefined,
  };
  const { run } = await findPrevious(configuration.out, question);
  if (run !== undefined) return earlierOnDisk(run.folder);
  if (published === undefined) return undefined;
  const { run: other } = await findPrevious(published.out, question);
  return other === undefined ? undefined : { ...published, folder: other.folder };
}

/** What an unfinished run has not collected yet. Facts of a subscription that is not in the scope any more are taken away. */
async function stillToCollect(
  { folder, collected }: TenantRun,
  scope: readonly ScopedSubscription[],
): Promise<readonly ScopedSubscription[]> {
  const inScope = new Set(scope.map(({ subscription }) => subscription.id));
  for (const id of collected) if (!inScope.has(id)) await removeSnapshot(folder.building, id);
  const there = new Set(collected);
  return scope.filter(({ subscription }) => !there.has(subscription.id));
}

/** What a merge needs of this look at the tenant, to tell that no subscription fell between two of them. */
function listingOf({ listed, gone }: AuditScope, { homeTenant }: TenantRun['tenant']): Listing {
  return {
    homeTenant: homeTenant ?? null,
    subscriptions: listed.map((one) => ({
      subscription: one.subscription,
      ...(one.kind === 'left-out' ? { leftOut: one.why } : {}),
    })),
    gone,
  };
}

/** Reads every subscription of the scope into the run's snapshot, each one's facts let go as soon as they are written. */
export async function collectRun(run: TenantRun, published?: PublishedPast): Promise<AuditScope> {
  const { configuration, environment, tenant, folder, declarations } = run;
  const scope = await auditScope(configuration, tenant, {
    note: environment.reporter.note,
    earlierRun: await earlierRun(run, published),
  });
  if (configuration.shard !== undefined) await writeListing(folder.building, listingOf(scope, tenant));
  const subscriptions = await stillToCollect(run, scope.subscriptions);
  const question = {
    cloud: configuration.endpoints.cloud,
    revision: configuration.revision,
    declarations: declarations.declarations,
    tagNames: configuration.tags,
  };
  const begun = performance.now();
  const total = scope.subscriptions.length;
  let done = total - subscriptions.length;
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
