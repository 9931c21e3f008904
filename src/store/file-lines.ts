import { type FileHandle, open } from 'node:fs/promises';

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
const LINE_END = 0x0a;

/**
 * The lines of a file, or of a part of it, as bytes without their line ends; an empty last one is none. A line's bytes are good until
 * the next one is asked for. Throws what the system says, an ENOENT where there is no such file.
 */
export async function* fileLines(path: string, reading: Reading = {}): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    // The beginning of a line whose end is still to be read.
    let begun: Buffer[] = [];
    for await (const piece of piecesOf(file, reading)) {
      let from = 0;
      for (let to = piece.indexOf(LINE_END); to >= 0; to = piece.indexOf(LINE_END, from)) {
        const bytes = piece.subarray(from, to);
        from = to + 1;
        yield begun.length === 0 ? bytes : Buffer.concat([...begun, bytes]);
        begun = [];
      }
      if (from < piece.length) begun.push(Buffer.from(piece.subarray(from)));
    }
    if (begun.length > 0) yield Buffer.concat(begun);
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
