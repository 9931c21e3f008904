import * as z from 'zod';
import { NO_VERDICTS } from '../model/finding.ts';
import { CLOUD_NAMES, REVISION_NAMES } from '../model/revision.ts';
import { RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { shardSchema } from '../model/shard.ts';

const count = z.number();

/** What must hold of a `run.json` before anything else in its folder is relied on; whatever else it says is kept. */
export const runSummarySchema = z.looseObject({
  schemaVersion: z.literal(RUN_SCHEMA_VERSION),
  runId: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  cloud: z.enum(CLOUD_NAMES),
  tenantIds: z.array(z.string()),
  scope: z.looseObject({
    subscriptions: z.union([z.array(z.string()), z.literal('all')]),
    managementGroups: z.array(z.string()),
    excluded: z.array(z.string()),
    shard: shardSchema.optional(),
  }),
  policy: z.looseObject({ revision: z.enum(REVISION_NAMES), current: z.enum(REVISION_NAMES) }),
  totals: z.looseObject({
    subscriptions: z.looseObject({ complete: count, partial: count, unreadable: count }),
    vms: z.looseObject({ total: count }),
  }),
  coverage: z.array(z.looseObject({ required: z.boolean() })),
  derivedFrom: z.string().optional(),
  demo: z.literal(true).optional(),
});

const versionOne = z.looseObject({ schemaVersion: z.literal(1), scope: z.looseObject({}) });

const NOBODY: RunSummary['senders'] = { total: 0, ...NO_VERDICTS };

/** Brings the content of a `run.json` of version 1 to this version: what was not known then is empty. Leaves all else as it is. */
export function upgradedRun(content: unknown): unknown {
  const { data } = versionOne.safeParse(content);
  if (data === undefined) return content;
  const added = { tags: [], optionalFacts: {}, changes: null, senders: NOBODY, accepted: NOBODY } as const;
  const scope = { managementGroups: [], ...data.scope };
  return { ...added, ...data, scope, schemaVersion: RUN_SCHEMA_VERSION };
}
