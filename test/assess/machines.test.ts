import { describe, expect, test } from 'vitest';
import { machinesOf } from '../../src/assess/machines.ts';
import type { ScaleSetFact, VmFact } from '../../src/model/compute-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { id, read, scaleSet, unreadable } from '../network/builders.ts';
import { machine, subscriptionWith } from './facts-builder.ts';

const mail = machine('mail');
const web = machine('web');
const upper = (text: ResourceId) => text.toUpperCase() as ResourceId;

function instance(number: number, over: Partial<VmFact & { powerState: string }> = {}) {
  const at = `${scaleSet().id}/virtualMachines/${number}` as ResourceId;
  return { id: at, name: `set_${number}`, ...over };
}

describe('the machines of a subscription', () => {
  test('are its VMs, each with the power state that the status list gives it', () => {
    const facts = subscriptionWith({
      virtualMachines: [mail, web],
      powerStates: [
        { id: upper(web.id), powerState: 'deallocated' },
        { id: id('Microsoft.Compute/virtualMachines/gone'), powerState: 'running' },
      ],
    });
    expect(machinesOf(facts)).toEqual([
      { vm: mail, powerState: undefined },
      { vm: web, powerState: 'deallocated' },
    ]);
  });

  test('and the instances of its Uniform scale sets, with their own power state and their scale set', () => {
    const set = scaleSet({ instances: read([instance(0, { powerState: 'running' }), instance(3)]) });
    const facts = subscriptionWith({
      virtualMachines: [mail],
      scaleSets: [set],
      powerStates: [{ id: instance(3).id, powerState: 'stopped' }],
    });
    const [vm, ...instances] = machinesOf(facts);
    expect(vm?.scaleSet).toBeUndefined();
    expect(instances.map(({ vm: { name }, powerState, scaleSet: of }) => [name, powerState, of])).toEqual([
      ['set_0', 'running', set.id],
      ['set_3', undefined, set.id],
    ]);
  });

  test('whose status list could not be read have no power state', () => {
    const facts = subscriptionWith({ virtualMachines: [mail], powerStates: unreadable() });
    expect(machinesOf(facts)).toEqual([{ vm: mail, powerState: undefined }]);
  });

  test('of a Flexible scale set are ordinary VMs', () => {
    const notNeeded = { kind: 'not-asked', why: 'not-needed' } as const;
    const flexible = scaleSet({ orchestration: 'Flexible', instances: notNeeded });
    const member = machine('member', { scaleSet: flexible.id });
    const facts = subscriptionWith({ virtualMachines: [member], scaleSets: [flexible] });
    expect(machinesOf(facts)).toEqual([{ vm: member, powerState: undefined }]);
  });

  test.each<[string, ScaleSetFact['instances'], readonly string[]]>([
    ['could not be read', unreadable(), []],
    [
      'broke off',
      { kind: 'unreadable', problem: { code: 'RepeatedLink', message: 'no' }, items: [instance(1)] },
      ['set_1'],
    ],
    ['was not asked for', { kind: 'not-asked', why: 'not-needed' }, []],
  ])('are those that were seen where a list of instances %s', (_, instances, names) => {
    const facts = subscriptionWith({ scaleSets: [scaleSet({ instances })] });
    expect(machinesOf(facts).map(({ vm }) => vm.name)).toEqual(names);
  });

  test('are none where the lists were not asked for', () => {
    const nothing = { kind: 'not-asked', why: 'subscription-disabled' } as const;
    expect(machinesOf(subscriptionWith({ virtualMachines: nothing, scaleSets: nothing }))).toEqual([]);
  });
});
