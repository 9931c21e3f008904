import pMap from 'p-map';
import type { BlobContainer, BlobFound } from '../azure/blob-container.ts';
import { BlobError } from '../azure/blob-error.ts';
import { shownBlob } from '../azure/blob-place.ts';
import type { RunSummary } from '../model/run.ts';
import { counted } from '../report/counted.ts';
import { isRunId } from '../store/run-folder.ts';
import { StoreError } from '../store/store-error.ts';
import { type RunFile, runFiles } from './publish-files.ts';
import { publishLatest } from './publish-latest.ts';
import { manifestName, manifestText, md5Of } from './publish-manifest.ts';

/** A finished run on disk. */
export interface RunToPublish {
  readonly folder: string;
  readonly run: RunSummary;
}

const FILES_AT_ONCE = 8;
const MOST_NAMED = 3;

type Content = Pick<RunFile, 'name' | 'size' | 'md5'>;

function isSame(found: BlobFound, { size, md5 }: Content): boolean {
  return found.size === size && found.md5 === md5;
}

function conflict({ place }: BlobContainer, names: readonly string[]): BlobError {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const shown = names.slice(0, MOST_NAMED).map((name) => shownBlob(place, name));
  return new BlobError(
    `other content is there already, and nothing was written over: ${shown.join(', ')}${more}`,
    {
      advice: [
        'the run was published before and changed since, or it is not the same run: remove what is there, or publish into another folder of the container',
      ],
    },
  );
}

/** Whether `latest.json` may name a run: one that was judged, collected its facts itself, and could read something. */
function maybeLatest({ judged, derivedFrom, totals }: RunSummary): boolean {
  const { complete, partial, unreadable } = totals.subscriptions;
  return judged !== false && derivedFrom === undefined && (complete + partial > 0 || unreadable === 0);
}

/** Uploads one thing; where another attempt was quicker, what is there has to be the same. */
async function upload(
  container: BlobContainer,
  content: Content,
  create: () => Promise<boolean>,
): Promise<void> {
  if (await create()) return;
  const found = (await container.list(content.name)).get(content.name);
  if (found === undefined || !isSame(found, content)) throw conflict(container, [content.name]);
}

/**
 * Uploads a run below its ID: the files that are not there yet, then the manifest, and at last `latest.json`. A half-uploaded run is gone
 * on with in this way. Before anything is sent, all that is there is compared, and where a blob has other content nothing is done. Returns
 * what became of it in one line. Throws a BlobError, a SignInError or a StoreError.
 */
export async function publishRun(
  container: BlobContainer,
  { folder, run }: RunToPublish,
  signal: AbortSignal,
): Promise<string> {
  const { runId } = run;
  if (!isRunId(runId)) throw new StoreError(`cannot publish ${folder}: its run.json has no run ID`);
  const files = (await runFiles(folder)).map((file) => ({ ...file, name: `${runId}/${file.name}` }));
  const text = manifestText(
    runId,
    files.map((file) => ({ ...file, name: file.name.slice(runId.length + 1) })),
  );
  const manifest = { name: manifestName(runId), size: Buffer.byteLength(text), md5: md5Of(text) };
  const there = await container.list(`${runId}/`);
  const differs = (content: Content) => {
    const found = there.get(content.name);
    return found !== undefined && !isSame(found, content);
  };
  const others = [...files, manifest].filter(differs).map(({ name }) => name);
  if (others.length > 0) throw conflict(container, others);

  const missing = files.filter(({ name }) => !there.has(name));
  await pMap(missing, (file) => upload(container, file, () => container.create(file.name, file)), {
    concurrency: FILES_AT_ONCE,
    signal,
  });
  if (!there.has(manifest.name)) {
    await upload(container, manifest, () => container.createText(manifest.name, text));
  }
  const isLatest = maybeLatest(run) && (await publishLatest(container, run));
  const before = files.length - missing.length;
  const told = [
    `${counted(missing.length, 'file')} uploaded`,
    ...(before === 0 ? [] : [`${before} there already`]),
    ...(isLatest ? [] : ['latest.json does not name it']),
  ];
  return `published ${runId} at ${shownBlob(container.place, runId)}: ${told.join(', ')}`;
}
