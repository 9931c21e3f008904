import { describe, expect, test } from 'vitest';
import type { MachineOperationFact } from '../../src/model/subscription-facts.ts';
import { type Items, OWN, read, unreadable } from '../network/builders.ts';
import { judge, machine, OPEN_NETWORK, publicNicOf, subscriptionWith } from './facts-builder.ts';

const vm = machine('mail', { timeCreated: '2019-01-01T00:00:00Z' });
const CYCLE = ['deallocate 2026-09-01T08:00:00Z', 'start 2026-09-01T08:30:00Z'] as const;

function operations(...lines: readonly string[]): readonly MachineOperationFact[] {
  return lines.map((line) => {
    const [operation, at = ''] = line.split(' ');
    return { machine: vm.id, operation: operation as MachineOperationFact['operation'], at };
  });
}

/** The VM of a free trial that is exempted since May 2024; its NIC does not tell whether it may send. */
function judged(log: Items, powerState = 'running') {
  const items = {
    ...OPEN_NETWORK,
    virtualMachines: [vm],
    networkInterfaces: [publicNicOf(vm)],
    powerStates: [{ id: vm.id, powerState }],
    aliases: [{ name: 'young', createdTime: '2021-03-01T00:00:00Z' }],
    ...log,
  };
  const declared = { exemption: { grantedOn: '2024-05-01' } };
  const [finding] = judge(subscriptionWith(items, { quotaId: 'FreeTrial_2014-09-01' }), { declared }).vms;
  if (finding === undefined) throw new Error('no finding');
  const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);
  const evidence = finding.evidence.filter(({ fact }) => fact === 'last start');
  return { ...finding, evidence, reasons: codes(finding.reasons), actions: codes(finding.actions) };
}

describe('what the activity log tells of a VM', () => {
  test('makes it direct where it was deallocated and started since the exemption', () => {
    expect(judged({ machineOperations: operations(...CYCLE) })).toMatchObject({
      verdict: 'direct',
      confidence: 'medium',
      lastStarted: '2026-09-01T08:30:00Z',
      reasons: expect.arrayContaining(['cycled-after-exemption']),
      evidence: [{ value: '2026-09-01T08:30:00Z', source: expect.stringContaining('start/action') }],
    });
  });

  test('leaves it to restart where there is no such thing in the log, which is not never', () => {
    expect(judged({ machineOperations: read([]) })).toMatchObject({
      verdict: 'restart',
      confidence: 'low',
      lastStarted: null,
      reasons: expect.arrayContaining(['no-cycle-in-log']),
      actions: ['stop-and-start'],
      evidence: [{ value: 'none in the last 90 days' }],
    });
  });

  test('names the action and the role where it could not be read, and coverage stays complete', () => {
    const log = { machineOperations: unreadable<never>('Microsoft.Insights/eventtypes/values/read') };
    const found = judged(log);
    expect(found).toMatchObject({
      verdict: 'restart',
      lastStarted: null,
      reasons: expect.arrayContaining(['activity-log-not-read']),
      evidence: [{ value: 'not known', note: expect.stringContaining('could not be read') }],
    });
    const { subscription } = judge(subscriptionWith({ virtualMachines: [vm], ...log }));
    expect(subscription.coverage).toBe('complete');
    expect(subscription.coverageDetail).toContain(
      'starts in the activity log not read (403 AuthorizationFailed, needs Microsoft.Insights/eventtypes/values/read)',
    );
  });

  test('of a log that broke off proves a cycle, and says nothing of the last start', () => {
    const log = unreadable<MachineOperationFact>();
    const items = operations(...CYCLE);
    const broken = log.kind === 'unreadable' ? { ...log, items } : log;
    expect(judged({ machineOperations: broken })).toMatchObject({
      verdict: 'direct',
      lastStarted: null,
      evidence: [{ value: 'not known' }],
    });
  });

  test('is not mentioned where nobody asked', () => {
    expect(judged({})).toMatchObject({
      verdict: 'restart',
      lastStarted: null,
      reasons: expect.arrayContaining(['start-after-exemption-not-known']),
      evidence: [],
    });
  });

  test('a deallocated VM is just to be started, since its next start picks the exemption up', () => {
    const deallocated = judged(
      { machineOperations: operations('deallocate 2026-09-01T08:00:00Z') },
      'deallocated',
    );
    expect(deallocated).toMatchObject({ verdict: 'restart', actions: ['start'] });
  });

  test('of another VM is not its own', () => {
    const other = operations(...CYCLE).map((one) => ({ ...one, machine: machine('other').id }));
    expect(judged({ machineOperations: other })).toMatchObject({ verdict: 'restart', lastStarted: null });
    expect(judged({ machineOperations: other }).subscriptionId).toBe(OWN);
  });
});
