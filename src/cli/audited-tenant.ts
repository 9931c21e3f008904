import type { AzureConnection } from '../azure/connect.ts';
import type { Configuration } from './configuration.ts';

/** A tenant to audit: a real one, or the built-in one, read over TLS through the same SDK. */
export interface AuditedTenant extends AzureConnection {
  /** The declarations that come with the tenant, as YAML; only the built-in one has any. */
  readonly ownDeclarations?: string;
  close(): Promise<void>;
}

async function builtInTenant({ demo }: Configuration): Promise<AuditedTenant> {
  const { startSimulator } = await import('../simulator/simulator.ts');
  const { connectToAzure } = await import('../azure/connect.ts');
  const simulator = await startSimulator({ ...demo });
  const connection = await connectToAzure(
    {
      cloud: 'AzureCloud',
      authorityHost: simulator.authorityHost,
      resourceManager: simulator.endpoint,
    },
    {
      tenantId: simulator.tenantId,
      clientId: simulator.clientId,
      clientSecret: simulator.clientSecret,
      trustedAuthority: simulator.caCertificate,
    },
  );
  return { ...connection, ownDeclarations: simulator.declarations, close: () => simulator.close() };
}

/** Signs in to the tenant that the configuration names. Throws a SignInError. */
export async function openTenant(configuration: Configuration): Promise<AuditedTenant> {
  if (configuration.demo !== undefined) return builtInTenant(configuration);
  const { connectToAzure } = await import('../azure/connect.ts');
  const connection = await connectToAzure(configuration.endpoints, configuration.signIn);
  return { ...connection, close: () => Promise.resolve() };
}
