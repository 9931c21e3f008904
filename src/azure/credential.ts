import type { TokenCredential } from '@azure/core-auth';
import type { ClientSecretCredentialOptions } from '@azure/identity';
import type { CloudEndpoints } from './cloud.ts';
import { type ChainOutcome, watchChain } from './credential-chain.ts';
import { deadlinePolicy } from './deadline.ts';
import { USUAL_PATIENCE } from './patience.ts';
import { signInWitness } from './sign-in-witness.ts';

/** What decides how to sign in: the variables that `@azure/identity` defines, as found in the environment. */
export interface SignInSettings {
  readonly tenantId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly certificatePath?: string | undefined;
  readonly certificatePassword?: string | undefined;
  readonly federatedTokenFile?: string | undefined;
  /** PEM of a certificate authority to trust beside the usual ones; the built-in simulator's. */
  readonly trustedAuthority?: string | undefined;
}

/** The ways of signing in, in the order in which they are chosen. */
export type SignInMethod = 'client-secret' | 'client-certificate' | 'workload-identity' | 'default-chain';

/** Which way the settings choose: the most explicit one that is complete, else the default chain of `@azure/identity`. */
export function signInMethod(settings: SignInSettings): SignInMethod {
  if (!settings.tenantId || !settings.clientId) return 'default-chain';
  if (settings.clientSecret) return 'client-secret';
  if (settings.certificatePath) return 'client-certificate';
  if (settings.federatedTokenFile) return 'workload-identity';
  return 'default-chain';
}

/** A credential that tells which class of `@azure/identity` gave its token, and of a chain why those before it did not. */
export interface SignInCredential extends TokenCredential {
  readonly outcome: () => ChainOutcome;
}

/**
 * Makes a credential of `@azure/identity`. The default chain tries the environment, workload identity, managed identity, Azure
 * CLI, Azure PowerShell and the Azure Developer CLI. Each call makes a new one, with an empty token cache. Signing in ends when
 * `signal` aborts, and when an answer does not come.
 */
export async function createCredential(
  settings: SignInSettings,
  endpoints: CloudEndpoints,
  signal: AbortSignal,
): Promise<SignInCredential> {
  const identity = await import('@azure/identity');
  const witness = signInWitness();
  const common = {
    authorityHost: endpoints.authorityHost,
    disableInstanceDiscovery: !endpoints.instanceDiscovery,
    additionalPolicies: [
      { policy: deadlinePolicy(USUAL_PATIENCE.deadlineMs, signal), position: 'perRetry' as const },
      { policy: witness.policy, position: 'perCall' as const },
    ],
    ...(settings.trustedAuthority ? { tlsOptions: { ca: settings.trustedAuthority } } : {}),
  };
  const credential = credentialOf(identity, settings, common);
  // The chain says of each of its credentials what was wrong; what one of them was answered last would hide that.
  if (signInMethod(settings) === 'default-chain') {
    return {
      outcome: watchChain(credential, secretsOf(settings)),
      getToken: (scopes, options) => credential.getToken(scopes, options),
    };
  }
  const { name } = credential.constructor;
  return {
    outcome: () => ({ credential: name, tried: [] }),
    getToken: (scopes, options) =>
      credential.getToken(scopes, options).catch((cause: unknown) => {
        throw witness.explained(cause);
      }),
  };
}

function secretsOf({ clientSecret, certificatePassword }: SignInSettings): readonly string[] {
  return [clientSecret, certificatePassword].flatMap((secret) => secret || []);
}

type Identity = typeof import('@azure/identity');

function credentialOf(
  identity: Identity,
  settings: SignInSettings,
  common: ClientSecretCredentialOptions,
): TokenCredential {
  const tenant = settings.tenantId ?? '';
  const client = settings.clientId ?? '';
  switch (signInMethod(settings)) {
    case 'client-secret':
      return new identity.ClientSecretCredential(tenant, client, settings.clientSecret ?? '', common);
    case 'client-certificate':
      return new identity.ClientCertificateCredential(
        tenant,
        client,
        {
          certificatePath: settings.certificatePath ?? '',
          ...(settings.certificatePassword ? { certificatePassword: settings.certificatePassword } : {}),
        },
        common,
      );
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential({
        ...common,
        tenantId: tenant,
        clientId: client,
        tokenFilePath: settings.federatedTokenFile ?? '',
      });
    case 'default-chain':
      return new identity.DefaultAzureCredential({
        ...common,
        ...(settings.tenantId ? { tenantId: settings.tenantId } : {}),
        ...(settings.clientId ? { managedIdentityClientId: settings.clientId } : {}),
      });
  }
}
