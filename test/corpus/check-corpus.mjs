import { existsSync } from 'node:fs';
import { BORDERS } from './borders.mjs';
import { armType, CORPUS, recordedAnswers, resources, subscriptions } from './corpus-files.mjs';
import { EXPECTATIONS } from './expectations.mjs';

/**
 * Sends every recorded resource of the corpus beside the repository through the borders where raw ARM enters, as the built program
 * has them, and every recorded list through its paging. Prints how many of each kind there were; fails when one is refused or loses
 * something that a judgement needs. Where the corpus is absent there is nothing to do.
 *
 * @typedef {import('./corpus-files.mjs').Raw} Raw
 * @typedef {import('./corpus-files.mjs').Resource} Resource
 * @typedef {(raw: unknown) => Raw | undefined} Border
 */

/** @param {string} name a file of src/azure, without its extension */
const azure = (name) => import(new URL(`../../dist/azure/${name}.js`, import.meta.url).href);

/** @type {string[]} */
const problems = [];

/** @type {string[]} the kinds of which the corpus has nothing with properties */
const untried = [];

/** @param {string} kind @param {Border} border @param {Resource[]} list */
function sendThrough(kind, border, list) {
  const before = problems.length;
  for (const { file, raw } of list) {
    const complain = (/** @type {string} */ what) => problems.push(`${kind}: ${file}: ${raw['id']}: ${what}`);
    try {
      const fact = border(raw);
      if (fact === undefined) complain('was refused');
      else for (const what of EXPECTATIONS[kind]?.(raw, fact) ?? []) if (what) complain(what);
    } catch (error) {
      complain(`threw ${error}`);
    }
  }
  const described = list.filter(({ raw }) => raw['properties'] !== undefined).length;
  if (described === 0) untried.push(kind);
  const wrong = problems.length - before;
  console.log(
    `${String(list.length).padStart(6)} ${kind.padEnd(22)}${String(described).padStart(6)} with properties${wrong > 0 ? `, ${wrong} problems` : ''}`,
  );
}

async function checkResources() {
  const { subscriptionFact } = await azure('subscriptions');
  const all = resources().filter(({ raw }) => typeof raw['id'] === 'string');
  const byType = grouped(all);
  for (const [kind, { file, border, types }] of Object.entries(BORDERS)) {
    const functions = await azure(file);
    const list = types.flatMap((type) => byType.get(type) ?? []);
    sendThrough(kind, functions[border], list);
  }
  sendThrough('subscriptions', subscriptionFact, subscriptions());
}

/** @param {Resource[]} list */
function grouped(list) {
  /** @type {Map<string, Resource[]>} */
  const groups = new Map();
  for (const each of list) {
    const type = armType(each.raw['id']);
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [each]);
    else group.push(each);
  }
  return groups;
}

/** Follows every recorded list from its first page; a page that was not recorded is an empty last one. */
async function checkLists() {
  const { followList } = await azure('arm-list');
  const lists = recordedAnswers().filter(({ body }) => Array.isArray(body['value']));
  const pages = new Map(lists.map(({ url, body }) => [new URL(url).href, body]));
  let items = 0;
  let continued = 0;
  for (const { file, url, body } of lists) {
    /** @type {Set<string>} */
    const expected = new Set();
    let accepted = 0;
    try {
      await followList(
        async (/** @type {string} */ wanted) => {
          const page = wanted === url ? body : (pages.get(wanted) ?? { value: [] });
          if (wanted !== url) continued += 1;
          for (const [at, item] of page['value'].entries())
            expected.add(item?.id?.toLowerCase() ?? `${wanted} ${at}`);
          return page;
        },
        url,
        () => {
          accepted += 1;
        },
      );
      if (accepted !== expected.size) problems.push(`list: ${file}: ${accepted} of ${expected.size} items`);
      items += accepted;
    } catch (error) {
      problems.push(`list: ${file}: ${error}`);
    }
  }
  console.log(
    `${String(lists.length).padStart(6)} lists with ${items} items, ${continued} links to further pages`,
  );
}

if (existsSync(CORPUS)) {
  await checkResources();
  await checkLists();
  for (const problem of problems) console.error(problem);
  if (untried.length > 0) console.log(`corpus: nothing recorded of ${untried.join(', ')}`);
  console.log(
    problems.length === 0 ? 'corpus: everything understood' : `corpus: ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} else {
  console.log('corpus: not here, skipped');
}
