import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ method: string, path: string, query: string, status: number, subscription?: string }} RequestRecord */

/**
 * A simulated tenant that runs in a process of its own. `env` leads the program to it; `told` says what it was asked since it was last
 * told, without the sign-in, and the seconds of CPU that it took to answer.
 *
 * @typedef {{
 *   endpoint: string,
 *   env: Readonly<Record<string, string>>,
 *   told: () => Promise<{ requests: RequestRecord[], cpuSeconds: number }>,
 *   stop: () => Promise<void>,
 * }} Tenant
 */

const PROCESS = fileURLToPath(new URL('./tenant-process.mjs', import.meta.url));

/**
 * Starts a tenant of this size; its authority's certificate is kept in `folder`.
 *
 * @param {string} folder
 * @param {{ dist: string, subscriptions: number, vms: number, latencyMs: number }} size
 * @returns {Promise<Tenant>}
 */
export async function startTenant(folder, { dist, subscriptions, vms, latencyMs }) {
  const sizes = { subscriptions, vms, 'latency-ms': latencyMs };
  const args = Object.entries(sizes).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = fork(PROCESS, [dist, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [settings] = await once(child, 'message');
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, settings.caCertificate);
  return {
    endpoint: settings.endpoint,
    env: {
      AZURE_AUTHORITY_HOST: settings.authorityHost,
      AZURE_RESOURCE_MANAGER_ENDPOINT: settings.endpoint,
      AZURE_TENANT_ID: settings.tenantId,
      AZURE_CLIENT_ID: settings.clientId,
      AZURE_CLIENT_SECRET: settings.clientSecret,
      NODE_EXTRA_CA_CERTS: authority,
    },
    async told() {
      child.send('tell');
      const [{ requests, cpuSeconds }] = await once(child, 'message');
      const signIn = `/${settings.tenantId}/`;
      return {
        cpuSeconds,
        requests: requests.filter((/** @type {RequestRecord} */ { path }) => !path.startsWith(signIn)),
      };
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
