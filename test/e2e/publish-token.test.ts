import { afterAll, beforeAll, expect, test } from 'vitest';
import { localCertificate } from '../../src/simulator/certificate.ts';
import { type Azurite, blobsIn, startAzurite } from '../azure/blob-azurite.ts';
import { type Entra, openEntra } from '../azure/blob-entra.ts';
import { storeRun } from '../store/stored-run.ts';
import { comeFromOutside, type Outsider } from './outsider.ts';

const RUN = '2026-11-23T02-00-00Z';

let azurite: Azurite;
let entra: Entra;
let outsider: Outsider;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const certificate = await localCertificate();
  [azurite, entra, outsider] = await Promise.all([
    startAzurite(certificate),
    openEntra(certificate),
    comeFromOutside({ subscriptions: 1 }),
  ]);
  const authority = outsider.write('authority.pem', certificate.authority);
  env = { ...entra.env, NODE_EXTRA_CA_CERTS: authority, AZURE_LOG_LEVEL: 'verbose' };
  await storeRun(outsider.path('reports'), { runId: RUN });
});
afterAll(() => Promise.all([azurite.stop(), entra.close(), outsider.leave()]));

test('a run is published with the identity that audits, and its token is shown nowhere', async () => {
  const url = `${azurite.origin}/devstoreaccount1/nights/contoso`;
  const missing = await outsider.run(['publish', '--from', RUN], { env: { ...env, PORT25_PUBLISH: url } });
  expect(missing.code).toBe(3);
  expect(missing.stderr).toContain('/devstoreaccount1/nights does not exist');

  const container = await azurite.make('nights');
  const { code, stdout, stderr } = await outsider.run(['publish', '--from', RUN, '--publish', url], { env });
  expect(code).toBe(0);
  expect(stdout).toBe(`${url}/${RUN}\n`);
  expect([...(await blobsIn(container)).keys()]).toEqual([
    `contoso/${RUN}/manifest.json`,
    `contoso/${RUN}/run.json`,
    `contoso/${RUN}/snapshot/history.ndjson.gz`,
    'contoso/latest.json',
  ]);
  expect(new Set(entra.scopes)).toEqual(new Set(['https://storage.azure.com/.default']));
  for (const token of entra.tokens) expect(stderr).not.toContain(token);
  expect(stderr).not.toContain(entra.env['AZURE_CLIENT_SECRET']);
});
