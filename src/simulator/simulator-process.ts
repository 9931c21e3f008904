import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

const NUMBERS = {
  seed: 'seed',
  subscriptions: 'subscriptions',
  vms: 'vms',
  'latency-ms': 'latencyMs',
  'page-size': 'pageSize',
  'token-lifetime-seconds': 'tokenLifetimeSeconds',
} as const satisfies Record<string, keyof SimulatorOptions>;

/** The options of the simulator from a command line such as `--subscriptions 1000 --vms 100000 --latency-ms 20`. */
export function simulatorOptions(args: readonly string[]): SimulatorOptions {
  const names = Object.keys(NUMBERS);
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' } as const]));
  const { values } = parseArgs({ args: [...args], options });
  const given = Object.entries(NUMBERS).flatMap(([name, key]) => {
    const text = values[name];
    if (typeof text !== 'string') return [];
    if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} wants a whole number, not "${text}"`);
    return [[key, Number(text)] as const];
  });
  return Object.fromEntries(given);
}

/**
 * Runs a simulator in a process of its own: prints one line of JSON that says how to reach it and sign in, and stops when its
 * input ends or on SIGTERM.
 */
async function runSimulatorProcess(args: readonly string[]): Promise<void> {
  const {
    change: ____,
    close,
    requests: _,
    revokeTokens: __,
    tenant: ___,
    ...settings
  } = await startSimulator(simulatorOptions(args));
  process.stdout.write(`${JSON.stringify(settings)}\n`);
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve).resume();
    process.once('SIGTERM', resolve);
  });
  await close();
  process.stdin.destroy();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runSimulatorProcess(process.argv.slice(2));
