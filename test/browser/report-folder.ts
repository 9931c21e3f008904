import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for a file's reports, removed when its tests have ended. */
export function reportFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'port25-browser-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
