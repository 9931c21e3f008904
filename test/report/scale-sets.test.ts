import { describe, expect, it } from 'vitest';
import { scaleSetCounts } from '../../src/assess/scale-set-counts.ts';
import { scaleSetOf } from '../../src/model/scale-set-of.ts';
import { scaleSetsIn } from '../../src/report/scale-sets.ts';
import { subscriptionId, vmFinding } from './finding-builders.ts';
import { instancesOf } from './sample-scale-sets.ts';

const idOf = (resourceId: string, kind: 'vm' | 'vmss-instance' = 'vmss-instance') =>
  scaleSetOf({ kind, resourceId });

describe('scaleSetOf', () => {
  it('reads the scale set off the ID of its instance', () => {
    const set = '/subscriptions/s/resourceGroups/RG/providers/Microsoft.Compute/virtualMachineScaleSets/Web';
    expect(idOf(`${set}/virtualMachines/12`)).toEqual({ id: set, name: 'Web' });
    expect(idOf(`${set.toLowerCase()}/VIRTUALMACHINES/0/`)).toEqual({ id: set.toLowerCase(), name: 'web' });
  });

  it('finds none for other VMs and other IDs', () => {
    expect(idOf('/subscriptions/s/virtualMachineScaleSets/web/virtualMachines/0', 'vm')).toBeUndefined();
    for (const id of ['', '/virtualMachineScaleSets/web', '/virtualMachineScaleSets/web/virtualMachines/']) {
      expect(idOf(id)).toBeUndefined();
    }
  });
});

describe('scale sets among VMs', () => {
  const shouted = instancesOf('web', ['relay']).map((vm) => ({
    ...vm,
    resourceId: vm.resourceId.toUpperCase(),
  }));
  const vms = [
    vmFinding(),
    ...instancesOf('web', ['direct', 'relay']),
    ...shouted,
    ...instancesOf('web', ['relay'], { subscriptionId: subscriptionId(2) }),
  ];

  it('come together whatever the letter case of their ID, and apart by subscription', () => {
    expect(scaleSetsIn(vms).map(({ name, instances }) => [name, instances.length])).toEqual([
      ['web', 3],
      ['web', 1],
    ]);
  });

  it('are counted whatever the letter case of their ID', () => {
    expect(scaleSetCounts(vms)).toEqual({ scaleSetInstances: 4, scaleSets: 2 });
    expect(scaleSetCounts([vmFinding()])).toEqual({ scaleSetInstances: 0, scaleSets: 0 });
  });
});
