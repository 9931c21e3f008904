import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import process from 'node:process';

/*
 * The least that reading these pages can cost a program on Node.js: `node bare-reading.mjs PATHS AT_ONCE` signs in as the program does,
 * asks for every path of the file PATHS (JSON), so many at once over connections that stay open, parses each answer as JSON, and lets
 * it go.
 */

const { env } = process;
const endpoint = env['AZURE_RESOURCE_MANAGER_ENDPOINT'] ?? '';
const [pathsFile = '', atOnce = '1'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce) });

/**
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} [how]
 * @returns {Promise<any>}
 */
function fetchJson(url, { body, ...how } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, ...how }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    });
    asked.once('error', reject).end(body);
  });
}

const { access_token: token } = await fetchJson(`${endpoint}/${env['AZURE_TENANT_ID']}/oauth2/v2.0/token`, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: env['AZURE_CLIENT_ID'] ?? '',
    client_secret: env['AZURE_CLIENT_SECRET'] ?? '',
    scope: `${endpoint}/.default`,
  }).toString(),
});

/** @type {string[]} */
const paths = JSON.parse(readFileSync(pathsFile, 'utf8'));
const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
let next = 0;

async function read() {
  for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
    await fetchJson(endpoint + path, { headers });
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, read));
agent.destroy();
