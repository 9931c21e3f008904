import { describe, expect, test } from 'vitest';
import { graphOwner, graphPlace } from '../../src/azure/graph-lists.ts';
import { graphRow } from '../../src/azure/graph-rows.ts';
import { powerStateFact, vmFact } from '../../src/azure/virtual-machines.ts';
import { nicRow, subscriptionNumber } from './graph-builders.ts';

const ONE = subscriptionNumber(1);
const ROOT = `/subscriptions/${ONE}`;
const SCALE_SET = `${ROOT}/resourceGroups/RG/providers/Microsoft.Compute/virtualMachineScaleSets/vmss`;

function listAt(path: string) {
  const place = graphPlace(path);
  if (place === undefined) throw new Error(`${path} is not in Resource Graph`);
  return place.list;
}

const VMS = listAt(`${ROOT}/providers/Microsoft.Compute/virtualMachines`);

function vmRow(extended: unknown) {
  return {
    ...nicRow(ONE, 'vm'),
    id: `${ROOT}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm`,
    properties: {
      timeCreated: '2024-03-04T05:06:07.123Z',
      osProfile: { computerName: 'vm' },
      networkProfile: { networkInterfaces: [{ id: `${ROOT}/nic` }] },
      extended,
    },
  };
}

describe('a machine', () => {
  test('is read like one of the compute provider, with its power state', () => {
    const row = graphRow(vmRow({ instanceView: { powerState: { code: 'PowerState/deallocated' } } }), VMS);
    expect(row).toMatchObject({ subscription: ONE, whole: true });
    expect(vmFact(row?.resource)).toMatchObject({
      name: 'vm',
      timeCreated: '2024-03-04T05:06:07.123Z',
      networkInterfaces: [{ id: `${ROOT}/nic` }],
    });
    expect(powerStateFact(row?.resource)).toMatchObject({ powerState: 'deallocated' });
  });

  test.each([
    ['no instance view', {}],
    ['no power state', { instanceView: { powerState: null } }],
    ['something else there', { instanceView: 'running' }],
    ['nothing there', null],
  ])('with %s has no power state', (_, extended) => {
    const row = graphRow(vmRow(extended), VMS);
    expect(powerStateFact(row?.resource)).not.toHaveProperty('powerState');
    expect(vmFact(row?.resource)).toMatchObject({ name: 'vm' });
  });

  test('is held without what nothing reads', () => {
    expect(JSON.stringify(graphRow(vmRow({}), VMS))).not.toContain('osProfile');
  });
});

test.each([null, undefined, 'cut', []])('a resource whose properties are %s is not whole', (properties) => {
  expect(graphRow(nicRow(ONE, 'nic', { properties }), VMS)).toMatchObject({ whole: false });
});

test.each([
  ['without an ID', { id: '' }],
  ['without a subscription', { subscriptionId: null }],
  ['of a subscription that is none', { subscriptionId: 'mine' }],
])('a row %s says nothing', (_, changes) => {
  expect(graphRow(nicRow(ONE, 'nic', changes), VMS)).toBeUndefined();
});

describe('a path of Resource Manager', () => {
  test.each([
    [`${ROOT}/providers/Microsoft.Network/networkInterfaces`, 'microsoft.network/networkinterfaces', ROOT],
    [`${ROOT}/providers/MICROSOFT.network/VirtualHubs`, 'microsoft.network/virtualhubs', ROOT],
    [`${SCALE_SET}/virtualMachines`, 'microsoft.compute/virtualmachinescalesets/virtualmachines', SCALE_SET],
    [
      `${SCALE_SET}/networkInterfaces`,
      'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces',
      SCALE_SET,
    ],
  ])('%s is a list of %s', (path, type, owner) => {
    expect(graphPlace(path)).toMatchObject({ list: { type }, subscription: ONE, owner: owner.toLowerCase() });
  });

  test.each([
    '/subscriptions',
    ROOT,
    `${ROOT}/resourcegroups`,
    `${ROOT}/resources`,
    `${ROOT}/providers/Microsoft.Authorization/roleAssignments`,
    `${ROOT}/providers/Microsoft.Insights/eventtypes/management/values`,
    `${ROOT}/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubRouteTables`,
    `${ROOT}/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/policy`,
  ])('%s is left to Resource Manager', (path) => {
    expect(graphPlace(path)).toBeUndefined();
  });
});

test('what lies in a scale set belongs to its lists, in any letter case', () => {
  const nic = `${SCALE_SET.toUpperCase()}/virtualMachines/0/networkInterfaces/nic`;
  expect(graphOwner(listAt(`${SCALE_SET}/networkInterfaces`), nic)).toBe(SCALE_SET.toLowerCase());
  expect(graphOwner(VMS, `${ROOT}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm`)).toBe(
    ROOT,
  );
});
