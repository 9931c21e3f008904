import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { BlobContainer } from '../azure/blob-container.ts';

/** What a published run consists of: the name of each file below its folder, its bytes, and their MD5 in hexadecimal. */
const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  runId: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.number(), md5: z.string() })).readonly(),
});

export type Manifest = z.output<typeof manifestSchema>;

const NAME = 'manifest.json';

/** The name of the blob that says what a run consists of. It is written after all others of the run. */
export function manifestName(runId: string): string {
  return `${runId}/${NAME}`;
}

/** The same run always gives the same text, so that publishing it again changes nothing. */
export function manifestText(runId: string, files: Manifest['files']): string {
  const listed = files.map(({ name, size, md5 }) => ({ name, size, md5 }));
  return `${JSON.stringify({ schemaVersion: 1, runId, files: listed } satisfies Manifest, null, 1)}\n`;
}

/** The MD5 of a text in hexadecimal, as storage tells it of a blob. */
export function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** What a published run consists of; `undefined` where it was not published to its end, or says it in words that are not these. */
export async function readManifest(container: BlobContainer, runId: string): Promise<Manifest | undefined> {
  const blob = await container.readText(manifestName(runId));
  if (blob === undefined) return undefined;
  try {
    return manifestSchema.safeParse(JSON.parse(blob.text)).data;
  } catch {
    return undefined;
  }
}
