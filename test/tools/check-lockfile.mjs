import { readFileSync } from 'node:fs';
import { minVersion, satisfies } from 'semver';

/**
 * Fails when package-lock.json would let an installation down: a package that refuses the oldest Node.js that package.json
 * promises, the address of somebody's registry, or an optional package that is missing. npm silently leaves out of the lock what
 * its registry does not hold; `npm ci` then refuses the lock, and on another platform a tool has no binary.
 */

/** @typedef {{ version?: string, resolved?: string, engines?: { node?: string }, optionalDependencies?: Record<string, string> }} Locked */

/** @type {{ packages: Record<string, Locked> }} */
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const oldest = minVersion(packages['']?.engines?.node ?? '')?.version ?? '';
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));

const problems = Object.entries(packages).flatMap(([path, { resolved, engines, optionalDependencies }]) => [
  ...(satisfies(oldest, engines?.node ?? '*')
    ? []
    : [`${path} needs Node.js ${engines?.node}, not ${oldest}`]),
  ...(resolved === undefined ? [] : [`${path} is locked to the address ${resolved}`]),
  ...Object.keys(optionalDependencies ?? {})
    .filter((name) => !names.has(name))
    .map(
      (name) =>
        `${path} lacks its optional package ${name}: choose a version that the registry holds completely`,
    ),
]);

for (const problem of problems) console.error(`package-lock.json: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
