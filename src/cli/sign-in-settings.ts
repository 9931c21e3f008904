import { accessSync, constants } from 'node:fs';
import type { SignInSettings } from '../azure/credential.ts';
import type { Environment, RawOptions } from './options.ts';
import { type Problems, parsed, setting } from './setting.ts';

/** Entra takes a GUID or a domain name. */
const TENANT = {
  expected: 'a tenant ID or domain name',
  parse: (text: string) => (/^[a-z\d.-]+$/i.test(text.trim()) ? text.trim() : undefined),
};

const NEEDS_ALL = ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const;

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * How to sign in, from the variables that `@azure/identity` defines. A secret or certificate without tenant or client ID is a
 * problem, as is a named file that cannot be read: the default chain would pass over both in silence.
 */
export function signInSettings(
  options: RawOptions,
  environment: Environment,
  problems: Problems,
): SignInSettings {
  if (options.demo === true) return {};
  const value = (name: string) => environment[name] || undefined;
  const tenant = setting(
    { name: '--tenant', text: options.tenant },
    { name: 'AZURE_TENANT_ID', environment },
  );
  const settings = {
    tenantId: parsed(tenant, problems, TENANT),
    clientId: value('AZURE_CLIENT_ID'),
    clientSecret: value('AZURE_CLIENT_SECRET'),
    certificatePath: value('AZURE_CLIENT_CERTIFICATE_PATH'),
    certificatePassword: value('AZURE_CLIENT_CERTIFICATE_PASSWORD'),
    federatedTokenFile: value('AZURE_FEDERATED_TOKEN_FILE'),
  };
  for (const name of NEEDS_ALL.filter((one) => value(one) !== undefined)) {
    if (tenant === undefined) problems.list.push(`AZURE_TENANT_ID: missing, and ${name} needs it`);
    if (settings.clientId === undefined) problems.list.push(`AZURE_CLIENT_ID: missing, and ${name} needs it`);
  }
  const files = [
    ['AZURE_CLIENT_CERTIFICATE_PATH', settings.certificatePath],
    ['AZURE_FEDERATED_TOKEN_FILE', settings.federatedTokenFile],
  ] as const;
  for (const [name, path] of files) {
    if (path !== undefined && !isReadable(path)) problems.list.push(`${name}: ${path} cannot be read`);
  }
  return settings;
}
