import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RunSummary } from '../../src/model/run.ts';

/** Alters the `run.json` of a run folder. */
export function editRun(folder: string, change: (run: RunSummary) => object): void {
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

/** Where a run keeps its memory. */
export function memoryOf(folder: string): string {
  return join(folder, 'snapshot', 'history.ndjson.gz');
}

/** Alters the lines of a run's memory, the first of which is the run itself. */
export function editMemory(folder: string, change: (lines: readonly string[]) => readonly string[]): void {
  const path = memoryOf(folder);
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(0, -1);
  writeFileSync(path, gzipSync(`${change(lines).join('\n')}\n`));
}

/** Leaves the first half of a file. */
export function halve(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
}
