import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { isRestError } from '@azure/core-rest-pipeline';
import type { BlobDownloadResponseParsed, BlobHTTPHeaders, ContainerClient } from '@azure/storage-blob';
import { blobAttempts, onCodes } from './blob-attempt.ts';
import { type BlobPlace, shownBlob } from './blob-place.ts';
import { blobErrorCode } from './blob-problem.ts';
import { type BlobSignIn, storageCredential } from './blob-token.ts';

/** A blob as a listing tells it. `md5` in hexadecimal, absent where storage has none of it. */
export interface BlobFound {
  readonly size: number;
  readonly md5?: string;
}

/** A file to become a blob: where it lies, its bytes, their MD5 in hexadecimal, and what they are. */
export interface BlobFile {
  readonly path: string;
  readonly size: number;
  readonly md5: string;
  readonly contentType: string;
}

/** A small blob, with the tag by which a change of it is noticed. */
interface BlobText {
  readonly text: string;
  readonly etag: string;
}

/**
 * A container of blob storage. Nothing is ever removed, and nothing overwritten but by `replaceText`. Names are relative to the place.
 * Everything throws a BlobError or a SignInError, and what the signal was aborted with.
 */
export interface BlobContainer {
  readonly place: BlobPlace;
  /** Whether anybody may read its blobs without signing in. */
  isPublic(): Promise<boolean>;
  /** The blobs whose names begin so. */
  list(start: string): Promise<ReadonlyMap<string, BlobFound>>;
  readText(name: string): Promise<BlobText | undefined>;
  /** Brings a blob of so many bytes to a file that is not there yet; says whether there is such a blob. */
  download(name: string, path: string, bytes: number): Promise<boolean>;
  /** Makes a blob of a file, in blocks where it is large; `false` where one of this name is there. */
  create(name: string, file: BlobFile): Promise<boolean>;
  createText(name: string, text: string): Promise<boolean>;
  /** Writes over a small blob; `false` where it is not the one with this tag any more. */
  replaceText(name: string, text: string, etag: string): Promise<boolean>;
}

const BLOCK_BYTES = 8 * 1024 * 1024;
const BLOCKS_AT_ONCE = 2;
const FORBIDDEN = 403;
/** It was changed since it was read. */
const CHANGED = ['ConditionNotMet', 'TargetConditionNotMet'];
/** One of this name is there; a SAS that only permits to create says so with the last of these codes. */
const THERE = ['BlobAlreadyExists', ...CHANGED, 'UnauthorizedBlobOverwrite'];
const ABSENT = ['BlobNotFound'];

/** The SDK hands on to its pipeline what its own type does not list, too. Storage redirects nobody. */
const OPTIONS = {
  userAgentOptions: { userAgentPrefix: 'port25-audit' },
  retryOptions: { maxTries: 4, retryDelayInMs: 1_000, maxRetryDelayInMs: 30_000 },
  redirectOptions: { maxRetries: 0 },
};

interface Clients {
  readonly client: ContainerClient;
  /** The same container, as anybody sees it. */
  readonly stranger: ContainerClient;
}

async function clientsOf({ url, sas }: BlobPlace, access: BlobSignIn): Promise<Clients> {
  const { ContainerClient: Client } = await import('@azure/storage-blob');
  return {
    client:
      sas === undefined
        ? new Client(url, storageCredential(access), OPTIONS)
        : new Client(`${url}?${sas}`, undefined, OPTIONS),
    stranger: new Client(url, undefined, OPTIONS),
  };
}

/**
 * Whether a stranger is let in to the blobs of a container: they are told then that a blob is not there, and nothing of the kind where
 * they have no business.
 */
function letsIn(stranger: ContainerClient, abortSignal: AbortSignal): Promise<boolean> {
  const anything = stranger.getBlobClient('latest.json').getProperties({ abortSignal });
  return anything.then(
    () => true,
    (cause: unknown) => ABSENT.includes(blobErrorCode(cause)),
  );
}

