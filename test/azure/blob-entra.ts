import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { LocalCertificate } from '../../src/simulator/certificate.ts';

const TENANT = '99999999-9999-9999-9999-999999999999';
const HOUR_S = 3600;

/** A sign-in that gives a token for whatever is asked for, and remembers what that was. */
export interface Entra {
  /** The variables by which a program signs in to it. */
  readonly env: Readonly<Record<string, string>>;
  /** The scopes that tokens were asked for, in order. */
  readonly scopes: readonly string[];
  /** The tokens that were given out. */
  readonly tokens: readonly string[];
  readonly close: () => Promise<void>;
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** A token with the claims that Azurite looks at; nobody has signed it. */
function tokenFor(audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now, exp: now + HOUR_S };
  const claims = { aud: audience, iss: `https://sts.windows.net/${TENANT}/`, ...times };
  return [part({ alg: 'RS256', typ: 'JWT' }), part(claims), 'c2lnbmF0dXJl'].join('.');
}

/** Opens a sign-in on localhost. */
export async function openEntra({ certificate, key }: LocalCertificate): Promise<Entra> {
  const scopes: string[] = [];
  const tokens: string[] = [];
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const base = `https://localhost:${(server.address() as AddressInfo).port}/${TENANT}`;
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') {
      const endpoints = {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        issuer: `${base}/v2.0`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
      response.end(JSON.stringify(endpoints));
      return;
    }
    let body = '';
    for await (const piece of request) body += piece;
    const [scope = ''] = new URLSearchParams(body).get('scope')?.split(' ') ?? [];
    const token = tokenFor(scope.replace(/\/\.default$/, ''));
    scopes.push(scope);
    tokens.push(token);
    response.end(JSON.stringify({ token_type: 'Bearer', expires_in: HOUR_S, access_token: token }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      AZURE_AUTHORITY_HOST: `https://localhost:${port}`,
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_ID: '11111111-1111-1111-1111-111111111111',
      AZURE_CLIENT_SECRET: 'a secret of the application',
    },
    scopes,
    tokens,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
