import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyChanges } from './apply-changes.ts';
import { applyFault } from './apply-fault.ts';
import { armAnswers } from './arm-answers.ts';
import { localCertificate } from './certificate.ts';
import type { Change } from './change.ts';
import { demoDeclarations } from './demo-declarations.ts';
import type { Fault, RequestRecord, SimulatedRequest } from './fault.ts';
import { type Gate, gateOf } from './gate.ts';
import { isGraphQuery } from './graph-answers.ts';
import { NAMED_SUBSCRIPTIONS } from './named-subscriptions.ts';
import type { Reply } from './reply.ts';
import { send } from './send.ts';
import { type SignIn, signIn } from './sign-in.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import { openTenant, type Tenant } from './tenant.ts';
import { DEFAULT_SEED } from './tenant-identity.ts';
import { tokenBuckets } from './token-bucket.ts';
import type { SubscriptionTruth, VmTruth } from './truth.ts';

export interface SimulatorOptions {
  readonly seed?: number | undefined;
  /** Subscriptions and VMs in all; without them, the named subscriptions alone. */
  readonly subscriptions?: number | undefined;
  readonly vms?: number | undefined;
  /** Added to every answer. */
  readonly latencyMs?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly tokenLifetimeSeconds?: number | undefined;
  /** The calendar date (UTC) from which the activity log and declared days are counted back; without it, the day it is. */
  readonly today?: string | undefined;
  /** What has happened to the tenant before the first night. */
  readonly changes?: readonly Change[] | undefined;
  readonly onRequest?: ((request: SimulatedRequest) => Fault | undefined) | undefined;
}

/** A running simulator: how to reach it and sign in, what is true of its tenant, and what it was asked. */
export interface Simulator {
  readonly endpoint: string;
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The certificate of the authority to trust, PEM. */
  readonly caCertificate: string;
  /** The declarations file that the truth takes for granted, YAML: that of the tenant as it is when it is read. */
  readonly declarations: string;
  readonly tenant: {
    readonly subscriptions: () => Iterable<SubscriptionTruth>;
    readonly vms: (subscriptionId: string) => Iterable<VmTruth>;
  };
  /**
   * Lets something happen to the tenant: from now on answers, truth and declarations are those of the changed one. Throws a
   * RangeError, and changes nothing, where a change names what is not there or what the truth of other subscriptions rests on.
   */
  readonly change: (...changes: readonly Change[]) => void;
  readonly requests: readonly RequestRecord[];
  readonly revokeTokens: () => void;
  readonly close: () => Promise<void>;
}

const CLIENT_SECRET = 'simulated-client-secret';
const SMALL_PAGES = 20;
const LARGE_PAGES = 500;

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

interface Parts {
  readonly options: SimulatorOptions;
  readonly signIn: SignIn;
  readonly gate: ReturnType<typeof gateOf>;
  readonly answer: (url: URL, graphQuery?: string) => Reply;
  readonly requests: RequestRecord[];
}

function answered(gate: Gate, answer: () => Reply): Reply {
  if (gate.kind === 'stop') return gate.reply;
  const reply = answer();
  return { ...reply, headers: { ...gate.headers, ...reply.headers } };
}

/** One request from its arrival to its answer. */
async function handle(parts: Parts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = message.method ?? 'GET';
  const url = new URL(message.url ?? '/', `https://${message.headers.host ?? 'localhost'}`);
  const body = await bodyOf(message);
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase();
  const inside = subscription === undefined ? {} : { subscription };
  const signedIn = parts.signIn.answer({ method, url, body });
  const kind = signedIn === undefined ? 'resource-manager' : 'sign-in';
  const request = { kind, method, path: url.pathname, query: url.searchParams, ...inside } as const;
  const fault = parts.options.onRequest?.(request);
  const record = (status: number) =>
    parts.requests.push({ method, path: url.pathname, query: url.search, status, ...inside });
  const wait = (parts.options.latencyMs ?? 0) + (fault?.kind === 'delay' ? fault.ms : 0);
  if (wait > 0) await sleep(wait);
  if (fault?.kind === 'reset') {
    record(0);
    message.socket.destroy();
    return;
  }
  const right = () =>
    signedIn ??
    answered(parts.gate({ method, url, authorization: message.headers.authorization, subscription }), () =>
      parts.answer(url, isGraphQuery(method, url) ? body : undefined),
    );
  let reply = fault?.kind === 'answer' ? { body: undefined, ...fault } : right();
  if (fault !== undefined && fault.kind !== 'answer') reply = applyFault(reply, fault, url);
  record(reply.status);
  send(response, reply, fault?.kind === 'truncate');
}

/** The tenant as it is now, and what answers for it. */
interface Now {
  readonly named: readonly SubscriptionSituation[];
  readonly tenant: Tenant;
  readonly answer: (url: URL, graphQuery?: string) => Reply;
}

function nowOf(seed: number, options: SimulatorOptions, named: readonly SubscriptionSituation[]): Now {
  const scaled = options.subscriptions !== undefined || options.vms !== undefined;
  const tenant = openTenant(seed, { ...options, named });
  return {
    named,
    tenant,
    answer: armAnswers(tenant, options.pageSize ?? (scaled ? LARGE_PAGES : SMALL_PAGES)),
  };
}

function* truths(tenant: Tenant): Iterable<SubscriptionTruth> {
  for (let index = 0; index < tenant.count; index += 1) yield tenant.truthAt(index);
}

/** Starts a simulated tenant with its sign-in and Resource Manager on a free port of localhost, over TLS. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const seed = options.seed ?? DEFAULT_SEED;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  let now = nowOf(seed, { ...options, today }, applyChanges(NAMED_SUBSCRIPTIONS, options.changes ?? []));
  const { authority, certificate, key } = await localCertificate();
  const server = createServer({ cert: certificate, key });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `https://localhost:${port}`;
  const { clientId, tenantId } = now.tenant.identity;
  const tokens = signIn({
    tenantId,
    clientId,
    clientSecret: CLIENT_SECRET,
    audience: endpoint,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3599,
  });
  const requests: RequestRecord[] = [];
  const parts: Parts = {
    options,
    signIn: tokens,
    gate: gateOf(
      tokens,
      tokenBuckets(() => performance.now()),
    ),
    answer: (url, graphQuery) => now.answer(url, graphQuery),
    requests,
  };
  server.on('request', (message, response) => {
    handle(parts, message, response).catch((problem: unknown) => {
      response.destroy(
        problem instanceof Error ? problem : new Error('the simulator failed', { cause: problem }),
      );
    });
  });
  return {
    endpoint,
    authorityHost: endpoint,
    tenantId,
    clientId,
    clientSecret: CLIENT_SECRET,
    caCertificate: authority,
    get declarations() {
      return demoDeclarations(seed, today, now.named);
    },
    tenant: {
      subscriptions: () => truths(now.tenant),
      vms: (subscriptionId) => {
        const index = now.tenant.indexOf(subscriptionId.toLowerCase());
        return index === undefined ? [] : now.tenant.vmsAt(index);
      },
    },
    change: (...changes) => {
      now = nowOf(seed, { ...options, today }, applyChanges(now.named, changes));
    },
    requests,
    revokeTokens: tokens.revokeAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
