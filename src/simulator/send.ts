import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

const HEADERS = {
  'cache-control': 'no-cache',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}

/** Sends an answer with the identifiers that every one of Azure's carries; `half` breaks the connection in the middle of the body. */
export function send(response: ServerResponse, reply: Reply, half = false): void {
  const id = randomUUID();
  const body = bytesOf(reply.body);
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    ...HEADERS,
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
    'x-ms-routing-request-id': `WESTEUROPE:${new Date().toISOString()}:${id}`,
    ...reply.headers,
    'content-length': String(body.length),
  });
  if (!half) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