function headersOf(blobContentType: string): BlobHTTPHeaders {
  return { blobContentType, blobCacheControl: 'no-store' };
}

function bodyOf({ readableStreamBody }: BlobDownloadResponseParsed): NodeJS.ReadableStream {
  if (readableStreamBody === undefined) throw new Error('the answer has no body');
  return readableStreamBody;
}

/** Opens the container: with the SAS of its address, else by signing in as the run does. Nothing is asked of it yet. */
export async function openBlobContainer(place: BlobPlace, access: BlobSignIn): Promise<BlobContainer> {
  const { client, stranger } = await clientsOf(place, access);
  const attempt = blobAttempts(place, access.signal);
  const blob = (name: string) => client.getBlockBlobClient(`${place.prefix}${name}`);

  function writeText(name: string, text: string, etag: string | undefined) {
    const conditions = etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag };
    const refusals = etag === undefined ? THERE : CHANGED;
    const blobHTTPHeaders = headersOf('application/json; charset=utf-8');
    return attempt({ doing: `write ${shownBlob(place, name)}` }, (abortSignal) =>
      blob(name)
        .upload(text, Buffer.byteLength(text), { abortSignal, conditions, blobHTTPHeaders })
        .then(() => true, onCodes(refusals, false)),
    );
  }

  return {
    place,
    isPublic: () =>
      attempt({ doing: `look at ${place.url}` }, async (abortSignal) => {
        try {
          return (await client.getProperties({ abortSignal })).blobPublicAccess !== undefined;
        } catch (cause) {
          // A SAS for the container alone does not permit to look at it.
          if (isRestError(cause) && cause.statusCode === FORBIDDEN) return letsIn(stranger, abortSignal);
          throw cause;
        }
      }),
    list: (start) =>
      attempt({ doing: `list ${shownBlob(place, start)}` }, async (abortSignal) => {
        const found = new Map<string, BlobFound>();
        const prefix = `${place.prefix}${start}`;
        for await (const { name, properties } of client.listBlobsFlat({ prefix, abortSignal })) {
          const { contentLength: size = 0, contentMD5 } = properties;
          const md5 = contentMD5 === undefined ? {} : { md5: Buffer.from(contentMD5).toString('hex') };
          found.set(name.slice(place.prefix.length), { size, ...md5 });
        }
        return found;
      }),
    readText: (name) =>
      attempt({ doing: `read ${shownBlob(place, name)}` }, async (abortSignal) => {
        const answer = await blob(name)
          .download(0, undefined, { abortSignal })
          .catch(onCodes(ABSENT, undefined));
        if (answer === undefined) return undefined;
        return { text: (await buffer(bodyOf(answer))).toString('utf8'), etag: answer.etag ?? '' };
      }),
    download: (name, path, bytes) =>
      attempt({ doing: `read ${shownBlob(place, name)}`, bytes }, async (abortSignal) => {
        const answer = await blob(name)
          .download(0, undefined, { abortSignal })
          .catch(onCodes(ABSENT, undefined));
        if (answer === undefined) return false;
        await pipeline(bodyOf(answer), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        return true;
      }),
    create: (name, { path, size: bytes, md5, contentType }) =>
      attempt({ doing: `upload ${shownBlob(place, name)}`, bytes }, (abortSignal) =>
        blob(name)
          .uploadFile(path, {
            abortSignal,
            conditions: { ifNoneMatch: '*' },
            blobHTTPHeaders: { ...headersOf(contentType), blobContentMD5: Buffer.from(md5, 'hex') },
            maxSingleShotSize: BLOCK_BYTES,
            blockSize: BLOCK_BYTES,
            concurrency: BLOCKS_AT_ONCE,
          })
          .then(() => true, onCodes(THERE, false)),
      ),
    createText: (name, text) => writeText(name, text, undefined),
    replaceText: writeText,
  };
}
