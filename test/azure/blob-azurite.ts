import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import type { LocalCertificate } from '../../src/simulator/certificate.ts';

/** The account and key that are in every Azurite, and in Microsoft's documentation. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
/** The newest version of SAS that Azurite 3.35 is documented to know. */
const SAS_VERSION = '2025-11-05';
const HOUR_MS = 3_600_000;

/** What a SAS permits (by default what publishing needs), and how long from now it holds, in milliseconds. */
export interface SasWish {
  readonly permissions?: string;
  readonly holdsMs?: number;
  /** For the whole account, not for the container alone. */
  readonly account?: boolean;
}

/** Microsoft's emulator of blob storage, in memory, on a port of its own. */
export interface Azurite {
  /** `http://127.0.0.1:PORT`, or https where it was given a certificate. */
  readonly origin: string;
  /** Makes a container; returns its owner's client, who may do everything. */
  readonly make: (name: string, access?: 'container' | 'blob') => Promise<ContainerClient>;
  /** The path of a container with a SAS for it, to be put behind an origin. */
  readonly path: (name: string, wish?: SasWish) => string;
  readonly stop: () => Promise<void>;
}

async function secured(folder: string, { certificate, key }: LocalCertificate): Promise<readonly string[]> {
  const paths = [join(folder, 'certificate.pem'), join(folder, 'key.pem')] as const;
  await writeFile(paths[0], certificate);
  await writeFile(paths[1], key);
  return ['--cert', paths[0], '--key', paths[1], '--oauth', 'basic'];
}

/** Waits until it says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string) => {
      said += text;
      const origin = /successfully listens on (https?:\/\/\S+)/.exec(said)?.[1];
      if (origin !== undefined) resolve(origin);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Azurite ended with ${code}: ${said}`)));
  });
}

/**
 * Starts Azurite 3.35, strict, in memory and without telemetry; with a certificate it takes bearer tokens too. The SDK speaks a version
 * of the interface that is newer than it, which it is told to accept.
 */
export async function startAzurite(certificate?: LocalCertificate): Promise<Azurite> {
  const folder = await mkdtemp(join(tmpdir(), 'port25-azurite-'));
  const require = createRequire(import.meta.url);
  const program = require.resolve('azurite/dist/src/blob/main.js');
  const args = ['--blobPort', '0', '--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry'];
  const more = certificate === undefined ? [] : await secured(folder, certificate);
  const child = spawn(process.execPath, [program, ...args, '--silent', ...more], { cwd: folder });
  const origin = await listening(child);
  const credential = new StorageSharedKeyCredential(ACCOUNT, KEY);
  const trusted = { userAgentOptions: {}, ...(certificate && { tlsOptions: { ca: certificate.authority } }) };
  const owner = new BlobServiceClient(`${origin}/${ACCOUNT}`, credential, trusted);
  return {
    origin,
    async make(name, access) {
      const container = owner.getContainerClient(name);
      await container.create(access === undefined ? {} : { access });
      return container;
    },
    path(name, { permissions = 'rcwl', holdsMs = HOUR_MS, account = false } = {}) {
      const holds = {
        startsOn: new Date(Date.now() - 2 * HOUR_MS),
        expiresOn: new Date(Date.now() + holdsMs),
        version: SAS_VERSION,
      };
      const ofAccount = {
        ...holds,
        permissions: AccountSASPermissions.parse(permissions),
        resourceTypes: AccountSASResourceTypes.parse('co').toString(),
        services: AccountSASServices.parse('b').toString(),
      };
      const ofContainer = {
        ...holds,
        containerName: name,
        permissions: ContainerSASPermissions.parse(permissions),
      };
      const sas = account
        ? generateAccountSASQueryParameters(ofAccount, credential)
        : generateBlobSASQueryParameters(ofContainer, credential);
      return `/${ACCOUNT}/${name}?${sas}`;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The names of all blobs of a container, sorted, with their content. */
export async function blobsIn(container: ContainerClient): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { name } of container.listBlobsFlat()) {
    found.set(name, await container.getBlobClient(name).downloadToBuffer());
  }
  return found;
}
