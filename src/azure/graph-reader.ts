import { createDefaultHttpClient, createPipelineFromOptions, type Pipeline } from '@azure/core-rest-pipeline';
import type { AzureReader } from '../collect/reader.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { ArmClientSettings } from './arm-clients.ts';
import { hostGuardPolicy, signInPolicy, tallyPolicy } from './arm-policies.ts';
import { createArmReader } from './arm-reader.ts';
import { deadlinePolicy } from './deadline.ts';
import { type GraphUse, graphFirst, graphUse } from './graph-ask.ts';
import { graphFetch } from './graph-fetch.ts';
import { graphGroups } from './graph-groups.ts';
import { graphPost } from './graph-post.ts';
import { graphQuery } from './graph-query.ts';
import { graphQuota } from './graph-quota.ts';
import { USUAL_PATIENCE } from './patience.ts';
import { retryBudget } from './retry-budget.ts';

/** A reader that asks Resource Graph first. */
export interface GraphReader extends AzureReader {
  prepare: NonNullable<AzureReader['prepare']>;
  /** What Resource Graph answered so far, and what was left to Resource Manager. */
  graphUse(): GraphUse;
}

const USUAL_CONCURRENCY = 16;

/**
 * From so many subscriptions on Resource Graph is worth its while: a group of any size takes some fifteen queries, of which the quota
 * lets twelve through in five seconds.
 */
export const WORTH_A_GRAPH = 300;

/** The SDK's pipeline with the guards of the other clients; retries are made by {@link graphPost}, which knows the quota. */
function preparedPipeline(settings: ArmClientSettings, deadlineMs: number): Pipeline {
  const pipeline = createPipelineFromOptions({
    userAgentOptions: { userAgentPrefix: 'port25-audit' },
    ...(settings.trustedAuthority ? { tlsOptions: { ca: settings.trustedAuthority } } : {}),
  });
  pipeline.removePolicy({ phase: 'Retry' });
  pipeline.addPolicy(hostGuardPolicy(settings.endpoints.resourceManager), { afterPhase: 'Retry' });
  pipeline.addPolicy(signInPolicy(settings.tokens), { phase: 'Sign' });
  pipeline.addPolicy(deadlinePolicy(deadlineMs, settings.signal), { afterPhase: 'Sign' });
  pipeline.addPolicy(tallyPolicy(settings.tally), { afterPhase: 'Sign' });
  pipeline.addPolicy(settings.clock.policy, { afterPhase: 'Sign' });
  return pipeline;
}

function graphUrl(resourceManager: string): string {
  return `${resourceManager.replace(/\/$/, '')}/providers/Microsoft.ResourceGraph/resources?${API_VERSIONS.resourceGraph}`;
}

/**
 * Reads an Azure tenant through Resource Graph as far as it goes, in queries over groups of subscriptions, and through Resource Manager
 * where Resource Graph has no answer or none that proves anything; both draw on one budget of retries. Reads nothing from Resource
 * Graph before `prepare` was called with the `fewest` subscriptions that are worth it, or more. docs/resource-graph.md tells which
 * facts come from where, and how old they may be.
 */
export async function createGraphReader(settings: ArmClientSettings, fewest = 1): Promise<GraphReader> {
  const { patience = USUAL_PATIENCE, budget = retryBudget(), signal, tally, endpoints } = settings;
  const { concurrency = USUAL_CONCURRENCY } = settings;
  const post = graphPost({
    pipeline: preparedPipeline(settings, patience.deadlineMs),
    httpClient: createDefaultHttpClient(),
    signal,
    patience,
    tally,
    budget,
    url: graphUrl(endpoints.resourceManager),
    quota: graphQuota(),
  });
  const groups = graphGroups({
    fetch: graphFetch(graphQuery(post)),
    concurrency,
    believeNone: endpoints.cloud === 'AzureCloud',
  });
  const use = graphUse();
  const reader = await createArmReader({ ...settings, budget }, (arm) => graphFirst(arm, groups, use));
  return {
    ...reader,
    prepare: (subscriptions) => groups.prepare(subscriptions.length < fewest ? [] : subscriptions),
    graphUse: use.counts,
  };
}
