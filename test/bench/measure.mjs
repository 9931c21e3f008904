import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, median, middle } from './measured.mjs';
import { requestCounts } from './requests.mjs';
import { startTenant } from './tenant.mjs';

/** @typedef {import('./measured.mjs').Measured} Measured */
/** @typedef {{ subscriptions: number, vms: number }} Size */
/** @typedef {{ dist: string, home: string, repeat: number, latencyMs: number, atOnce: number, say: (line: string) => void }} Bench */

const BARE_READING = fileURLToPath(new URL('./bare-reading.mjs', import.meta.url));
const QUIET = ['--quiet', '--allow-incomplete'];
const BYTES_A_MB = 1e6;

/** @param {Bench} bench */
const program = ({ dist }) => join(dist, 'main.js');

/** @param {string} out the folder of the only run in it */
function onlyRun(out) {
  const [run] = readdirSync(out).filter((name) => name.startsWith('2'));
  if (run === undefined) throw new Error(`${out} holds no run`);
  return join(out, run);
}

/**
 * Seconds from the beginning of a run until the last facts were written.
 *
 * @param {string} run
 */
function collectingSeconds(run) {
  const { startedAt } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  const snapshot = join(run, 'snapshot');
  const facts = readdirSync(snapshot).filter((name) => name.endsWith('.json.gz'));
  const last = Math.max(...facts.map((name) => statSync(join(snapshot, name)).mtimeMs));
  return (last - Date.parse(startedAt)) / 1000;
}

/** @param {Pick<Measured, 'seconds' | 'cpuSeconds' | 'peakMib'>} figures */
function told({ seconds, cpuSeconds, peakMib }) {
  return `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s CPU, ${peakMib.toFixed(0)} MiB`;
}

/**
 * Audits a tenant of this size, each time into an empty folder, and each time reads the same pages bare right after. The last run is
 * kept in `keep`, where that is named.
 *
 * @param {Bench} bench
 * @param {Size & { keep?: string, bare?: boolean, repeat: number }} work
 */
export async function measureAudit(bench, { subscriptions, vms, keep, bare = false, repeat }) {
  const { dist, home, latencyMs, atOnce, say } = bench;
  const out = keep ?? join(home, 'audit');
  const tenant = await startTenant(home, { dist, subscriptions, vms, latencyMs });
  const audits = [];
  const bares = [];
  /** @type {import('./tenant.mjs').RequestRecord[]} */
  let requests = [];
  try {
    for (let time = 1; time <= repeat; time += 1) {
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out);
      const audit = await measured(
        [program(bench), 'audit', '--out', out, '--format', 'csv,json', ...QUIET],
        {
          env: tenant.env,
          cwd: home,
        },
      );
      const simulated = await tenant.told();
      requests = simulated.requests;
      audits.push({
        ...audit,
        collecting: collectingSeconds(onlyRun(out)),
        simulator: simulated.cpuSeconds,
      });
      say(`audit of ${subscriptions} subscriptions, ${time} of ${repeat}: ${told(audit)}`);
      if (!bare) continue;
      const paths = join(home, 'paths.json');
      const gets = requests.filter(({ method }) => method === 'GET');
      writeFileSync(paths, JSON.stringify(gets.map(({ path, query }) => path + query)));
      const reading = await measured([BARE_READING, paths, String(atOnce)], { env: tenant.env, cwd: home });
      await tenant.told();
      bares.push(reading);
      say(`bare reading of the same pages: ${told(reading)}`);
    }
  } finally {
    await tenant.stop();
    if (keep === undefined) rmSync(out, { recursive: true, force: true });
  }
  return {
    ...middle(audits),
    peaks: audits.map(({ peakMib }) => peakMib),
    collecting: median(audits.map(({ collecting }) => collecting)),
    simulator: median(audits.map(({ simulator }) => simulator)),
    bare: middle(bares),
    requests: requestCounts(requests),
  };
}

/**
 * Judges the snapshot of a run anew, and writes its report, each in a process of its own.
 *
 * @param {Bench} bench
 * @param {string} out the folder of the run
 */
export async function measureJudging(bench, out) {
  const { home, repeat, say } = bench;
  const run = onlyRun(out);
  const judged = join(home, 'judged');
  const assessments = [];
  const reports = [];
  let reportMb = Number.NaN;
  for (let time = 1; time <= repeat; time += 1) {
    rmSync(judged, { recursive: true, force: true });
    const from = ['--from', run, '--out', judged];
    const assessment = await measured([program(bench), 'assess', ...from, '--format', 'csv,json', ...QUIET], {
      cwd: home,
    });
    say(`assess, ${time} of ${repeat}: ${told(assessment)}`);
    const report = await measured([program(bench), 'report', '--from', onlyRun(judged)], { cwd: home });
    say(`report: ${told(report)}`);
    assessments.push(assessment);
    reports.push(report);
    reportMb = statSync(join(onlyRun(judged), 'report.html')).size / BYTES_A_MB;
  }
  rmSync(judged, { recursive: true, force: true });
  return { assess: middle(assessments), report: middle(reports), reportMb };
}

/**
 * Seconds that it takes to print the help, by the clock alone: loading the meter would count. The first time, which fills the disk's
 * cache, does not count.
 *
 * @param {Bench} bench
 */
export function measureHelp(bench) {
  const times = Array.from({ length: 10 }, () => {
    const begun = performance.now();
    const { status } = spawnSync(process.execPath, [program(bench), '--help']);
    if (status !== 0) throw new Error(`--help ended with ${status}`);
    return (performance.now() - begun) / 1000;
  });
  return median(times.slice(1));
}
