import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadNow, machineLines } from './machine.mjs';
import { measureAudit, measureHelp, measureJudging } from './measure.mjs';
import { resultLines } from './results.mjs';

/*
 * `npm run bench` measures the built program against a simulated tenant in a process of its own and writes the figures into
 * docs/benchmarks.md. `--quick` takes small tenants, once each, and only prints; `--repeat N` is 3 unless told; `--dist DIR` measures
 * another build; `--print` writes no file.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT = join(ROOT, 'docs/benchmarks.md');
const MARKERS = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;

const LATENCY_MS = 20;
/** As many requests under way as the program allows itself with its usual concurrency (azure/arm-clients). */
const AT_ONCE = 64;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    repeat: { type: 'string' },
    dist: { type: 'string', default: join(ROOT, 'dist') },
  },
});
const { quick } = values;
const repeat = Number(values.repeat ?? (quick ? 1 : 3));
if (!Number.isInteger(repeat) || repeat < 1) throw new RangeError('--repeat wants a whole number from 1');

const sizes = (quick ? [50, 100, 200] : [1000, 2000, 4000]).map((subscriptions) => ({
  subscriptions,
  vms: subscriptions * 100,
}));

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

const load = loadNow();
const home = mkdtempSync(join(tmpdir(), 'port25-bench-'));
try {
  const kept = join(home, 'kept');
  mkdirSync(kept);
  const bench = { dist: resolve(values.dist), home, repeat, latencyMs: LATENCY_MS, atOnce: AT_ONCE, say };
  const help = measureHelp(bench);
  const [first, ...larger] = sizes;
  if (first === undefined) throw new Error('there is no size to measure');
  const audits = [await measureAudit(bench, { ...first, keep: kept, bare: true, repeat })];
  const judging = await measureJudging(bench, kept);
  rmSync(kept, { recursive: true, force: true });
  // The larger ones take minutes each, and one is enough to see how time and memory grow.
  for (const size of larger) audits.push(await measureAudit(bench, { ...size, repeat: 1 }));
  const growth = sizes.flatMap((size, at) => {
    const audit = audits[at];
    return audit === undefined ? [] : [{ ...size, ...audit }];
  });
  const lines = [
    ...machineLines(load),
    '',
    ...resultLines({ repeat, latencyMs: LATENCY_MS, atOnce: AT_ONCE, help, growth, judging }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!quick && !values.print) {
    const document = readFileSync(DOCUMENT, 'utf8');
    const written = document.replace(MARKERS, (_, begin, end) => `${begin}\n${lines.join('\n')}\n\n${end}`);
    writeFileSync(DOCUMENT, written);
    say(`written into ${DOCUMENT}`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
