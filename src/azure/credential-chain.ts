import type { TokenCredential } from '@azure/core-auth';
import { shownMessage } from './shown-message.ts';

/** A credential of the chain that gave no token, and why, in one short line. */
export interface TriedCredential {
  readonly credential: string;
  readonly reason: string;
}

/** What became of the last sign-in through a chain. `credential` is the class that gave the token, absent where that is not told. */
export interface ChainOutcome {
  readonly credential?: string;
  readonly tried: readonly TriedCredential[];
}

const LONGEST_REASON = 160;

/** `EnvironmentCredential is unavailable.` and the like, which says no more than that there is a reason. */
const SAYS_NOTHING = /^(?:\w+Credential|Error)?:?\s*(?:is unavailable\.?)?\s*/;

/** The first sentence that says what was wrong; the rest tells where to read on. */
function shortReason(cause: unknown, secrets: readonly string[]): string {
  const said = cause instanceof Error ? cause.message : String(cause);
  const safe = shownMessage(secrets.reduce((text, secret) => text.replaceAll(secret, '(secret)'), said));
  const message = safe.replace(SAYS_NOTHING, '') || safe;
  const sentence = /^.*?[.!](?=\s|$)/.exec(message)?.[0] ?? message;
  return sentence.length > LONGEST_REASON ? `${sentence.slice(0, LONGEST_REASON - 1)}…` : sentence;
}

function isCredential(value: unknown): value is TokenCredential {
  return (
    typeof value === 'object' && value !== null && 'getToken' in value && typeof value.getToken === 'function'
  );
}

/** One that could not even be made stands in the chain under the name of what should have made it, and gives no token. */
function nameOf(credential: TokenCredential): string {
  const stands: unknown = Reflect.get(credential, 'credentialName');
  const name = typeof stands === 'string' ? stands : credential.constructor.name;
  return name.replace(/^createDefault/, '');
}

function saidOf(credential: TokenCredential): string {
  const said: unknown = Reflect.get(credential, 'credentialUnavailableErrorMessage');
  return typeof said === 'string' ? said : 'it gave no token';
}

/**
 * Watches which credential of a `DefaultAzureCredential` signs in, and what the ones before it say. `@azure/identity` 4.13 tells that
 * only to its log; so each credential of the chain is watched, in the list that the chain itself goes through. Should another version
 * keep that list elsewhere, signing in works as ever and nothing is told. `secrets` never show in a reason.
 */
export function watchChain(chain: TokenCredential, secrets: readonly string[] = []): () => ChainOutcome {
  const links: unknown = Reflect.get(chain, '_sources');
  if (!Array.isArray(links)) return () => ({ tried: [] });
  const tried = new Map<string, string>();
  let credential: string | undefined;

  function watch(link: TokenCredential): void {
    const name = nameOf(link);
    const getToken = link.getToken.bind(link);
    link.getToken = async (scopes, options) => {
      try {
        const token = await getToken(scopes, options);
        if (token === null) tried.set(name, shortReason(saidOf(link), secrets));
        else {
          tried.delete(name);
          credential = name;
        }
        return token;
      } catch (cause) {
        tried.set(name, shortReason(cause, secrets));
        throw cause;
      }
    };
  }

  for (const link of links) if (isCredential(link)) watch(link);
  return () => ({
    ...(credential === undefined ? {} : { credential }),
    tried: [...tried].map(([name, reason]) => ({ credential: name, reason })),
  });
}
