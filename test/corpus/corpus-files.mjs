import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the folder of recorded Azure data that lies beside the repository. Nothing of it is part of the repository.
 *
 * @typedef {any} Raw JSON as Azure sent it, of whatever shape.
 * @typedef {{ file: string, raw: Raw }} Resource
 * @typedef {{ file: string, url: string, body: Raw }} Answer
 */

export const CORPUS = new URL('../../../shared/corpus/', import.meta.url).pathname;

/** @param {string} folder @returns {{ file: string, content: Raw }[]} */
function filesIn(folder) {
  return readdirSync(join(CORPUS, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const file = join(folder, name);
      return { file, content: JSON.parse(readFileSync(join(CORPUS, file), 'utf8')) };
    });
}

/** @param {unknown} value @returns {value is Raw} */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The successful answers that were recorded. @returns {Answer[]} */
export function recordedAnswers() {
  return filesIn('recorded').flatMap(({ file, content: { status, url, body } }) =>
    status >= 200 && status < 300 && isObject(body) ? [{ file, url, body }] : [],
  );
}

/** The objects of an answer: the items of a list, or the one that it is. @param {unknown} body @returns {Raw[]} */
function objectsOf(body) {
  if (Array.isArray(body)) return body.filter(isObject);
  if (!isObject(body)) return [];
  const items = [body.value, body.data].find(Array.isArray) ?? [body];
  return items.filter(isObject);
}

/** Everything in the corpus that can be a resource. @returns {Resource[]} */
export function resources() {
  const recorded = recordedAnswers().flatMap(({ file, body }) =>
    objectsOf(body).map((raw) => ({ file, raw })),
  );
  const worlds = filesIn('worlds').flatMap(({ file, content }) =>
    Object.values(content.resources).flatMap((list) => list.map((/** @type {Raw} */ raw) => ({ file, raw }))),
  );
  const examples = filesIn('spec-examples').flatMap(({ file, content }) =>
    Object.values(content.responses ?? {}).flatMap((response) =>
      objectsOf(response?.body).map((raw) => ({ file, raw })),
    ),
  );
  return [...recorded, ...worlds, ...examples];
}

const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Subscriptions as public files quote them. @returns {Resource[]} */
export function subscriptions() {
  const file = 'catalogues/subscriptions-in-the-wild.json';
  const { items } = JSON.parse(readFileSync(join(CORPUS, file), 'utf8'));
  const listed = resources().filter(({ raw }) => /^\/subscriptions\/[^/]+$/.test(raw['id'] ?? ''));
  const quoted = items.flatMap((/** @type {Raw} */ { body }) =>
    objectsOf(body).map((raw) => ({ file, raw })),
  );
  return [...listed, ...quoted].filter(({ raw }) => GUID.test(raw['subscriptionId'] ?? raw['id'] ?? ''));
}

/** The ARM type that a resource ID names, in lower case: `microsoft.network/virtualnetworks/subnets`. @param {string} id */
export function armType(id) {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  const [namespace, ...path] = id.slice(at + '/providers/'.length).split('/');
  return at < 0 ? '' : [namespace, ...path.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
}
