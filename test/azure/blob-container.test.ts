import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BlobContainer, openBlobContainer } from '../../src/azure/blob-container.ts';
import { BlobError } from '../../src/azure/blob-error.ts';
import type { BlobPlace } from '../../src/azure/blob-place.ts';
import { md5OfFile } from '../../src/cli/publish-files.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { type Azurite, blobsIn, type SasWish, startAzurite } from './blob-azurite.ts';
import { type Gate, openGate } from './blob-gate.ts';

let azurite: Azurite;
let gate: Gate;

beforeAll(async () => {
  azurite = await startAzurite();
  gate = await openGate(azurite.origin);
}, 60_000);
afterAll(async () => {
  await gate.close();
  await azurite.stop();
});
afterEach(() => {
  gate.decide(() => 'pass');
  gate.forget();
});

let made = 0;

/** A name that no container has yet. */
function newName(): string {
  made += 1;
  return `container-${made}`;
}

function placeOf(name: string, wish: SasWish & { readonly prefix?: string } = {}): BlobPlace {
  const [url = '', sas = ''] = `${gate.origin}${azurite.path(name, wish)}`.split('?');
  return { url, prefix: wish.prefix ?? '', sas };
}

function open(place: BlobPlace, signal = new AbortController().signal): Promise<BlobContainer> {
  return openBlobContainer(place, { signIn: {}, endpoints: { cloud: 'AzureCloud' }, signal });
}

async function fileOf(bytes: Buffer, contentType = 'application/gzip') {
  const path = join(await temporaryFolder(), 'file');
  writeFileSync(path, bytes);
  return { path, size: bytes.length, md5: await md5OfFile(path), contentType };
}

async function failure(work: Promise<unknown>): Promise<BlobError> {
  const cause = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(cause).toBeInstanceOf(BlobError);
  return cause as BlobError;
}

describe('a container', () => {
  test('takes a file once, with its type, its MD5, and nothing for caches to keep', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName, { prefix: 'contoso/nightly/' }));
    const file = await fileOf(Buffer.from('id,verdict\r\n'), 'text/csv; charset=utf-8');
    expect(await container.create('run/vms.csv', file)).toBe(true);
    expect(await container.create('run/vms.csv', await fileOf(Buffer.from('other')))).toBe(false);
    const found = await owner.getBlobClient('contoso/nightly/run/vms.csv').getProperties();
    expect(found).toMatchObject({
      contentType: 'text/csv; charset=utf-8',
      cacheControl: 'no-store',
      contentLength: 12,
    });
    expect(await container.list('run/')).toEqual(new Map([['run/vms.csv', { size: 12, md5: file.md5 }]]));
  });

  test('takes a large file in blocks, and a second one of that name not', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName));
    const bytes = randomBytes(20 * 1024 * 1024 + 1);
    const file = await fileOf(bytes);
    expect(await container.create('history.ndjson.gz', file)).toBe(true);
    const blocks = gate.requests.filter(({ query }) => query.includes('comp=block&'));
    expect(blocks.length).toBe(3);
    expect(Math.max(...blocks.map(({ headers }) => Number(headers['content-length'])))).toBe(8 * 1024 * 1024);
    expect((await container.list('')).get('history.ndjson.gz')).toEqual({
      size: bytes.length,
      md5: file.md5,
    });
    expect(await container.create('history.ndjson.gz', await fileOf(randomBytes(9 * 1024 * 1024)))).toBe(
      false,
    );
    const path = join(await temporaryFolder(), 'back');
    expect(await container.download('history.ndjson.gz', path, file.size)).toBe(true);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('takes an empty file, and names with spaces, percent signs and other alphabets', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName, { prefix: 'Prüfung 100%/' }));
    for (const name of ['empty', 'a b', 'a%20b', 'ä?#', 'a+b']) {
      expect(await container.create(name, await fileOf(Buffer.from(name === 'empty' ? '' : name)))).toBe(
        true,
      );
    }
    expect([...(await container.list('')).keys()].toSorted()).toEqual([
      'a b',
      'a%20b',
      'a+b',
      'empty',
      'ä?#',
    ]);
    expect((await blobsIn(owner)).get('Prüfung 100%/a%20b')?.toString()).toBe('a%20b');
  });

  test('is written over only where it is still what was read', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName));
    expect(await container.readText('latest.json')).toBeUndefined();
    expect(await container.createText('latest.json', 'one')).toBe(true);
    expect(await container.createText('latest.json', 'two')).toBe(false);
    const first = await container.readText('latest.json');
    expect(first?.text).toBe('one');
    expect(await container.replaceText('latest.json', 'two', first?.etag ?? '')).toBe(true);
    expect(await container.replaceText('latest.json', 'three', first?.etag ?? '')).toBe(false);
    expect((await container.readText('latest.json'))?.text).toBe('two');
  });

  test('says where nothing is to bring', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName));
    expect(await container.download('run.json', join(await temporaryFolder(), 'run.json'), 0)).toBe(false);
  });
});

