import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobContainer } from '../azure/blob-container.ts';
import { shownBlob } from '../azure/blob-place.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { md5OfFile } from './publish-files.ts';
import { publishedLatest } from './publish-latest.ts';
import { type Manifest, manifestName, readManifest } from './publish-manifest.ts';

/** The newest published run, as much of it as another run compares with: it lies below `out` as in any folder of runs. */
export interface PublishedPast {
  readonly out: string;
  readonly runId: string;
  /** Its address, without secrets. */
  readonly shown: string;
  readonly subscriptions: readonly SubscriptionId[];
  /** Brings the facts of one subscription into its snapshot, where they are there. */
  readonly bring: (id: SubscriptionId) => Promise<void>;
}

/** Where the published run is brought to, and who is told what is wrong with it. */
export interface BringingPast {
  readonly out: string;
  readonly warn: (message: string) => void;
}

/** What is compared with: what the run was about, and what it remembers. */
const NEEDED = ['run.json', 'snapshot/history.ndjson.gz'] as const;
const FACTS = /^snapshot\/([^/]+)\.json\.gz$/;

function subscriptionsIn({ files }: Manifest): readonly SubscriptionId[] {
  return files.flatMap(({ name }) => parseSubscriptionId(FACTS.exec(name)?.[1] ?? '') ?? []).toSorted();
}

/** Brings one file of a run; says what is wrong where it is not there, or not as it was published. */
async function bringFile(
  container: BlobContainer,
  { runId, files }: Manifest,
  { name, folder }: { readonly name: string; readonly folder: string },
): Promise<string | undefined> {
  const listed = files.find((file) => file.name === name);
  if (listed === undefined) return `it has no ${name}`;
  const path = join(folder, name);
  const isThere = await container.download(`${runId}/${name}`, path, listed.size);
  if (!isThere) return `its ${name} is not there any more`;
  return (await md5OfFile(path)) === listed.md5 ? undefined : `its ${name} is damaged`;
}

/**
 * Brings what is needed of the run that the container's `latest.json` names to a folder that is made for it. `undefined` where none is
 * named, and, with a warning, where that run is not whole any more. Throws a BlobError or a SignInError where the container
 * cannot be read: a night that took that for the first one would forget since when everything is known.
 */
export async function bringPublished(
  container: BlobContainer,
  { out, warn }: BringingPast,
): Promise<PublishedPast | undefined> {
  const latest = await publishedLatest(container);
  if (latest === undefined) return undefined;
  const { runId } = latest;
  const shown = shownBlob(container.place, runId);
  const manifest = await readManifest(container, runId);
  if (manifest === undefined) {
    warn(`nothing to compare with: ${shownBlob(container.place, manifestName(runId))} is missing or damaged`);
    return undefined;
  }
  const folder = join(out, runId);
  await mkdir(join(folder, 'snapshot'), { recursive: true, mode: 0o700 });
  for (const name of NEEDED) {
    const problem = await bringFile(container, manifest, { name, folder });
    if (problem === undefined) continue;
    warn(`nothing to compare with: the published run ${shown}: ${problem}`);
    return undefined;
  }
  return {
    out,
    runId,
    shown,
    subscriptions: subscriptionsIn(manifest),
    async bring(id) {
      const name = `snapshot/${id}.json.gz`;
      const problem = await bringFile(container, manifest, { name, folder });
      if (problem !== undefined) await rm(join(folder, name), { force: true });
    },
  };
}
