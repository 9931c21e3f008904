import type { TokenCredential } from '@azure/core-auth';
import { SignInError } from './access-token.ts';
import { cloudEndpoints, type EndpointSettings } from './cloud.ts';
import { createCredential, type SignInSettings } from './credential.ts';

/** How to sign in to blob storage: as to Resource Manager. */
export interface BlobSignIn {
  readonly signIn: SignInSettings;
  readonly endpoints: EndpointSettings;
  readonly signal: AbortSignal;
}

/**
 * The audience of blob storage in every cloud.
 * https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory
 */
const STORAGE_SCOPE = 'https://storage.azure.com/.default';

/**
 * The run's own way of signing in, for blob storage. Whatever audience or tenant a server asks for in a challenge, it is given a token
 * for storage and no other. Throws a SignInError.
 */
export function storageCredential({ signIn, endpoints, signal }: BlobSignIn): TokenCredential {
  let made: Promise<TokenCredential> | undefined;
  return {
    async getToken(_scopes, options) {
      made ??= createCredential(signIn, cloudEndpoints(endpoints), signal);
      const claims = options?.claims;
      try {
        return await (await made).getToken(STORAGE_SCOPE, claims === undefined ? {} : { claims });
      } catch (cause) {
        throw new SignInError(cause instanceof Error ? cause.message : String(cause), { cause });
      }
    },
  };
}
