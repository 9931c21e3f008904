import { performance } from 'node:perf_hooks';
import { machinesOf } from '../assess/machines.ts';
import { collectTenant } from '../collect/collect-tenant.ts';
import { resolveScope, type ScopedSubscription } from '../collect/scope.ts';
import { itemsOf } from '../model/reading.ts';
import type { CoverageGap } from '../model/run.ts';
import type { SubscriptionFact, SubscriptionFacts } from '../model/subscription-facts.ts';
import { nameLatest } from '../store/run-folder.ts';
import { writeSnapshot, writeSnapshotDeclarations } from '../store/snapshot.ts';
import { type AuditedTenant, openTenant } from './audited-tenant.ts';
import { type BegunRun, beginRun } from './begin-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { type FinishedRun, finishRun } from './finish-run.ts';
import { printSummary } from './print-summary.ts';
import { type DeclarationsRead, declarationsAt, declarationsIn } from './read-declarations.ts';
import { RunError } from './run-error.ts';

interface Audit extends BegunRun {
  readonly configuration: Configuration;
  readonly environment: CommandEnvironment;
  readonly tenant: AuditedTenant;
  readonly declarations: DeclarationsRead;
}

interface Visible {
  readonly subscriptions: readonly SubscriptionFact[];
  /** Set where the list broke off: what follows is not known. */
  readonly gap?: CoverageGap;
}

/** The subscriptions that can be seen. Throws a RunError when there is none. */
async function visibleSubscriptions(tenant: AuditedTenant): Promise<Visible> {
  const reading = await tenant.reader.subscriptions();
  const subscriptions = itemsOf(reading);
  if (reading.kind !== 'unreadable') {
    if (subscriptions.length > 0) return { subscriptions };
    throw new RunError('no subscription is visible to the signed-in principal', [
      'it may have no role yet: grant it Reader, best at the tenant root management group',
      'the role may be minutes old: assignments take a while to show',
      'it may belong to another tenant: check --tenant or AZURE_TENANT_ID',
    ]);
  }
  const { status, code, message, action } = reading.problem;
  if (subscriptions.length === 0) {
    throw new RunError(`the subscriptions cannot be listed: ${message} (${code})`, [
      'check that AZURE_RESOURCE_MANAGER_ENDPOINT and AZURE_CLOUD name the right cloud and that it can be reached from here',
    ]);
  }
  const gap: CoverageGap = {
    subscriptionId: null,
    subscriptionName: null,
    fact: 'rest of the subscription list',
    required: true,
    status: status ?? null,
    code,
    message,
    action: action ?? null,
  };
  return { subscriptions, gap };
}

/** What the run is about. Throws a RunError when nothing of it is visible, or when everything is delegated from elsewhere. */
function scopeOf(audit: Audit, visible: readonly SubscriptionFact[]): readonly ScopedSubscription[] {
  const { only, exclude } = audit.configuration;
  const { homeTenant } = audit.tenant;
  const scope = resolveScope(visible, { only, exclude, homeTenant });
  if (scope.every(({ kind }) => kind === 'not-visible')) {
    throw new RunError(
      'none of the subscriptions named by --subscription is visible to the signed-in principal',
      [`not visible: ${only.join(', ')}`, 'check the IDs and the tenant, and grant the Reader role on them'],
    );
  }
  const isDelegated = (one: ScopedSubscription) =>
    one.kind === 'left-out' && one.why === 'subscription-delegated';
  if (scope.every(isDelegated)) {
    throw new RunError(`no visible subscription has its home in tenant ${homeTenant ?? '(not known)'}`, [
      'all of them are delegated from other tenants: name those to audit with --subscription',
      'or check --tenant or AZURE_TENANT_ID',
    ]);
  }
  return scope;
}

async function collect(audit: Audit, subscriptions: readonly ScopedSubscription[]): Promise<void> {
  const { configuration, environment, tenant, folder } = audit;
  const begun = performance.now();
  const total = subscriptions.length;
  let done = 0;
  let vms = 0;
  await collectTenant({
    reader: tenant.reader,
    subscriptions,
    concurrency: configuration.concurrency,
    now: environment.now,
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
}

async function auditInto(audit: Audit): Promise<FinishedRun> {
  const { configuration, environment, tenant, folder, startedAt, runId } = audit;
  const { declarations, yaml } = audit.declarations;
  const visible = await visibleSubscriptions(tenant);
  await collect(audit, scopeOf(audit, visible.subscriptions));
  if (yaml !== undefined) await writeSnapshotDeclarations(folder.building, yaml);
  const { cloud } = configuration.endpoints;
  return finishRun({
    configuration,
    folder,
    source: folder.building,
    context: { cloud, revision: configuration.revision, declarations, seenAt: startedAt },
    head: {
      runId,
      startedAt,
      cloud,
      scope: {
        subscriptions: configuration.only.length === 0 ? 'all' : configuration.only,
        excluded: configuration.exclude,
      },
      requests: tenant.reader.counts(),
      ...(configuration.demo === undefined ? {} : { demo: true }),
    },
    gaps: visible.gap === undefined ? [] : [visible.gap],
    environment,
  });
}

/** Collects, judges and reports one tenant into a new run folder; returns the exit code. */
export async function runAudit(
  configuration: Configuration,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const path = configuration.declarationsPath;
  const declared = path === undefined ? undefined : await declarationsAt(path);
  const { startedAt, runId, folder } = await beginRun(configuration.out, environment);
  let tenant: AuditedTenant | undefined;
  try {
    tenant = await openTenant(configuration, environment.signal);
    const declarations = declared ?? declarationsIn(tenant.ownDeclarations, 'built-in declarations');
    const finished = await auditInto({
      configuration,
      environment,
      tenant,
      folder,
      runId,
      startedAt,
      declarations,
    });
    await folder.publish();
    const code = exitCode({ ...configuration, run: finished.run });
    if (code !== 3) await nameLatest(configuration.out, runId, finished.run.finishedAt);
    printSummary(finished, environment);
    return code;
  } catch (cause) {
    await folder.discard();
    throw cause;
  } finally {
    await tenant?.close();
  }
}
