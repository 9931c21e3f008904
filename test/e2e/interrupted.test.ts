import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SimulatedRequest } from '../../src/simulator/fault.ts';
import { comeFromOutside, filesBelow, type Outsider } from './outsider.ts';

const NEVER_MS = 60_000;
const SOON_MS = 5_000;

/** An outsider whose tenant stops answering where `stuck` says so. */
async function stuckTenant(stuck: (request: SimulatedRequest) => boolean): Promise<Outsider> {
  const outsider = await comeFromOutside({
    subscriptions: 6,
    onRequest: (request) => (stuck(request) ? { kind: 'delay', ms: NEVER_MS } : undefined),
  });
  onTestFinished(() => outsider.leave());
  return outsider;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}

describe.concurrent('an interrupted audit', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends soon after %s and leaves no run', async (signal) => {
    let waiting = 0;
    const outsider = await stuckTenant(({ path }) => {
      const isStuck = path.endsWith('/virtualNetworks');
      if (isStuck) waiting += 1;
      return isStuck;
    });
    const { child, ended } = outsider.start(['audit', '--out', 'X']);
    await until(() => waiting > 1);
    expect(readdirSync(outsider.path('X')).filter((name) => !name.startsWith('.'))).toEqual([]);
    const signalled = performance.now();
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(3);
    expect(performance.now() - signalled).toBeLessThan(SOON_MS);
    expect(stderr).toMatch(new RegExp(`error: .*${signal}`));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(filesBelow(outsider.folder)).toEqual([]);
    expect(readdirSync(outsider.folder)).toEqual([]);
  });

  test('ends soon while it is signing in, too', async () => {
    let waiting = false;
    const outsider = await stuckTenant(({ kind }) => {
      waiting ||= kind === 'sign-in';
      return kind === 'sign-in';
    });
    const { child, ended } = outsider.start(['audit', '--out', 'X']);
    await until(() => waiting);
    const signalled = performance.now();
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(3);
    expect(performance.now() - signalled).toBeLessThan(SOON_MS);
    expect(stderr).toMatch(/error: .*SIGINT/);
    expect(readdirSync(outsider.folder)).toEqual([]);
  });

  test('leaves earlier runs as they are', async () => {
    let isStuck = false;
    const outsider = await stuckTenant(({ path }) => isStuck && path.endsWith('/virtualMachines'));
    await outsider.run(['audit', '--out', 'X']);
    const before = filesBelow(outsider.path('X'));
    isStuck = true;
    const asked = outsider.simulator.requests.length;
    const { child, ended } = outsider.start(['audit', '--out', 'X']);
    await until(() => outsider.simulator.requests.length > asked + 2);
    child.kill('SIGINT');
    expect((await ended).code).toBe(3);
    expect(filesBelow(outsider.path('X'))).toEqual(before);
  });
});
