import { isRestError, type RestError } from '@azure/core-rest-pipeline';
import { SignInError } from './access-token.ts';
import { BlobError } from './blob-error.ts';
import { type BlobPlace, shownBlob } from './blob-place.ts';
import { shownMessage } from './shown-message.ts';

/** What was being done, at which place, and when (milliseconds since 1970). */
export interface BlobAttempt {
  readonly doing: string;
  readonly place: BlobPlace;
  readonly now: number;
}

const ROLE =
  'grant the signed-in identity the role Storage Blob Data Contributor on the container; a new assignment takes a few minutes to count';
const PERMISSIONS =
  'make a SAS for the container with the permissions read, create, write and list (sp=rcwl)';

const UNREACHABLE: readonly (readonly [RegExp, string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN/,
    'there is no such host, or it cannot be looked up: check the name of the storage account',
  ],
  [
    /ECONNREFUSED|ECONNRESET|ETIMEDOUT/,
    'it cannot be reached: check the network, HTTPS_PROXY and the firewall of the storage account',
  ],
  [
    /certificate|SELF_SIGNED|UNABLE_TO_VERIFY/i,
    'its TLS certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
  ],
];

/** The code that storage gives an error: in a header, since an answer to HEAD has no body. Empty where there is none. */
export function blobErrorCode(cause: unknown): string {
  if (!isRestError(cause)) return '';
  return cause.response?.headers.get('x-ms-error-code') ?? cause.code ?? '';
}

/** Since when a SAS does not hold any more, where it says so. */
function expiredAt(sas: string | undefined, now: number): string | undefined {
  const end = new URLSearchParams(sas).get('se');
  return end !== null && Date.parse(end) <= now ? end : undefined;
}

/** What to do about an answer that refuses. */
function refusal(code: string, { place, now }: BlobAttempt): readonly string[] {
  const { sas } = place;
  const end = expiredAt(sas, now);
  if (end !== undefined) return [`the SAS has expired (${end}): make a new one`];
  if (code === 'KeyBasedAuthenticationNotPermitted') {
    return [
      'the storage account takes no SAS that is signed with its key: leave the SAS away and sign in, or use a user delegation SAS',
    ];
  }
  if (sas === undefined) return [ROLE, 'or the firewall of the storage account does not let this machine in'];
  if (code === 'AuthorizationPermissionMismatch') return [`the SAS does not permit this: ${PERMISSIONS}`];
  return [
    'the SAS is not accepted: it may be cut off, made with an old key, not valid yet, or for another container or address',
    PERMISSIONS,
  ];
}

function restProblem(cause: RestError, attempt: BlobAttempt): BlobError {
  const { doing, place } = attempt;
  const code = blobErrorCode(cause);
  const status = cause.statusCode;
  const failed = (why: string, advice: readonly string[]) =>
    new BlobError(`cannot ${doing}: ${why}`, { advice, cause });
  if (code === 'ContainerNotFound') {
    return failed(`the container ${place.url} does not exist`, [
      'check its name, or create it, without public access: it is never created here',
    ]);
  }
  if (status === 401 || status === 403) {
    return failed(`${shownBlob(place)} refuses (${status} ${code})`, refusal(code, attempt));
  }
  const text = withoutSas(cause.message, place);
  if (status === undefined) {
    const known = UNREACHABLE.find(([pattern]) => pattern.test(`${code} ${text}`));
    return failed(`${new URL(place.url).host}: ${known?.[1] ?? text}`, []);
  }
  return failed(`${shownBlob(place)} answered ${status} ${code}: ${text}`, []);
}

/** A message of the SDK on one line, without anything of the SAS should it ever quote one. */
function withoutSas(message: string, { sas }: BlobPlace): string {
  const signature = new URLSearchParams(sas).get('sig') ?? '';
  return [sas ?? '', encodeURIComponent(signature), signature]
    .filter((part) => part !== '')
    .reduce((text, part) => text.replaceAll(part, '(secret)'), shownMessage(message));
}

/** Says what is wrong and what to do about it, in words that hold no secret. A failed sign-in stays what it is. */
export function blobProblem(cause: unknown, attempt: BlobAttempt): BlobError | SignInError {
  if (cause instanceof BlobError || cause instanceof SignInError) return cause;
  if (isRestError(cause)) return restProblem(cause, attempt);
  const message = cause instanceof Error ? cause.message : String(cause);
  return new BlobError(`cannot ${attempt.doing}: ${withoutSas(message, attempt.place)}`, {
    advice: [],
    cause,
  });
}
