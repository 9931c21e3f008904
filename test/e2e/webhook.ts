import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a webhook does with a message: takes it, or one of the things that can go wrong. */
export type Manner = 'takes' | 'hangs' | 'redirects' | 'fails' | 'throttles' | 'closes' | 'refuses' | 'talks';

/** A message as it arrived; `body` is what its JSON says. */
interface Message {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: each service has a shape of its own, which the test looks into
  readonly body: any;
}

export interface Webhook {
  /** The URL to post to, whose path and query are what nobody may see. */
  readonly url: string;
  /** The parts of the URL that are secret. */
  readonly secrets: readonly string[];
  readonly messages: readonly Message[];
  readonly close: () => Promise<void>;
}

const SECRET_PATH = '/workflows/5ec2e7-pa7h/triggers';
const SECRET_QUERY = 'sig=5ec2e7-51gna7ure%2Bplus';

const STATUS = { takes: 202, fails: 500, throttles: 429, refuses: 403, talks: 400 } as const;

function answer(manner: Manner, message: IncomingMessage, response: ServerResponse): void {
  if (manner === 'hangs') return;
  if (manner === 'closes') {
    message.socket.destroy();
    return;
  }
  if (manner === 'redirects') {
    response.writeHead(302, { location: `/elsewhere${message.url}` }).end();
    return;
  }
  const wait = manner === 'throttles' ? { 'retry-after': '1' } : {};
  // Some services repeat in their answer what they were asked for.
  response.writeHead(STATUS[manner], wait).end(manner === 'talks' ? `no such hook: ${message.url}` : '');
}

/** A webhook on this machine that has the given manner. */
export async function openWebhook(manner: Manner = 'takes'): Promise<Webhook> {
  const messages: Message[] = [];
  const server = createServer((message, response) => {
    let text = '';
    message.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    message.on('end', () => {
      const { headers, method = '', url: path = '' } = message;
      const contentType = headers['content-type'] ?? '';
      messages.push({ method, path, contentType, headers, body: JSON.parse(text) });
      answer(manner, message, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${SECRET_PATH}?${SECRET_QUERY}`,
    secrets: ['5ec2e7-pa7h', '5ec2e7-51gna7ure'],
    messages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
