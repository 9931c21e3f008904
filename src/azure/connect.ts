import type { AzureReader } from '../collect/reader.ts';
import { shareAccessToken } from './access-token.ts';
import { createArmReader } from './arm-reader.ts';
import { cloudEndpoints, type EndpointSettings } from './cloud.ts';
import { createCredential, type SignInSettings } from './credential.ts';
import { createRequestTally } from './request-tally.ts';

/** A signed-in way to read a tenant. `homeTenant` is a lower-case GUID, absent where neither the settings nor the token name it. */
export interface AzureConnection {
  readonly reader: AzureReader;
  readonly homeTenant?: string;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The tenant that issued a token: its `tid` claim, where the token is one that can be looked into. */
function tenantOfToken(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null || !('tid' in claims)) return undefined;
    return typeof claims.tid === 'string' ? claims.tid : undefined;
  } catch {
    return undefined;
  }
}

/** Signs in and readies the clients. Throws a SignInError when no token can be had. */
export async function connectToAzure(
  settings: EndpointSettings,
  signIn: SignInSettings,
  signal: AbortSignal,
): Promise<AzureConnection> {
  const endpoints = cloudEndpoints(settings);
  const tokens = shareAccessToken(() => createCredential(signIn, endpoints, signal), endpoints.scope);
  const token = await tokens.current();
  const tally = createRequestTally();
  const reader = await createArmReader({
    endpoints,
    tokens,
    tally,
    signal,
    trustedAuthority: signIn.trustedAuthority,
  });
  const named = [signIn.tenantId, tenantOfToken(token)].map((tenant) => tenant?.toLowerCase());
  const homeTenant = named.find((tenant) => tenant !== undefined && GUID.test(tenant));
  return { reader, ...(homeTenant === undefined ? {} : { homeTenant }) };
}
