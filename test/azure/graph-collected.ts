import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextFact } from '../../src/assess/next-fact.ts';
import { declarationsIn } from '../../src/cli/read-declarations.ts';
import { type FactsToJudge, judged, tenantContext } from '../../src/cli/tenant-context.ts';
import { collectTenant } from '../../src/collect/collect-tenant.ts';
import type { AzureReader } from '../../src/collect/reader.ts';
import { resolveScope } from '../../src/collect/scope.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { itemsOf } from '../../src/model/reading.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { writeSnapshot } from '../../src/store/snapshot.ts';

const NOW = '2025-06-01T00:00:00.000Z';

/** What a reader made of a tenant: its facts, and what follows from them. */
export interface Collected {
  readonly facts: ReadonlyMap<string, SubscriptionFacts>;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly vms: readonly VmFinding[];
}

/** Collects a whole tenant through a reader, as a run does, and judges it. */
export async function collected(reader: AzureReader, simulator: Simulator): Promise<Collected> {
  const { declarations } = declarationsIn(simulator.declarations, 'the simulator', new Date().toISOString());
  const context = {
    cloud: 'AzureCloud',
    revision: '2020-11',
    declarations,
    tagNames: [],
    seenAt: NOW,
  } satisfies FactsToJudge['context'];
  const folder = await mkdtemp(join(tmpdir(), 'port25-audit-test-'));
  await mkdir(join(folder, 'snapshot'));
  const facts = new Map<string, SubscriptionFacts>();
  await collectTenant({
    reader,
    subscriptions: resolveScope(itemsOf(await reader.subscriptions()), {
      only: [],
      groups: [],
      exclude: [],
      homeTenant: simulator.tenantId,
    }),
    concurrency: 8,
    now: () => NOW,
    nextFact: (known) => nextFact(known, context),
    signal: new AbortController().signal,
    async keep(one) {
      facts.set(one.subscription.id, one);
      await writeSnapshot(folder, one);
    },
  });
  const complete = await tenantContext({ source: folder, context, signal: new AbortController().signal });
  await rm(folder, { recursive: true });
  const assessed = [...facts.values()]
    .toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1))
    .map((one) => judged(one, complete));
  return {
    facts,
    subscriptions: assessed.map(({ subscription }) => subscription),
    vms: assessed.flatMap(({ vms }) => vms),
  };
}