describe('what goes wrong', () => {
  test('a container that does not exist is named, and not made', async () => {
    const name = newName();
    const container = await open(placeOf(name));
    const file = await fileOf(Buffer.from('a'));
    for (const work of [
      () => container.list(''),
      () => container.readText('latest.json'),
      () => container.createText('latest.json', '{}'),
      () => container.create('a', file),
    ]) {
      const { message, advice } = await failure(work());
      expect(message).toContain(`the container ${gate.origin}/devstoreaccount1/${name} does not exist`);
      expect(advice.join()).toContain('never created here');
    }
    await expect(azurite.make(name)).resolves.toBeDefined();
  });

  test('an expired SAS is told with its end', async () => {
    const owner = await azurite.make(newName());
    const place = placeOf(owner.containerName, { holdsMs: -60_000 });
    const { message, advice } = await failure((await open(place)).list(''));
    expect(message).toContain('refuses (403');
    expect(advice.join()).toMatch(/^the SAS has expired \(20\d\d-.+Z\): make a new one$/);
  });

  test('a SAS that permits too little, or is none of this account, says what is needed', async () => {
    const owner = await azurite.make(newName());
    const reading = await open(placeOf(owner.containerName, { permissions: 'rl' }));
    expect((await failure(reading.createText('a', 'a'))).advice.join()).toContain('sp=rcwl');
    const { sas = '', ...place } = placeOf(owner.containerName);
    const forged = await open({ ...place, sas: sas.replace(/sig=[^&]+/, `sig=${'A'.repeat(43)}%3D`) });
    expect((await failure(forged.list(''))).advice.join()).toContain('the SAS is not accepted');
  });

  test('a passing failure is asked again, and what was done already is found to be there', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName));
    let failures = 1;
    gate.decide(() => {
      failures -= 1;
      return failures >= 0 ? { status: 503, headers: { 'x-ms-error-code': 'ServerBusy' } } : 'pass';
    });
    expect(await container.create('a', await fileOf(Buffer.from('a')))).toBe(true);
    expect(gate.requests.length).toBe(2);
  });

  test('a redirect is not followed', async () => {
    const owner = await azurite.make(newName());
    const container = await open(placeOf(owner.containerName));
    const elsewhere = `${gate.origin}/devstoreaccount1/elsewhere`;
    gate.decide(() => ({ status: 307, headers: { location: elsewhere } }));
    expect((await failure(container.list(''))).message).toContain('answered 307');
    expect(gate.requests.length).toBe(1);
  });

  test('a host that is not there, or that nobody listens at, is told', async () => {
    const place = { url: 'http://127.0.0.1:9/devstoreaccount1/port25', prefix: '', sas: 'sig=abcdefgh' };
    const { message } = await failure((await open(place)).list(''));
    expect(message).toContain('127.0.0.1:9: it cannot be reached');
    expect(message).not.toContain('abcdefgh');
  }, 20_000);

  test('an interruption ends what hangs', async () => {
    const owner = await azurite.make(newName());
    const stop = new AbortController();
    const container = await open(placeOf(owner.containerName), stop.signal);
    gate.decide(() => {
      setTimeout(() => stop.abort(new Error('interrupted')), 50);
      return 'hold';
    });
    await expect(container.list('')).rejects.toThrow('interrupted');
  });
});

describe('public access', () => {
  test.each([
    ['container', true],
    ['blob', true],
    [undefined, false],
  ] as const)('of a container with %s is told', async (access, expected) => {
    const owner = await azurite.make(newName(), access);
    for (const account of [true, false]) {
      const container = await open(placeOf(owner.containerName, { account }));
      expect(await container.isPublic()).toBe(expected);
      await container.createText('latest.json', '{}').catch(() => false);
      expect(await container.isPublic()).toBe(expected);
    }
  });
});
