import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

/**
 * A folder on a disk of its own, such as `size=64k` or `ro`: real errors of a full or a read-only one. Only root can make one on Linux;
 * for others, and elsewhere, it is `undefined`, and the test has nothing to look at.
 */
export async function tinyDisk(options: string): Promise<string | undefined> {
  const folder = await temporaryFolder();
  if (process.platform !== 'linux' || !mount(folder, options)) return undefined;
  onTestFinished(() => {
    spawnSync('umount', [folder]);
  });
  return folder;
}
