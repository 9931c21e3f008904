import { type FileHandle, open } from 'node:fs/promises';
import { linesOf } from './lines-of.ts';

/** A part of a file, in bytes: `end` is the place behind the last one, which may lie behind the file's end. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Which part of a file to read, all of it unless told otherwise, and how many bytes at once. */
interface Reading extends Partial<ByteRange> {
  readonly atOnce?: number;
}

const READ_AT_ONCE = 1024 * 1024;

/**
 * The lines of a file, or of a part of it, as {@link linesOf} gives them. Throws what the system says, an ENOENT where there is no such
 * file.
 */
export async function* fileLines(path: string, reading: Reading = {}): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    yield* linesOf(piecesOf(file, reading));
  } finally {
    await file.close();
  }
}

/** The bytes of a file in pieces, each good until the next is asked for; the disk works while the piece before is being used. */
async function* piecesOf(
  file: FileHandle,
  { start = 0, end = Number.POSITIVE_INFINITY, atOnce = READ_AT_ONCE }: Reading,
): AsyncGenerator<Buffer> {
  let at = start;
  const readInto = (buffer: Buffer) => {
    const reading = file.read(buffer, 0, Math.min(buffer.length, Math.max(0, end - at)), at);
    // It is awaited when the next piece is asked for; until then, or if none is, a failure has nobody to go to.
    reading.catch(() => undefined);
    return reading;
  };
  let spare: Buffer = Buffer.allocUnsafeSlow(atOnce);
  let reading = readInto(Buffer.allocUnsafeSlow(atOnce));
  for (;;) {
    const { bytesRead, buffer } = await reading;
    if (bytesRead === 0) return;
    at += bytesRead;
    reading = readInto(spare);
    yield buffer.subarray(0, bytesRead);
    spare = buffer;
  }
}
