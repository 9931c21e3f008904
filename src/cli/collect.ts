import { join } from 'node:path';
import { coverageOf } from '../assess/coverage.ts';
import { machinesOf } from '../assess/machines.ts';
import { addOptionalFacts, type OptionalFactTally } from '../assess/optional-facts.ts';
import { NO_SENDERS } from '../assess/sender-counts.ts';
import { tenantGapsOnce } from '../assess/tenant-gaps.ts';
import { type Coverage, NO_VERDICTS } from '../model/finding.ts';
import { type CoverageGap, RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { currentRevision } from '../policy/revisions.ts';
import { counted } from '../report/counted.ts';
import { replaceFile } from '../store/run-folder.ts';
import { listSnapshot, readSnapshots } from '../store/snapshot.ts';
import { removeBeginning } from '../store/unfinished-run.ts';
import type { AuditScope } from './audit-scope.ts';
import { collectRun } from './collect-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { scopeTold } from './scope-told.ts';
import { inTenantRun, type TenantRun } from './tenant-run.ts';
import { toolIdentity } from './tool-identity.ts';

/** What the snapshot amounts to without any judgement. */
interface Collected {
  readonly coverages: readonly Coverage[];
  readonly gaps: readonly CoverageGap[];
  readonly vms: number;
  readonly tenantIds: readonly string[];
  readonly optionalFacts: OptionalFactTally;
}

async function countCollected(folder: string): Promise<Collected> {
  const coverages: Coverage[] = [];
  const gaps: CoverageGap[] = [];
  const tenants = new Set<string>();
  let vms = 0;
  let optionalFacts: OptionalFactTally = {};
  for await (const facts of readSnapshots(folder, await listSnapshot(folder))) {
    const found = coverageOf(facts);
    coverages.push(found.coverage);
    gaps.push(...found.gaps);
    vms += machinesOf(facts).length;
    optionalFacts = addOptionalFacts(optionalFacts, facts);
    const { tenantId } = facts.subscription;
    if (tenantId !== undefined && found.coverage !== 'excluded') tenants.add(tenantId);
  }
  return { coverages, gaps: tenantGapsOnce(gaps), vms, tenantIds: [...tenants].toSorted(), optionalFacts };
}

function summaryOf(run: TenantRun, { gap }: AuditScope, collected: Collected): RunSummary {
  const { configuration, environment, tenant } = run;
  const { cloud } = configuration.endpoints;
  const of = (coverage: Coverage) => collected.coverages.filter((one) => one === coverage).length;
  return {
    schemaVersion: RUN_SCHEMA_VERSION,
    runId: run.runId,
    startedAt: run.startedAt,
    finishedAt: environment.now(),
    tool: toolIdentity(),
    cloud,
    tenantIds: collected.tenantIds,
    scope: scopeTold(configuration),
    tags: configuration.tags,
    policy: { revision: configuration.revision, current: currentRevision(cloud) },
    judged: false,
    totals: {
      subscriptions: {
        inScope: collected.coverages.length,
        complete: of('complete'),
        partial: of('partial'),
        unreadable: of('unreadable'),
        disabled: of('disabled'),
        excluded: of('excluded'),
      },
      vms: { total: collected.vms, ...NO_VERDICTS },
    },
    coverage: [...(gap === undefined ? [] : [gap]), ...collected.gaps],
    requests: tenant.reader.counts(),
    ...(tenant.graphUse === undefined ? {} : { resourceGraph: tenant.graphUse() }),
    optionalFacts: collected.optionalFacts,
    differsUnderCurrentPolicy: 0,
    previousRunId: null,
    changes: null,
    senders: NO_SENDERS,
    accepted: NO_SENDERS,
    ...(configuration.demo === undefined ? {} : { demo: true }),
    warnings: [],
  };
}

/** Collects into a run folder that `latest.json` does not name and that holds no findings; returns the exit code. */
export function runCollect(configuration: Configuration, environment: CommandEnvironment): Promise<ExitCode> {
  return inTenantRun(configuration, environment, async (run) => {
    const { folder, runId } = run;
    const scope = await collectRun(run);
    const summary = summaryOf(run, scope, await countCollected(folder.building));
    await replaceFile(join(folder.building, 'run.json'), `${JSON.stringify(summary, null, 2)}\n`);
    await removeBeginning(folder.building);
    await folder.publish();
    const { subscriptions, vms } = summary.totals;
    const sizes = `${counted(vms.total, 'VM')} in ${counted(subscriptions.inScope, 'subscription')}`;
    environment.print(`Collected ${sizes} into ${folder.final}\nJudge it with: assess --from ${runId}\n`);
    return exitCode({ ...configuration, run: summary, toDo: NO_VERDICTS });
  });
}
