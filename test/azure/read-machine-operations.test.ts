import { describe, expect, test } from 'vitest';
import { readMachineOperations } from '../../src/azure/read-machine-operations.ts';
import { FACT_SCHEMAS } from '../../src/model/subscription-facts.ts';
import { type Answer, fakeArm, forbidden, idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const LOG = listPath('Microsoft.Insights/eventtypes/management/values');
const VM = idOf('Microsoft.Compute/virtualMachines/mx');
const INSTANCE = idOf('Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines/3');
const NOW = new Date('2026-11-23T02:00:00Z');

interface Event {
  readonly action?: string;
  readonly status?: string;
  readonly at?: string;
  readonly machine?: string;
  readonly operationId?: string;
}

/** An event as the log has it, with only the fields that were asked for. */
function event(of: Event = {}) {
  const { action = 'Microsoft.Compute/virtualMachines/start/action', status = 'Succeeded' } = of;
  return {
    correlationId: 'one-for-a-batch',
    eventTimestamp: of.at ?? '2026-11-20T08:00:00.1234567Z',
    operationId: of.operationId ?? `${action} ${of.machine ?? VM}`,
    operationName: { value: action, localizedValue: 'Start Virtual Machine' },
    resourceId: of.machine ?? VM,
    status: { value: status, localizedValue: status },
  };
}

async function operations(answer: Answer) {
  const { arm } = fakeArm({ [LOG]: answer });
  return await readMachineOperations(arm, () => NOW)(SUBSCRIPTION);
}

describe('the activity log', () => {
  test('is asked in the only form that it takes, for a little less than the 90 days that it keeps', async () => {
    let asked: URL | undefined;
    await operations((url: URL) => {
      asked = url;
      return [];
    });
    const query = Object.fromEntries(asked?.searchParams ?? []);
    expect(query).toEqual({
      'api-version': '2015-04-01',
      $filter:
        "eventTimestamp ge '2026-08-25T03:00:00.000Z' and eventTimestamp le '2026-11-23T02:00:00.000Z' and resourceProvider eq 'Microsoft.Compute'",
      $select: 'eventTimestamp,operationName,operationId,correlationId,resourceId,status',
    });
  });

  test.each<[string, string, string]>([
    ['Microsoft.Compute/virtualMachines/start/action', VM, 'start'],
    ['MICROSOFT.COMPUTE/VIRTUALMACHINES/DEALLOCATE/ACTION', VM, 'deallocate'],
    ['Microsoft.Compute/virtualMachineScaleSets/virtualMachines/start/action', INSTANCE, 'start'],
    ['Microsoft.Compute/virtualMachineScaleSets/virtualmachines/deallocate/action', INSTANCE, 'deallocate'],
    ['Microsoft.Compute/virtualMachineScaleSets/virtualMachines/reimage/action', INSTANCE, 'reimage'],
  ])('tells of %s', async (action, machine, operation) => {
    const reading = await operations([event({ action, machine })]);
    expect(reading).toEqual({
      kind: 'read',
      items: [{ machine, operation, at: '2026-11-20T08:00:00.123Z' }],
      malformed: 0,
    });
    if (reading.kind === 'read') FACT_SCHEMAS.machineOperations.parse(reading.items[0]);
  });

  test.each<[string, Event]>([
    ['a restart', { action: 'Microsoft.Compute/virtualMachines/restart/action' }],
    ['a power-off without deallocation', { action: 'Microsoft.Compute/virtualMachines/powerOff/action' }],
    ['a redeployment', { action: 'Microsoft.Compute/virtualMachines/redeploy/action' }],
    ['a reimage of a VM', { action: 'Microsoft.Compute/virtualMachines/reimage/action' }],
    ['a change', { action: 'Microsoft.Compute/virtualMachines/write' }],
    ['a start that has only begun', { status: 'Started' }],
    ['a start that was only accepted', { status: 'Accepted' }],
    ['a start that failed', { status: 'Failed' }],
  ])('does not tell of %s', async (_, of) => {
    expect(await operations([event(of)])).toEqual({ kind: 'read', items: [], malformed: 0 });
  });

  test('tells of an operation once, at its first success, though it has several events', async () => {
    const operationId = 'A';
    const reading = await operations([
      event({ operationId, at: '2026-11-20T08:00:09Z', machine: VM.toUpperCase() }),
      event({ operationId, status: 'Accepted', at: '2026-11-20T07:59:00Z' }),
      event({ operationId: 'a', at: '2026-11-20T08:00:05Z' }),
      event({ operationId: 'b', at: '2026-11-21T08:00:00Z' }),
      event({ operationId, machine: INSTANCE, at: '2026-11-20T08:00:01Z' }),
    ]);
    if (reading.kind !== 'read') throw new Error('not read');
    expect(reading.items.map(({ at }) => at).toSorted()).toEqual([
      '2026-11-20T08:00:01.000Z',
      '2026-11-20T08:00:05.000Z',
      '2026-11-21T08:00:00.000Z',
    ]);
  });

  test('takes names that came bare, and other IDs where one is missing', async () => {
    const { operationId: _, ...rest } = event();
    const bare = { ...rest, operationName: rest.operationName.value, status: 'succeeded' };
    const later = { ...bare, correlationId: null, eventTimestamp: '2026-11-20T09:00:00Z' };
    expect(await operations([bare, later])).toMatchObject({
      items: [{ at: '2026-11-20T08:00:00.123Z' }, { at: '2026-11-20T09:00:00.000Z' }],
    });
  });

  test('counts a start without a machine or a time as malformed, and other noise not', async () => {
    const noise = [{}, { operationName: null }, { ...event(), status: null }];
    const broken = [{ ...event(), resourceId: null }, { ...event(), eventTimestamp: '' }, null, 7];
    expect(await operations([...noise, ...broken])).toEqual({ kind: 'read', items: [], malformed: 4 });
  });

  test('that may not be read is unreadable, with the action that is missing', async () => {
    const action = 'microsoft.insights/eventtypes/values/read';
    expect(await operations(forbidden(action))).toMatchObject({
      kind: 'unreadable',
      problem: { status: 403, action },
    });
  });
});
