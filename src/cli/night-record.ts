import { type NightRecord, TABLE_SCHEMA_VERSION } from '../model/night-table.ts';
import type { RunSummary } from '../model/run.ts';

/** What the history says of a run in the footers of its files. */
export function nightRecord(run: RunSummary): NightRecord {
  const { runId, startedAt, cloud, tenantIds, scope, policy, tool, totals } = run;
  return {
    schemaVersion: TABLE_SCHEMA_VERSION,
    runId,
    startedAt,
    cloud,
    demo: run.demo === true,
    tenantIds,
    scope,
    policy: policy.revision,
    tool: tool.version,
    totals,
  };
}
