import { randomBytes, randomUUID } from 'node:crypto';
import type { Reply } from './reply.ts';

export interface SignInOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Resource Manager for which tokens are given out. */
  readonly audience: string;
  readonly tokenLifetimeSeconds: number;
}

/** A simulated Entra ID for one application: its answers, and whether a token that it gave out still holds. */
export interface SignIn {
  readonly answer: (request: { method: string; url: URL; body: string }) => Reply | undefined;
  readonly check: (token: string) => 'valid' | 'expired' | 'unknown';
  readonly revokeAll: () => void;
}

function entraError(status: number, error: string, of: { number: number; text: string }): Reply {
  const trace = `Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${new Date().toISOString()}`;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${of.number}: ${of.text} ${trace}`,
      error_codes: [of.number],
      timestamp: new Date().toISOString(),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
      error_uri: `https://login.microsoftonline.com/error?code=${of.number}`,
    },
  };
}

function unknownTenant(tenant: string): Reply {
  const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  return entraError(400, 'invalid_tenant', { number: 90002, text });
}

function discovery(origin: string, tenant: string): Reply {
  const base = `${origin}/${tenant}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: 'EU',
      cloud_instance_name: 'microsoftonline.com',
    },
  };
}

/** What is wrong with a token request, or `undefined`. */
function objection(options: SignInOptions, form: URLSearchParams): Reply | undefined {
  const clientId = form.get('client_id') ?? '';
  const scope = form.get('scope') ?? '';
  if (form.get('grant_type') !== 'client_credentials') {
    const text = "The app requested an unsupported grant type. Use 'client_credentials'.";
    return entraError(400, 'unsupported_grant_type', { number: 70003, text });
  }
  if (clientId !== options.clientId) {
    const text = `Application with identifier '${clientId}' was not found in the directory 'Contoso'.`;
    return entraError(400, 'unauthorized_client', { number: 700016, text });
  }
  if (form.get('client_secret') !== options.clientSecret) {
    const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`;
    return entraError(401, 'invalid_client', { number: 7000215, text });
  }
  const resource = scope.split(' ')[0]?.replace(/\/+\.default$/, '');
  if (resource !== options.audience) {
    const text = `The resource principal named ${resource} was not found in the tenant named Contoso.`;
    return entraError(400, 'invalid_resource', { number: 500011, text });
  }
  return undefined;
}

/** Signs the one simulated application in by its secret. Tokens are random and say nothing. */
export function signIn(options: SignInOptions): SignIn {
  const expiries = new Map<string, number>();
  const grant = (form: URLSearchParams): Reply => {
    const refusal = objection(options, form);
    if (refusal !== undefined) return refusal;
    const token = randomBytes(48).toString('base64url');
    expiries.set(token, Date.now() + options.tokenLifetimeSeconds * 1000);
    const { tokenLifetimeSeconds: expiresIn } = options;
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token },
    };
  };
  return {
    answer: ({ body, method, url }) => {
      const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
      const wanted = `${method} ${rest}`;
      if (wanted !== 'GET v2.0/.well-known/openid-configuration' && wanted !== 'POST oauth2/v2.0/token') {
        return undefined;
      }
      if (tenant.toLowerCase() !== options.tenantId) return unknownTenant(tenant);
      return method === 'GET' ? discovery(url.origin, tenant) : grant(new URLSearchParams(body));
    },
    check: (token) => {
      const expiry = expiries.get(token);
      if (expiry === undefined) return 'unknown';
      return expiry > Date.now() ? 'valid' : 'expired';
    },
    revokeAll: () => {
      for (const token of expiries.keys()) expiries.set(token, 0);
    },
  };
}
