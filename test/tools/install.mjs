import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Brings node_modules in line with package-lock.json, so that `npm test` and `npm run demo` work on a bare clone.
 * Reading what lies there costs milliseconds, so npm runs only when a package is missing or of another version.
 */

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
const lock = readJson('package-lock.json');

// Optional packages are binaries for one platform each: npm leaves out those for the others.
const isUpToDate = Object.entries(lock.packages).every(([path, locked]) => {
  if (path === '' || locked.optional) return true;
  return existsSync(`${path}/package.json`) && readJson(`${path}/package.json`).version === locked.version;
});

if (!isUpToDate) {
  console.error('Installing the locked packages ...');
  // Started by npm, this script runs the same npm; a shell is what finds npm on Windows otherwise.
  const npm = process.env['npm_execpath'];
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(command, [...first, ...options], { stdio: ['ignore', 2, 2], shell: !npm });
  process.exitCode = status ?? 1;
}
