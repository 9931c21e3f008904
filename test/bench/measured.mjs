import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a process took: seconds by the clock from its start to its end, seconds of CPU in all its threads, and the most memory that was
 * resident at once, by the kernel's own count.
 *
 * @typedef {{ seconds: number, cpuSeconds: number, peakMib: number, stdout: string }} Measured
 */

const METER = new URL('./meter.mjs', import.meta.url).href;
const KIB_A_MIB = 1024;

/**
 * Runs a script in a Node.js process of its own and measures it. Throws with what it said when it ends with another code than 0.
 *
 * @param {readonly string[]} script the script and its arguments
 * @param {{ env?: Readonly<Record<string, string>>, cwd?: string, nodeOptions?: readonly string[] }} [how] `env` is all the environment there is, beside PATH
 * @returns {Promise<Measured>}
 */
export async function measured(script, { env = {}, cwd, nodeOptions = [] } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'port25-meter-'));
  const figures = join(home, 'figures.json');
  try {
    const begun = performance.now();
    const child = spawn(process.execPath, ['--import', METER, ...nodeOptions, ...script], {
      env: { PATH: process.env['PATH'], HOME: home, ...env, PORT25_BENCH_METER: figures },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    const seconds = (performance.now() - begun) / 1000;
    if (code !== 0) throw new Error(`${script.join(' ')} ended with ${code}:\n${stderr}`);
    const { cpuSeconds, peakKib } = JSON.parse(readFileSync(figures, 'utf8'));
    return { seconds, cpuSeconds, peakMib: peakKib / KIB_A_MIB, stdout };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * The middle one of several figures; of an even number the lower of the two in the middle.
 *
 * @param {readonly number[]} figures
 */
export function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? Number.NaN;
}

/**
 * Each figure of several measurements by itself: the median of the times, and the highest peak of memory.
 *
 * @param {readonly Pick<Measured, 'seconds' | 'cpuSeconds' | 'peakMib'>[]} runs
 */
export function middle(runs) {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakMib: Math.max(...runs.map(({ peakMib }) => peakMib)),
  };
}
