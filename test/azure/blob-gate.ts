import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request on its way to storage: `name` is what follows the container in its path. */
export interface GateRequest {
  readonly method: string;
  readonly name: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
}

/** What becomes of a request: it goes through, it never gets an answer, or it gets this one. */
type GateDecision = 'pass' | 'hold' | { readonly status: number; readonly headers?: Record<string, string> };

/** A gate before a storage server, through which a test sees every request, and where it may stop one. */
export interface Gate {
  readonly origin: string;
  /** Every request since the last {@link forget}, in order. */
  readonly requests: readonly GateRequest[];
  readonly forget: () => void;
  /** Decides over the requests to come. */
  readonly decide: (by: (request: GateRequest) => GateDecision | Promise<GateDecision>) => void;
  readonly close: () => Promise<void>;
}

function forward(behind: string, from: IncomingMessage, to: ServerResponse): void {
  const { method, headers, url = '' } = from;
  const passed = send(new URL(url, behind), { method: method ?? 'GET', headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  passed.on('error', () => to.destroy());
  from.pipe(passed);
}

/** Opens a gate on 127.0.0.1 before a server. */
export async function openGate(behind: string): Promise<Gate> {
  const requests: GateRequest[] = [];
  let decide: Parameters<Gate['decide']>[0] = () => 'pass';
  const server = createServer(async (from, to) => {
    const { pathname, search } = new URL(from.url ?? '', behind);
    const name = decodeURIComponent(pathname.split('/').slice(3).join('/'));
    const request = { method: from.method ?? '', name, query: search, headers: from.headers };
    requests.push(request);
    const decision = await decide(request);
    if (decision === 'pass') return forward(behind, from, to);
    if (decision === 'hold') return;
    from.resume();
    to.writeHead(decision.status, decision.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    forget: () => {
      requests.length = 0;
    },
    decide: (by) => {
      decide = by;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
