import type { AzureReader } from '../collect/reader.ts';
import type { InventoryUse } from '../model/run.ts';
import { shareAccessToken } from './access-token.ts';
import type { ArmClientSettings } from './arm-clients.ts';
import { createArmReader } from './arm-reader.ts';
import { type ClockWitness, clockWitness } from './clock-witness.ts';
import { type CloudEndpoints, cloudEndpoints, type EndpointSettings } from './cloud.ts';
import {
  createCredential,
  type SignInCredential,
  type SignInMethod,
  type SignInSettings,
  signInMethod,
} from './credential.ts';
import type { TriedCredential } from './credential-chain.ts';
import { describeIdentity, type SignedInIdentity } from './identity.ts';
import { createRequestTally } from './request-tally.ts';

/**
 * How the sign-in went: the way that the settings choose, the credential class that gave the token (absent where the chain does not
 * tell), those that were tried before it, and whom the token speaks for.
 */
export interface SignInReport {
  readonly method: SignInMethod;
  readonly credential?: string;
  readonly tried: readonly TriedCredential[];
  readonly claims: SignedInIdentity;
}

/** A signed-in way to read a tenant. `homeTenant` is a lower-case GUID, absent where neither the settings nor the token name it. */
export interface AzureConnection {
  readonly reader: AzureReader;
  /** What Resource Graph answered so far; only there where it is asked. */
  readonly graphUse?: () => InventoryUse;
  readonly homeTenant?: string;
  readonly identity: SignInReport;
  readonly endpoints: CloudEndpoints;
  readonly clock: Pick<ClockWitness, 'skewSeconds'>;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which service answers first: Resource Manager alone, Resource Graph, or that one only where a tenant is large enough for it. */
export type Inventory = 'resource-manager' | 'resource-graph' | 'auto';

/** Where to connect, which service to ask first, and how many subscriptions are read at once. */
export interface ConnectionSettings extends EndpointSettings {
  readonly inventory?: Inventory;
  readonly concurrency?: number;
}

async function readerFor(
  { cloud, inventory = 'resource-manager' }: ConnectionSettings,
  settings: ArmClientSettings,
): Promise<Pick<AzureConnection, 'reader' | 'graphUse'>> {
  const large = inventory === 'auto' && cloud === 'AzureCloud';
  if (inventory === 'resource-manager' || (inventory === 'auto' && !large))
    return { reader: await createArmReader(settings) };
  const { createGraphReader, WORTH_A_GRAPH } = await import('./graph-reader.ts');
  const reader = await createGraphReader(settings, large ? WORTH_A_GRAPH : 1);
  return { reader, graphUse: reader.graphUse };
}

/** Signs in and readies the clients. Throws a SignInError when no token can be had. */
export async function connectToAzure(
  settings: ConnectionSettings,
  signIn: SignInSettings,
  signal: AbortSignal,
): Promise<AzureConnection> {
  const endpoints = cloudEndpoints(settings);
  const signedIn: { credential?: SignInCredential } = {};
  const tokens = shareAccessToken(async () => {
    signedIn.credential = await createCredential(signIn, endpoints, signal);
    return signedIn.credential;
  }, endpoints.scope);
  const claims = describeIdentity(await tokens.current());
  const { tried, ...told } = signedIn.credential?.outcome() ?? { tried: [] };
  const clock = clockWitness();
  const { concurrency } = settings;
  const reading = await readerFor(settings, {
    endpoints,
    tokens,
    tally: createRequestTally(),
    clock,
    signal,
    trustedAuthority: signIn.trustedAuthority,
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const named = [signIn.tenantId, claims.tenantId].map((tenant) => tenant?.toLowerCase());
  const homeTenant = named.find((tenant) => tenant !== undefined && GUID.test(tenant));
  return {
    ...reading,
    ...(homeTenant === undefined ? {} : { homeTenant }),
    identity: { method: signInMethod(signIn), ...told, tried, claims },
    endpoints,
    clock,
  };
}
