import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';

/** Signing in failed; the message is safe to show, `cause` holds the credential's own error. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/** One access token for all requests of a run. */
export interface AccessTokens {
  /** The current token, signed in or refreshed when needed; throws {@link SignInError}. */
  current(): Promise<string>;
  /**
   * A token other than the one that Resource Manager has just refused. However many requests were refused with the same token,
   * there is one sign-in. `claims` answers a claims challenge.
   */
  replace(refused: string, claims?: string): Promise<string>;
}

const REFRESH_BEFORE_EXPIRY_MS = 120_000;

/**
 * Shares one token among all clients. `makeCredential` is called anew for each replacement, so that no cached token comes back: the
 * SDK's own policy gives up on a plain 401 and would return its cached token.
 */
export function shareAccessToken(
  makeCredential: () => Promise<TokenCredential>,
  scope: string,
): AccessTokens {
  let credential: Promise<TokenCredential> | undefined;
  let held: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;

  function signIn(options: GetTokenOptions): Promise<AccessToken> {
    pending ??= requestToken(options).finally(() => {
      pending = undefined;
    });
    return pending;
  }

  async function requestToken(options: GetTokenOptions): Promise<AccessToken> {
    credential ??= makeCredential();
    try {
      const token = await (await credential).getToken(scope, options);
      if (token === null) throw new Error('the credential returned no token');
      held = token;
      return token;
    } catch (cause) {
      credential = undefined;
      throw new SignInError(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  return {
    async current() {
      const usable = held !== undefined && held.expiresOnTimestamp - REFRESH_BEFORE_EXPIRY_MS > Date.now();
      return usable && held !== undefined ? held.token : (await signIn({})).token;
    },
    async replace(refused, claims) {
      if (held !== undefined && held.token !== refused) return held.token;
      if (pending === undefined) credential = undefined;
      return (await signIn(claims === undefined ? {} : { claims })).token;
    },
  };
}
