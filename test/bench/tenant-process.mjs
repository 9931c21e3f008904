import process from 'node:process';
import { pathToFileURL } from 'node:url';

/*
 * The simulated tenant in a process of its own, started by `fork`: `node tenant-process.mjs DIST --subscriptions N --vms N ...`. Tells
 * how to reach it, and on each message what it was asked since the last one and the seconds of CPU that it took for that.
 */

const [dist = '', ...args] = process.argv.slice(2);
const room = pathToFileURL(`${dist}/simulator/`);
const { startSimulator } = await import(new URL('simulator.js', room).href);
const { simulatorOptions } = await import(new URL('simulator-process.js', room).href);

const {
  change: _,
  close: __,
  requests,
  revokeTokens: ___,
  tenant: ____,
  ...settings
} = await startSimulator(simulatorOptions(args));
let told = 0;
let before = process.cpuUsage();
process.on('message', () => {
  const { user, system } = process.cpuUsage(before);
  process.send?.({ requests: requests.slice(told), cpuSeconds: (user + system) / 1e6 });
  told = requests.length;
  before = process.cpuUsage();
});
process.once('disconnect', () => process.exit());
process.send?.(settings);
