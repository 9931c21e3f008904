import { Agent, request } from 'node:https';
import type { Simulator } from '../../src/simulator/simulator.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Page {
  readonly value: Readonly<Record<string, unknown>>[];
  readonly nextLink?: string;
}

interface Sent {
  readonly method?: string;
  readonly token?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** A client of the simulator that is nothing but node:https: what the tests see is what is on the wire. */
export interface LocalClient {
  readonly send: (target: string, sent?: Sent) => Promise<Answer>;
  readonly token: () => Promise<string>;
  /** The error or page that a GET with a good token brings. */
  readonly get: (target: string) => Promise<{ status: number; body: unknown; answer: Answer }>;
  readonly list: (target: string) => Promise<Page['value']>;
  readonly close: () => void;
}

export function localClient(simulator: Simulator): LocalClient {
  const agent = new Agent({ ca: simulator.caCertificate, keepAlive: true, maxSockets: 16 });
  let token: Promise<string> | undefined;
  const send = (target: string, sent: Sent = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = new URL(target, simulator.endpoint);
      const headers = sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` };
      const outgoing = request(url, { agent, headers, method: sent.method ?? 'GET' }, (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(sent.form === undefined ? undefined : new URLSearchParams(sent.form).toString());
    });
  const signIn = async (): Promise<string> => {
    const answer = await send(`/${simulator.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      form: credentials(simulator),
    });
    return String((JSON.parse(answer.text) as { access_token: unknown }).access_token);
  };
  const good = (): Promise<string> => {
    token ??= signIn();
    return token;
  };
  const get: LocalClient['get'] = async (target) => {
    const answer = await send(target, { token: await good() });
    return { status: answer.status, body: JSON.parse(answer.text) as unknown, answer };
  };
  return {
    send,
    token: signIn,
    get,
    list: async (target) => {
      const items: Page['value'] = [];
      let next: string | undefined = target;
      while (next !== undefined) {
        const page = (await get(next)).body as Page;
        items.push(...page.value);
        next = page.nextLink;
      }
      return items;
    },
    close: () => agent.destroy(),
  };
}

/** The form of a token request that the simulator grants. */
export function credentials(simulator: Simulator): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    scope: `${simulator.endpoint}/.default`,
  };
}
