import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StoreError, storeError } from './store-error.ts';

const latestSchema = z.looseObject({ runId: z.string() });

async function holdsRun(folder: string): Promise<boolean> {
  return access(join(folder, 'run.json')).then(
    () => true,
    () => false,
  );
}

/** The ID of the run that `latest.json` names, whether or not it is there. Throws a StoreError where it names none. */
export async function latestRunId(out: string): Promise<string> {
  const path = join(out, 'latest.json');
  const content = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause: unknown) => {
      const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
      throw missing
        ? new StoreError(`no latest run: ${path} does not exist; run an audit first, or name a run`, {
            cause,
          })
        : storeError('read', path, cause);
    });
  const parsed = latestSchema.safeParse(content);
  if (!parsed.success) throw new StoreError(`cannot read ${path}: it names no run`);
  return parsed.data.runId;
}

/** The folder of a run that is named by its path, by its ID below `out`, or as `latest`. Throws a StoreError when there is none. */
export async function findRun(out: string, run: string): Promise<string> {
  const candidates = run === 'latest' ? [join(out, await latestRunId(out))] : [resolve(run), join(out, run)];
  for (const folder of candidates) if (await holdsRun(folder)) return folder;
  throw new StoreError(
    `no run at ${run}: name a run folder (one that holds run.json), a run ID below ${out}, or latest`,
  );
}
