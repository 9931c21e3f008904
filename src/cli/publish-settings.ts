import type { BlobPlace } from '../azure/blob-place.ts';
import type { CloudName } from '../model/revision.ts';
import type { Environment, RawOptions } from './options.ts';
import { type Problems, setting } from './setting.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The hosts of blob storage in each cloud: the only ones that are sent a token. The second is that of accounts in a DNS zone. */
const BLOB_HOSTS: Readonly<Record<CloudName, readonly string[]>> = {
  AzureCloud: ['.blob.core.windows.net', '.blob.storage.azure.net'],
  AzureUSGovernment: ['.blob.core.usgovcloudapi.net'],
  AzureChinaCloud: ['.blob.core.chinacloudapi.cn'],
};

/** https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata#container-names */
const CONTAINER = /^(?=.{3,63}$)[a-z\d]+(?:-[a-z\d]+)*$/;
const SEGMENT = /^[^\\\p{Cc}]*[^\\\p{Cc}.]$/u;
const LONGEST_FOLDER = 500;

/** What a SAS has to permit: to see what is there, to add to it, and to name the newest run anew. */
const PERMISSIONS = { r: 'read', w: 'write', l: 'list' } as const;

type Found<T> = { readonly found: T } | { readonly wrong: string };

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The container and the folder that a path names; an emulator's begins with the name of the account. */
function pathOf({ origin, hostname, pathname }: URL): Found<Pick<BlobPlace, 'url' | 'prefix'>> {
  const parts = (decoded(pathname) ?? '').replace(/^\/|\/+$/g, '').split('/');
  const account = LOOPBACK.has(hostname) ? parts.splice(0, 1) : [];
  const [container = '', ...folder] = parts;
  if (container === '') return { wrong: 'it names no container' };
  if (container === '$web') return { wrong: 'the container $web is a public web site' };
  if (!CONTAINER.test(container)) {
    return { wrong: 'its container is not named by 3 to 63 small letters, digits and single hyphens' };
  }
  const prefix = folder.map((part) => `${part}/`).join('');
  if (prefix.length > LONGEST_FOLDER || !folder.every((part) => SEGMENT.test(part))) {
    return { wrong: 'its folder cannot be one of blobs' };
  }
  return { found: { url: [origin, ...account, container].join('/'), prefix } };
}

/** The SAS in a query; none where that is empty. */
function sasOf({ search, searchParams }: URL): Found<string | undefined> {
  if (search === '') return { found: undefined };
  if (!searchParams.get('sig'))
    return { wrong: 'what follows the question mark is not a SAS: it has no sig' };
  const permitted = searchParams.get('sp');
  const lacking = Object.entries(PERMISSIONS).filter(([letter]) => permitted?.includes(letter) === false);
  if (lacking.length === 0) return { found: search.slice(1) };
  return {
    wrong: `its SAS does not permit to ${lacking.map(([, word]) => word).join(', ')}: it needs sp=rcwl`,
  };
}

/** Why nothing may be sent to an address; `undefined` where it may. A token is sent to storage of the cloud only. */
function objection(
  { protocol, hostname, username, password, hash }: URL,
  sas: string | undefined,
  cloud: CloudName,
) {
  const isLocal = LOOPBACK.has(hostname);
  if (username !== '' || password !== '' || hash !== '')
    return 'it has a user name, a password or a fragment';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return 'it does not begin with https://';
  if (sas !== undefined) return undefined;
  if (protocol === 'http:') return 'over http there has to be a SAS in it';
  const hosts = BLOB_HOSTS[cloud];
  if (isLocal || hosts.some((host) => hostname.endsWith(host))) return undefined;
  return `without a SAS in it the host has to be one of ${cloud}, ACCOUNT${hosts[0]}: no other is sent a token`;
}

function placeOf(text: string, cloud: CloudName): Found<BlobPlace> {
  if (!URL.canParse(text)) return { wrong: 'it is no URL' };
  const url = new URL(text);
  const sas = sasOf(url);
  if ('wrong' in sas) return sas;
  const wrong = objection(url, sas.found, cloud);
  if (wrong !== undefined) return { wrong };
  const path = pathOf(url);
  if ('wrong' in path) return path;
  return { found: { ...path.found, ...(sas.found === undefined ? {} : { sas: sas.found }) } };
}

/**
 * Where finished runs are published: https, or http on this machine for the emulator. A message never repeats the address, which may
 * hold a SAS.
 */
export function publishSettings(
  options: Pick<RawOptions, 'publish'>,
  { environment, cloud }: { readonly environment: Environment; readonly cloud: CloudName },
  problems: Problems,
): BlobPlace | undefined {
  const from = setting({ name: '--publish', text: options.publish }, { name: 'PORT25_PUBLISH', environment });
  if (from === undefined) return undefined;
  const place = placeOf(from.text.trim(), cloud);
  if ('found' in place) return place.found;
  problems.list.push(
    `${from.name}: expects https://ACCOUNT.blob.core.windows.net/CONTAINER, perhaps with a folder and a SAS, and ${place.wrong} (what was given is not shown)`,
  );
  return undefined;
}

/** What no output may hold of the address that is given by option or variable. */
export function publishSecrets({ publish }: RawOptions, environment: Environment): readonly string[] {
  const text = (publish ?? environment['PORT25_PUBLISH'] ?? '').trim();
  if (!URL.canParse(text)) return text === '' ? [] : [text];
  const { search, searchParams, password } = new URL(text);
  return [search.slice(1), searchParams.get('sig') ?? '', password].filter((secret) => secret !== '');
}
