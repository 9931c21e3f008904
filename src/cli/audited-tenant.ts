import type { AzureConnection } from '../azure/connect.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';

/** A tenant to audit: a real one, or the built-in one, read over TLS through the same SDK. */
export interface AuditedTenant extends AzureConnection {
  /** The declarations that come with the tenant, as YAML; only the built-in one has any. */
  readonly ownDeclarations?: string;
  close(): Promise<void>;
}

/** The built-in tenant is on this machine, wherever a proxy of the environment would lead. */
function bypassProxyForLocalhost(): void {
  const listed = process.env['NO_PROXY'] ?? process.env['no_proxy'];
  process.env['NO_PROXY'] = listed ? `${listed},localhost` : 'localhost';
}

/** What goes wrong in the built-in tenant. Throws a ConfigurationError that names the faults there are. */
async function plannedFaults(names: readonly string[]) {
  const { FAULT_NAMES, namedFaults } = await import('../simulator/named-faults.ts');
  const { followPlan } = await import('../simulator/fault-plan.ts');
  const plans = names.map((name) => {
    const plan = namedFaults(name.trim());
    if (plan !== undefined) return plan;
    const known = ['all', ...FAULT_NAMES].join(', ');
    throw new ConfigurationError([`--demo-faults: "${name}" is not one of ${known}`]);
  });
  return followPlan(plans.flat());
}

async function builtInTenant(
  { demo, inventory, concurrency }: Configuration,
  signal: AbortSignal,
): Promise<AuditedTenant> {
  bypassProxyForLocalhost();
  const { startSimulator } = await import('../simulator/simulator.ts');
  const { connectToAzure } = await import('../azure/connect.ts');
  const { faults = [], ...size } = demo ?? {};
  const onRequest = faults.length === 0 ? undefined : await plannedFaults(faults);
  const simulator = await startSimulator({ ...size, ...(onRequest === undefined ? {} : { onRequest }) });
  const connection = await connectToAzure(
    {
      cloud: 'AzureCloud',
      authorityHost: simulator.authorityHost,
      resourceManager: simulator.endpoint,
      inventory,
      concurrency,
    },
    {
      tenantId: simulator.tenantId,
      clientId: simulator.clientId,
      clientSecret: simulator.clientSecret,
      trustedAuthority: simulator.caCertificate,
    },
    signal,
  );
  return { ...connection, ownDeclarations: simulator.declarations, close: () => simulator.close() };
}

/** Signs in to the tenant that the configuration names. Throws a SignInError. */
export async function openTenant(configuration: Configuration, signal: AbortSignal): Promise<AuditedTenant> {
  if (configuration.demo !== undefined) return builtInTenant(configuration, signal);
  const { connectToAzure } = await import('../azure/connect.ts');
  const { endpoints, inventory, concurrency } = configuration;
  const connection = await connectToAzure(
    { ...endpoints, inventory, concurrency },
    configuration.signIn,
    signal,
  );
  return { ...connection, close: () => Promise.resolve() };
}
