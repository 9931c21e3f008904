import pMap from 'p-map';
import type { BlobContainer, BlobFound } from '../azure/blob-container.ts';
import { BlobError } from '../azure/blob-error.ts';
import { shownBlob } from '../azure/blob-place.ts';
import type { RunSummary } from '../model/run.ts';
import { counted } from '../report/counted.ts';
import { isRunId } from '../store/run-folder.ts';
import { StoreError } from '../store/store-error.ts';
import { type RunFile, runFiles } from './publish-files.ts';
import { historyFiles } from './publish-history.ts';
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

/** What is in the container below the run's ID and in the places of these files. */
async function whatIsThere(
  container: BlobContainer,
  runId: string,
  files: readonly Content[],
): Promise<ReadonlyMap<string, BlobFound>> {
  const starts = [`${runId}/`, ...files.map(({ name }) => name)];
  const lists = await Promise.all(starts.map((start) => container.list(start)));
  return new Map(lists.flatMap((list) => [...list]));
}

/**
 * Uploads a run below its ID: the files that are not there yet, then those that it has added to the history, the manifest, and at last
 * `latest.json`. A half-uploaded run is gone on with in this way. Before anything is sent, all that is there is compared, and where a
 * blob has other content nothing is done. Returns what became of it in one line. Throws a BlobError, a SignInError or a StoreError.
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
  const night = await historyFiles(folder, run);
  const there = await whatIsThere(container, runId, night);
  const differs = (content: Content) => {
    const found = there.get(content.name);
    return found !== undefined && !isSame(found, content);
  };
  const others = [...files, ...night, manifest].filter(differs).map(({ name }) => name);
  if (others.length > 0) throw conflict(container, others);

  const isMissing = ({ name }: Content) => !there.has(name);
  const create = (file: RunFile) => upload(container, file, () => container.create(file.name, file));
  const missing = files.filter(isMissing);
  await pMap(missing, create, { concurrency: FILES_AT_ONCE, signal });
  for (const file of night.filter(isMissing)) await create(file);
  if (isMissing(manifest)) {
    await upload(container, manifest, () => container.createText(manifest.name, text));
  }
  const isLatest = maybeLatest(run) && (await publishLatest(container, run));
  const all = [...files, ...night];
  const uploaded = all.filter(isMissing).length;
  const before = all.length - uploaded;
  const told = [
    `${counted(uploaded, 'file')} uploaded`,
    ...(before === 0 ? [] : [`${before} there already`]),
    ...(isLatest ? [] : ['latest.json does not name it']),
  ];
  return `published ${runId} at ${shownBlob(container.place, runId)}: ${told.join(', ')}`;
}
