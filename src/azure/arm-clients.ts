import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicyName,
  createDefaultHttpClient,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import type { AccessTokens } from './access-token.ts';
import { type ArmGet, armGet } from './arm-get.ts';
import { hostGuardPolicy, signInPolicy, tallyPolicy } from './arm-policies.ts';
import type { CloudEndpoints } from './cloud.ts';
import { deadlinePolicy } from './deadline.ts';
import { type Patience, USUAL_PATIENCE } from './patience.ts';
import type { RequestTally } from './request-tally.ts';

/** The SDK packages through whose pipelines requests go. */
export type ArmFamily = 'subscriptions' | 'aliases' | 'compute' | 'network' | 'authorization';

export interface ArmClientSettings {
  readonly endpoints: CloudEndpoints;
  readonly tokens: AccessTokens;
  readonly tally: RequestTally;
  /** Ends the requests under way when it aborts. */
  readonly signal: AbortSignal;
  /** PEM of a certificate authority to trust beside the usual ones; the built-in simulator's. */
  readonly trustedAuthority?: string | undefined;
  readonly patience?: Patience;
}

/** The clients' own sign-in policy is replaced by the shared one, so this is never asked. */
const noCredential: TokenCredential = { getToken: () => Promise.resolve(null) };

/**
 * Readies a client's pipeline for reading raw: its bearer policy gives way to the shared sign-in, its deserializer (which would
 * drop the NIC flag, and fails on lists that are null) goes, and the guards come in. Retry, redirects, logging, proxy and
 * TLS stay the SDK's.
 */
function prepare(pipeline: Pipeline, settings: ArmClientSettings, { deadlineMs }: Patience): Pipeline {
  pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  pipeline.removePolicy({ name: 'deserializationPolicy' });
  pipeline.addPolicy(hostGuardPolicy(settings.endpoints.resourceManager), { afterPhase: 'Retry' });
  pipeline.addPolicy(signInPolicy(settings.tokens), { phase: 'Sign' });
  pipeline.addPolicy(deadlinePolicy(deadlineMs, settings.signal), { afterPhase: 'Sign' });
  pipeline.addPolicy(tallyPolicy(settings.tally), { afterPhase: 'Sign' });
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
  const { patience = USUAL_PATIENCE, signal } = settings;
  const options = {
    endpoint: settings.endpoints.resourceManager,
    retryOptions: {
      maxRetries: patience.mostRetries,
      retryDelayInMs: patience.firstDelayMs,
      maxRetryDelayInMs: patience.longestDelayMs,
    },
    userAgentOptions: { userAgentPrefix: 'port25-audit' },
    ...(settings.trustedAuthority ? { tlsOptions: { ca: settings.trustedAuthority } } : {}),
  };
  const httpClient: HttpClient = createDefaultHttpClient();
  const get = (client: { readonly pipeline: Pipeline }) =>
    armGet({ pipeline: prepare(client.pipeline, settings, patience), httpClient, signal, patience });
  return {
    subscriptions: get(new subscriptions.SubscriptionClient(noCredential, options)),
    aliases: get(new aliases.SubscriptionClient(noCredential, options)),
    compute: get(new compute.ComputeManagementClient(noCredential, options)),
    network: get(new network.NetworkManagementClient(noCredential, options)),
    authorization: get(new authorization.AuthorizationManagementClient(noCredential, '', options)),
  };
}
