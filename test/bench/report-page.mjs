import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../tools/find-chromium.mjs';

/**
 * Measures the report in headless Chromium: the size of the file, and how long a reader waits for the first rows, for the answer to a
 * search, for a filter, for another order, for a chain. Writes the reports of simulated tenants of the sizes that are named, by
 * default of 1,000, 10,000 and 100,000 VMs, through the real command line. Fails when the largest is over its budget.
 */

const BUDGET_BYTES = 25_000_000;
const BUDGET_MS = 2000;
const TURNS = 3;

const sizes = process.argv.slice(2).map(Number);
const executablePath = findChromium();
if (executablePath === undefined) {
  console.error(
    'The report is measured in Chromium (Debian: apt-get install -y chromium), or name one in CHROMIUM.',
  );
  process.exit(1);
}

/** @param {number} vms */
function reportOf(vms) {
  const out = mkdtempSync(join(tmpdir(), 'port25-bench-'));
  const size = [
    '--demo-subscriptions',
    String(Math.max(1, Math.round(vms / 100))),
    '--demo-vms',
    String(vms),
  ];
  const args = ['dist/main.js', 'audit', '--demo', '--allow-incomplete', '--quiet', '--out', out, ...size];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`the audit of ${vms} VMs ended with ${status}`);
  const folder = readdirSync(out).find((name) => name.startsWith('2')) ?? '';
  return {
    path: join(out, folder, 'report.html'),
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}

/**
 * Does something in the page and waits until the table says something else and that is painted; in milliseconds.
 * @param {import('playwright-core').Page} page
 * @param {string} action what is done, as a script
 * @param {string} sign what changes by it, as an expression
 */
async function timed(page, action, sign) {
  return page.evaluate(
    `(async () => {
      const sign = () => ${sign};
      const before = sign();
      const from = performance.now();
      ${action};
      while (sign() === before) {
        if (performance.now() - from > 60000) throw new Error('nothing changed');
        await new Promise(requestAnimationFrame);
      }
      await new Promise(requestAnimationFrame);
      return performance.now() - from;
    })()`,
  );
}

/** What a reader sees of the table: how many rows, the first of them, the order. */
const SHOWN = `[
  document.querySelector('[role=status]')?.textContent,
  document.querySelector('.grid tbody tr')?.textContent,
  document.querySelector('.grid thead th')?.getAttribute('aria-sort'),
].join()`;
const TYPE = (/** @type {string} */ text) =>
  `const box = document.querySelector('input.search'); box.value = ${JSON.stringify(text)}; box.dispatchEvent(new Event('input', { bubbles: true }))`;

/** @param {string} path */
async function measured(path) {
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${pathToFileURL(path).href}#/vms`);
    await page.waitForSelector('.grid tbody tr');
    const rows = Number(await page.evaluate('performance.now()'));
    const name = String(await page.locator('.grid [data-lead] bdi').last().textContent());
    const search = await timed(page, TYPE(name.slice(0, 4)), SHOWN);
    const again = await timed(page, TYPE(name), SHOWN);
    if (name !== '') await timed(page, TYPE(''), SHOWN);
    const facet = await timed(page, "document.querySelector('.facet input[type=checkbox]').click()", SHOWN);
    const sort = await timed(page, "document.querySelector('.grid thead button').click()", SHOWN);
    const chain = await timed(
      page,
      "document.querySelector('.grid [data-lead]').click()",
      "document.querySelector('.side .seen') !== null",
    );
    return { rows, search, again, facet, sort, chain };
  } finally {
    await browser.close();
  }
}

/** @param {readonly number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

console.log(
  `${cpus().length} cores, ${cpus()[0]?.model}; Node.js ${process.version}; the median of ${TURNS}`,
);
console.log('| VMs | file | first rows | first search | search | filter | order | chain |');
console.log('|---|---|---|---|---|---|---|---|');
for (const vms of sizes.length === 0 ? [1_000, 10_000, 100_000] : sizes) {
  const { path, remove } = reportOf(vms);
  try {
    const bytes = statSync(path).size;
    /** @type {Awaited<ReturnType<typeof measured>>[]} */
    const turns = [];
    for (let turn = 0; turn < TURNS; turn += 1) turns.push(await measured(path));
    const of = (/** @type {keyof typeof turns[0]} */ name) =>
      Math.round(median(turns.map((turn) => turn[name])));
    const times = /** @type {const} */ (['rows', 'search', 'again', 'facet', 'sort', 'chain']).map(
      (name) => `${of(name)} ms`,
    );
    console.log(`| ${vms.toLocaleString('en')} | ${(bytes / 1e6).toFixed(1)} MB | ${times.join(' | ')} |`);
    if (bytes > BUDGET_BYTES || of('rows') > BUDGET_MS || of('search') > BUDGET_MS) process.exitCode = 1;
  } finally {
    remove();
  }
}
if (process.exitCode === 1) console.error(`Over budget: ${BUDGET_BYTES / 1e6} MB, ${BUDGET_MS} ms.`);
