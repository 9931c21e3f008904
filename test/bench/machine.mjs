import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { versions } from 'node:process';

const BYTES_A_GIB = 1024 ** 3;

/**
 * What was measured, and on what: lines of a Markdown list.
 *
 * @param {readonly number[]} load the load of the machine before the measurement, as `os.loadavg` tells it
 */
export function machineLines(load) {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const cores = cpus();
  return [
    `- Measured: ${new Date().toISOString().slice(0, 10)}, ${name} ${version}`,
    `- Machine: ${cores.length} × ${cores[0]?.model.trim() ?? 'unknown CPU'}, ${(totalmem() / BYTES_A_GIB).toFixed(0)} GiB memory`,
    `- System: ${platform()} ${release()}, Node.js ${versions.node} (V8 ${versions.v8}, OpenSSL ${versions.openssl})`,
    `- Load before: ${load[0]?.toFixed(2)} (what else ran on the machine in the minute before)`,
  ];
}

/** The load of the machine now. */
export function loadNow() {
  return loadavg();
}
