const LINE_END = 0x0a;

/**
 * The lines of a text that comes in pieces of bytes, without their line ends; an empty last one is none. A piece need not be good for
 * longer than until the next one is asked for, and so is a line.
 */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // The beginning of a line whose end is still to come.
  let begun: Buffer[] = [];
  for await (const piece of pieces) {
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
}
