import * as z from 'zod';
import { reported } from './raw-arm.ts';

/**
 * Who signed in, as the access token says: the tenant and the IDs of the application and of the object that roles are assigned to
 * (GUIDs), the name of a user, and when the token runs out (ISO 8601 UTC). `managedIdentity` is the identity's resource ID. What the
 * token does not say is absent; the token itself is never kept.
 */
export interface SignedInIdentity {
  readonly kind: 'app' | 'managed-identity' | 'user' | 'unknown';
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly objectId?: string;
  readonly user?: string;
  readonly managedIdentity?: string;
  readonly expiresAt?: string;
}

const claim = z.string().min(1).optional().catch(undefined);

/** The claims of a token of Entra ID, version 1.0 (appid, unique_name) and 2.0 (azp, preferred_username). */
const claimsSchema = z.object({
  tid: claim,
  oid: claim,
  sub: claim,
  appid: claim,
  azp: claim,
  upn: claim,
  unique_name: claim,
  preferred_username: claim,
  scp: claim,
  idtyp: claim,
  xms_mirid: claim,
  exp: z.number().optional().catch(undefined),
});

type Claims = z.output<typeof claimsSchema>;

function claimsOf(token: string): Claims | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

function userOf({ upn, preferred_username, unique_name }: Claims): string | undefined {
  return upn ?? preferred_username ?? unique_name;
}

/**
 * `idtyp` is an optional claim. Without it: only a user's token carries a name or delegated scopes, and only an application speaks
 * for itself, so that its object and its subject are one.
 */
function kindOf(claims: Claims): SignedInIdentity['kind'] {
  if (claims.xms_mirid !== undefined) return 'managed-identity';
  const type = claims.idtyp?.toLowerCase();
  if (type === 'app' || type === 'user') return type;
  if (userOf(claims) !== undefined || claims.scp !== undefined) return 'user';
  return claims.oid !== undefined && claims.oid === claims.sub ? 'app' : 'unknown';
}

const LATEST_SECONDS = 8.64e12;

function timeOf(seconds: number | undefined): string | undefined {
  if (seconds === undefined || Math.abs(seconds) > LATEST_SECONDS) return undefined;
  return new Date(seconds * 1000).toISOString();
}

/** Describes who an access token speaks for; a token that cannot be looked into tells nothing, and is of kind `unknown`. */
export function describeIdentity(token: string): SignedInIdentity {
  const claims = claimsOf(token);
  if (claims === undefined) return { kind: 'unknown' };
  return {
    kind: kindOf(claims),
    ...reported({
      tenantId: claims.tid?.toLowerCase(),
      clientId: claims.appid ?? claims.azp,
      objectId: claims.oid,
      user: userOf(claims),
      managedIdentity: claims.xms_mirid,
      expiresAt: timeOf(claims.exp),
    }),
  };
}
