import * as z from 'zod';
import type { BlobContainer } from '../azure/blob-container.ts';
import { BlobError } from '../azure/blob-error.ts';
import { shownBlob } from '../azure/blob-place.ts';
import type { RunSummary } from '../model/run.ts';
import { isRunId } from '../store/run-folder.ts';

const NAME = 'latest.json';
const MOST_TRIES = 5;

const latestSchema = z.looseObject({ runId: z.string().refine(isRunId) });

/** The run that a container names as its newest, with the tag of the blob that does. */
export interface PublishedLatest {
  readonly runId: string;
  readonly etag: string;
}

/** The newest published run; `undefined` where none is. Throws a BlobError, also where something else lies in its place. */
export async function publishedLatest(container: BlobContainer): Promise<PublishedLatest | undefined> {
  const blob = await container.readText(NAME);
  if (blob === undefined) return undefined;
  try {
    return { runId: latestSchema.parse(JSON.parse(blob.text)).runId, etag: blob.etag };
  } catch (cause) {
    const why = `${shownBlob(container.place, NAME)} names no run: it is damaged, or not of this program, and is not written over`;
    const advice = ['look at it and remove it, or name another folder of the container'];
    throw new BlobError(why, { advice, cause });
  }
}

/**
 * Names a run as the newest one, unless one that is newer is named already; says whether it is named now. Two that are published at
 * the same time cannot take the place of each other: who comes second looks again.
 */
export async function publishLatest(
  container: BlobContainer,
  { runId, finishedAt }: Pick<RunSummary, 'runId' | 'finishedAt'>,
): Promise<boolean> {
  const text = `${JSON.stringify({ runId, path: runId, finishedAt }, null, 2)}\n`;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const there = await publishedLatest(container);
    if (there?.runId === runId) return true;
    if (there !== undefined && there.runId > runId) return false;
    const written =
      there === undefined
        ? await container.createText(NAME, text)
        : await container.replaceText(NAME, text, there.etag);
    if (written) return true;
  }
  throw new BlobError(`${shownBlob(container.place, NAME)} is changed by others again and again`, {
    advice: ['the run itself is published: publish it once more when they are done'],
  });
}
