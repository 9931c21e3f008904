import { setMaxListeners } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { shareAccessToken } from '../../src/azure/access-token.ts';
import { createArmReader } from '../../src/azure/arm-reader.ts';
import { type ClockWitness, clockWitness } from '../../src/azure/clock-witness.ts';
import { cloudEndpoints } from '../../src/azure/cloud.ts';
import { createCredential } from '../../src/azure/credential.ts';
import type { Patience } from '../../src/azure/patience.ts';
import { createRequestTally } from '../../src/azure/request-tally.ts';
import type { AzureReader } from '../../src/collect/reader.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';
import { localCertificate } from '../../src/simulator/certificate.ts';
import type { Fault, RequestRecord, SimulatedRequest } from '../../src/simulator/fault.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';

/** Waits milliseconds where a run waits seconds. */
const IMPATIENT: Patience = {
  deadlineMs: 1_000,
  mostRetries: 3,
  firstDelayMs: 1,
  longestDelayMs: 4,
  longestSilenceMs: 5_000,
  jitterMs: 4,
};

/** A reader connected to a small simulated tenant through the real SDK. */
export interface Connected {
  readonly reader: AzureReader;
  readonly simulator: Simulator;
  readonly clock: ClockWitness;
  /** The first subscription, which has VMs. */
  readonly subscription: SubscriptionId;
  readonly interrupt: () => void;
  /** The requests to Resource Manager whose path ends so. */
  readonly asked: (end: string) => readonly RequestRecord[];
  /** How many tokens were given out. */
  readonly signIns: () => number;
}

export interface ConnectedOptions {
  readonly onRequest?: (request: SimulatedRequest) => Fault | undefined;
  readonly pageSize?: number;
  /** The demo tenant as it is, with everything that there can be, instead of two subscriptions. */
  readonly everything?: boolean;
  /** Certificate authorities to trust beside the simulator's, PEM. */
  readonly trusted?: readonly string[];
}

/** Connects; the simulator is closed when the test is over. */
export async function connected(options: ConnectedOptions = {}): Promise<Connected> {
  const simulator = await startSimulator({
    ...(options.everything ? {} : { subscriptions: 2 }),
    pageSize: options.pageSize ?? 1000,
    onRequest: options.onRequest,
  });
  onTestFinished(() => simulator.close());
  const { authorityHost, clientId, clientSecret, endpoint, tenantId } = simulator;
  const endpoints = cloudEndpoints({ cloud: 'AzureCloud', authorityHost, resourceManager: endpoint });
  const trustedAuthority = [simulator.caCertificate, ...(options.trusted ?? [])].join('\n');
  const run = new AbortController();
  setMaxListeners(0, run.signal);
  const signIn = { tenantId, clientId, clientSecret, trustedAuthority };
  const tokens = shareAccessToken(() => createCredential(signIn, endpoints, run.signal), endpoints.scope);
  const clock = clockWitness();
  const reader = await createArmReader({
    endpoints,
    tokens,
    tally: createRequestTally(),
    clock,
    signal: run.signal,
    trustedAuthority,
    patience: IMPATIENT,
  });
  const [first] = simulator.tenant.subscriptions();
  const subscription = parseSubscriptionId(first?.id ?? '');
  if (subscription === undefined) throw new Error('the simulator has no subscription');
  return {
    reader,
    simulator,
    clock,
    subscription,
    interrupt: () => run.abort(new Error('interrupted')),
    asked: (end) => simulator.requests.filter(({ path }) => path.endsWith(end)),
    signIns: () =>
      simulator.requests.filter(({ method, status }) => method === 'POST' && status === 200).length,
  };
}

/** A host that is not Resource Manager, but is trusted as far as TLS goes; it remembers who called. */
export interface ForeignHost {
  readonly origin: string;
  readonly authority: string;
  readonly connections: () => number;
}

export async function foreignHost(): Promise<ForeignHost> {
  const { authority, certificate, key } = await localCertificate();
  let connections = 0;
  const server = createServer({ cert: certificate, key }, (_, response) => response.end('{"value":[]}'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `https://localhost:${port}`, authority, connections: () => connections };
}
