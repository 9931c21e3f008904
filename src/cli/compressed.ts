import { createGzip } from 'node:zlib';

/** Pieces of bytes as one gzip stream in base64: what a browser's DecompressionStream reads. */
export async function compressed(pieces: readonly Uint8Array[]): Promise<string> {
  const gzip = createGzip({ level: 7 });
  const chunks: Buffer[] = [];
  const read = (async () => {
    for await (const chunk of gzip) chunks.push(chunk);
  })();
  for (const piece of pieces) {
    if (!gzip.write(piece)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await read;
  return Buffer.concat(chunks).toString('base64');
}
