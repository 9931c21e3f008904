import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileLines } from './file-lines.ts';

/** A place in `vms.ndjson`, in bytes, where the VMs of a subscription begin. */
export interface FindingsBorder {
  readonly offset: number;
  readonly subscriptionId: string;
}

/**
 * The first place behind the middle of a run's `vms.ndjson` where VMs of another subscription begin. `undefined` where there is none,
 * where the file has fewer bytes than `least`, and where it cannot be read: who reads all of it will say why.
 */
export async function findingsBorder(folder: string, least: number): Promise<FindingsBorder | undefined> {
  const path = join(folder, 'vms.ndjson');
  try {
    const { size } = await stat(path);
    return size < least ? undefined : await borderBehind(path, Math.floor(size / 2));
  } catch {
    return undefined;
  }
}

async function borderBehind(path: string, middle: number): Promise<FindingsBorder | undefined> {
  let offset = middle;
  let first: { readonly subscriptionId: string; readonly beginning: Buffer } | undefined;
  for await (const line of fileLines(path, { start: middle })) {
    // The line at the middle itself began before it.
    if (offset > middle && !startsWith(line, first?.beginning)) {
      const { subscriptionId } = JSON.parse(line.toString());
      if (first !== undefined && subscriptionId !== first.subscriptionId) return { offset, subscriptionId };
      // So begins every finding that this program writes: those of the same subscription need not be taken apart.
      first = {
        subscriptionId,
        beginning: Buffer.from(`{"subscriptionId":${JSON.stringify(subscriptionId)},`),
      };
    }
    offset += line.length + 1;
  }
  return undefined;
}

function startsWith(line: Buffer, beginning: Buffer | undefined): boolean {
  return beginning !== undefined && line.subarray(0, beginning.length).equals(beginning);
}
