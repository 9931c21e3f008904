import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  tlsPolicy,
} from '@azure/core-rest-pipeline';
import { expect, onTestFinished, test } from 'vitest';
import { deadlinePolicy } from '../../src/azure/deadline.ts';
import { localCertificate } from '../../src/simulator/certificate.ts';

/** A host that sends the beginning of every answer at once, and the rest after a while. */
async function slowHost(restAfterMs: number) {
  const { authority, certificate, key } = await localCertificate();
  const server = createServer({ cert: certificate, key }, (_, response) => {
    response.write('{"value":');
    setTimeout(() => response.end('[]}'), restAfterMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://localhost:${port}/`, authority };
}

async function read(
  host: { url: string; authority: string },
  deadlineMs: number,
  run = new AbortController(),
): Promise<string | null | undefined> {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(deadlinePolicy(deadlineMs, run.signal));
  pipeline.addPolicy(tlsPolicy({ ca: host.authority }));
  const request = createPipelineRequest({ url: host.url });
  return (await pipeline.sendRequest(createDefaultHttpClient(), request)).bodyAsText;
}

test('an answer that comes in time is left alone', async () => {
  expect(await read(await slowHost(20), 2_000)).toBe('{"value":[]}');
});

test('an answer that stops half-way is not waited for beyond the deadline', async () => {
  const begun = performance.now();
  await expect(read(await slowHost(30_000), 200)).rejects.toMatchObject({
    name: 'DeadlineError',
    message: 'no complete answer within 0.2 s',
  });
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('an interruption is not taken for a late answer', async () => {
  const run = new AbortController();
  const pending = read(await slowHost(30_000), 10_000, run);
  setTimeout(() => run.abort(), 50);
  await expect(pending).rejects.not.toMatchObject({ name: 'DeadlineError' });
  await expect(read(await slowHost(0), 10_000, run)).rejects.toMatchObject({ name: 'AbortError' });
});
