import { setMaxListeners } from 'node:events';
import { shareAccessToken } from '../../src/azure/access-token.ts';
import type { ArmClientSettings } from '../../src/azure/arm-clients.ts';
import { createArmReader } from '../../src/azure/arm-reader.ts';
import { clockWitness } from '../../src/azure/clock-witness.ts';
import { cloudEndpoints } from '../../src/azure/cloud.ts';
import { createCredential } from '../../src/azure/credential.ts';
import { createGraphReader, type GraphReader } from '../../src/azure/graph-reader.ts';
import type { Patience } from '../../src/azure/patience.ts';
import { createRequestTally } from '../../src/azure/request-tally.ts';
import type { AzureReader } from '../../src/collect/reader.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';

/** Waits milliseconds where a run waits seconds, except for what Azure asks for. */
const IMPATIENT: Patience = {
  deadlineMs: 10_000,
  mostRetries: 3,
  firstDelayMs: 1,
  longestDelayMs: 4,
  longestSilenceMs: 10_000,
  jitterMs: 4,
};

/** One simulated tenant, and both ways to read it. */
export interface BothReaders {
  readonly simulator: Simulator;
  readonly arm: AzureReader;
  readonly graph: GraphReader;
  readonly close: () => Promise<void>;
}

export const GRAPH_PATH = '/providers/Microsoft.ResourceGraph/resources';

/** The tenant, and where it matters how patient its readers are. */
interface BothOptions extends SimulatorOptions {
  readonly patience?: Partial<Patience>;
}

/** `fewest` subscriptions are read through Resource Graph. */
export async function bothReaders(
  { patience, ...options }: BothOptions = {},
  fewest = 1,
): Promise<BothReaders> {
  const simulator = await startSimulator({ pageSize: 1000, ...options });
  const { authorityHost, clientId, clientSecret, endpoint, tenantId, caCertificate } = simulator;
  const endpoints = cloudEndpoints({ cloud: 'AzureCloud', authorityHost, resourceManager: endpoint });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const signIn = { tenantId, clientId, clientSecret, trustedAuthority: caCertificate };
  const settings = (): ArmClientSettings => ({
    endpoints,
    tokens: shareAccessToken(() => createCredential(signIn, endpoints, signal), endpoints.scope),
    tally: createRequestTally(),
    clock: clockWitness(),
    signal,
    trustedAuthority: caCertificate,
    patience: { ...IMPATIENT, ...patience },
  });
  return {
    simulator,
    arm: await createArmReader(settings()),
    graph: await createGraphReader(settings(), fewest),
    close: () => simulator.close(),
  };
}
