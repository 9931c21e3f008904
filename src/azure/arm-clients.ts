import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicyName,
  createDefaultHttpClient,
  type HttpClient,
  type Pipeline,
  redirectPolicyName,
} from '@azure/core-rest-pipeline';
import type { AccessTokens } from './access-token.ts';
import { type ArmGet, armGet } from './arm-get.ts';
import { hostGuardPolicy, signInPolicy, tallyPolicy } from './arm-policies.ts';
import type { ClockWitness } from './clock-witness.ts';
import type { CloudEndpoints } from './cloud.ts';
import { deadlinePolicy } from './deadline.ts';
import { createPace, type Pace } from './pace.ts';
import { paceLimits } from './pace-limits.ts';
import { pacePolicy } from './pace-policy.ts';
import { type Patience, USUAL_PATIENCE } from './patience.ts';
import type { RequestTally } from './request-tally.ts';
import { type RetryBudget, retryBudget } from './retry-budget.ts';

/** The SDK packages through whose pipelines requests go. */
export type ArmFamily = 'subscriptions' | 'aliases' | 'compute' | 'network' | 'authorization';

export interface ArmClientSettings {
  readonly endpoints: CloudEndpoints;
  readonly tokens: AccessTokens;
  readonly tally: RequestTally;
  readonly clock: ClockWitness;
  /** Ends the requests under way when it aborts. */
  readonly signal: AbortSignal;
  /** PEM of a certificate authority to trust beside the usual ones; the built-in simulator's. */
  readonly trustedAuthority?: string | undefined;
  readonly patience?: Patience;
  /** Subscriptions that are read at once; without it, as many as by default. */
  readonly concurrency?: number | undefined;
  /** The retries of the run, where they are shared with requests that go another way. */
  readonly budget?: RetryBudget;
}

/** The clients' own sign-in policy is replaced by the shared one, so this is never asked. */
const noCredential: TokenCredential = { getToken: () => Promise.resolve(null) };

/** What all clients of a run have in common. */
interface Shared {
  readonly patience: Patience;
  readonly pace: Pace;
}

const DEFAULT_CONCURRENCY = 16;
/** A subscription has several requests under way at once, but seldom for long: so many each are room enough. */
const REQUESTS_A_SUBSCRIPTION = 4;

function paceOf(settings: ArmClientSettings, { longestSilenceMs, jitterMs }: Patience): Pace {
  return createPace({
    limits: paceLimits(settings.endpoints.cloud),
    mostAtOnce: REQUESTS_A_SUBSCRIPTION * (settings.concurrency ?? DEFAULT_CONCURRENCY),
    longestSilenceMs,
    jitterMs,
    tally: settings.tally,
    signal: settings.signal,
  });
}

/**
 * Readies a client's pipeline for reading raw: its bearer policy gives way to the shared sign-in, its deserializer (which would
 * drop the NIC flag, and fails on lists that are null) and its retries (which would multiply with those of {@link armGet}, outside
 * the run's budget) go, and the guards and the pace come in. Redirects, logging, proxy and TLS stay the SDK's.
 */
function prepare(pipeline: Pipeline, settings: ArmClientSettings, shared: Shared): Pipeline {
  const { deadlineMs } = shared.patience;
  pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  pipeline.removePolicy({ name: 'deserializationPolicy' });
  pipeline.removePolicy({ phase: 'Retry' });
  const hostGuard = hostGuardPolicy(settings.endpoints.resourceManager);
  pipeline.addPolicy(hostGuard, { afterPhase: 'Retry' });
  pipeline.addPolicy(pacePolicy(shared.pace), {
    afterPhase: 'Retry',
    afterPolicies: [redirectPolicyName, hostGuard.name],
  });
  pipeline.addPolicy(signInPolicy(settings.tokens), { phase: 'Sign' });
  pipeline.addPolicy(deadlinePolicy(deadlineMs, settings.signal), { afterPhase: 'Sign' });
  pipeline.addPolicy(tallyPolicy(settings.tally), { afterPhase: 'Sign' });
  pipeline.addPolicy(settings.clock.policy, { afterPhase: 'Sign' });
  return pipeline;
}

/** A GET through each family's client of the Azure SDK. The packages are heavy and are loaded here, when they are needed. */
export async function createArmClients(settings: ArmClientSettings): Promise<Record<ArmFamily, ArmGet>> {
  const [subscriptions, aliases, compute, network, authorization] = await Promise.all([
    import('@azure/arm-resources-subscriptions'),
    import('@azure/arm-subscriptions'),
    import('@azure/arm-compute'),
    import('@azure/arm-network'),
    import('@azure/arm-authorization'),
  ]);
  const { patience = USUAL_PATIENCE, budget = retryBudget(), signal, tally } = settings;
  const shared = { patience, pace: paceOf(settings, patience) };
  const options = {
    endpoint: settings.endpoints.resourceManager,
    userAgentOptions: { userAgentPrefix: 'port25-audit' },
    ...(settings.trustedAuthority ? { tlsOptions: { ca: settings.trustedAuthority } } : {}),
  };
  const httpClient: HttpClient = createDefaultHttpClient();
  const get = (client: { readonly pipeline: Pipeline }) =>
    armGet({
      pipeline: prepare(client.pipeline, settings, shared),
      httpClient,
      signal,
      patience,
      tally,
      budget,
    });
  return {
    subscriptions: get(new subscriptions.SubscriptionClient(noCredential, options)),
    aliases: get(new aliases.SubscriptionClient(noCredential, options)),
    compute: get(new compute.ComputeManagementClient(noCredential, options)),
    network: get(new network.NetworkManagementClient(noCredential, options)),
    authorization: get(new authorization.AuthorizationManagementClient(noCredential, '', options)),
  };
}
