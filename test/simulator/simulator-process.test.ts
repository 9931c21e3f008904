import { expect, test } from 'vitest';
import { simulatorOptions } from '../../src/simulator/simulator-process.ts';

test('the options of a simulator in a process of its own', () => {
  const args = ['--subscriptions', '1000', '--vms', '100000', '--latency-ms', '20', '--page-size=50'];
  expect(simulatorOptions(args)).toEqual({ subscriptions: 1000, vms: 100_000, latencyMs: 20, pageSize: 50 });
  expect(simulatorOptions([])).toEqual({});
});

test('what is no number is refused by name', () => {
  expect(() => simulatorOptions(['--vms', 'many'])).toThrow('--vms');
  expect(() => simulatorOptions(['--colour', '1'])).toThrow('--colour');
});
