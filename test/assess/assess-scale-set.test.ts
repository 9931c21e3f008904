import { describe, expect, test } from 'vitest';
import type { ScaleSetFact } from '../../src/model/compute-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import {
  configuration,
  type Items,
  nic,
  publicAddress,
  read,
  scaleSet,
  unreadable,
} from '../network/builders.ts';
import { judge, machine, OPEN_NETWORK, publicNicOf, subscriptionWith } from './facts-builder.ts';

const PAYG = { quotaId: 'PayAsYouGo_2014-09-01' } as const;

const instanceId = (number: number) => `${scaleSet().id}/virtualMachines/${number}` as ResourceId;
const nicId = (number: number) => `${instanceId(number)}/networkInterfaces/nic` as ResourceId;
const addressId = (number: number) =>
  `${nicId(number)}/ipConfigurations/ipconfig1/publicIPAddresses/pip` as ResourceId;

/** A Uniform scale set with an instance for each flag, each with a public address of its own. */
function uniform(flags: readonly (boolean | undefined)[], over: Partial<ScaleSetFact> = {}): ScaleSetFact {
  const numbers = [...flags.keys()];
  return scaleSet({
    instances: read(
      numbers.map((number) => ({
        id: instanceId(number),
        name: `set_${number}`,
        location: 'westeurope',
        powerState: number === 0 ? 'deallocated' : 'running',
        networkInterfaces: [{ id: nicId(number), primary: true }],
      })),
    ),
    networkInterfaces: read(
      flags.map((flag, number) =>
        nic(
          {
            virtualMachine: instanceId(number),
            ipConfigurations: [configuration({ publicAddress: addressId(number) })],
            ...(flag === undefined ? {} : { allowPort25Out: flag }),
          },
          nicId(number),
        ),
      ),
    ),
    publicAddresses: read(
      numbers.map((number) => publicAddress({ address: `20.5.5.${number}` }, addressId(number))),
    ),
    ...over,
  });
}

function judged(set: ScaleSetFact, items: Items = {}) {
  return judge(subscriptionWith({ ...OPEN_NETWORK, scaleSets: [set], ...items }, PAYG));
}

const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);

describe('a Uniform scale set', () => {
  test('has a row for each instance, of its own kind, with its own address and power state', () => {
    const { vms, subscription } = judged(uniform([false, true]));
    expect(vms).toMatchObject([
      {
        kind: 'vmss-instance',
        name: 'set_0',
        resourceGroup: 'rg',
        location: 'westeurope',
        powerState: 'deallocated',
        verdict: 'restart',
        nicFlag: 'false',
        path: 'internet',
        egress: 'instance-public-ip',
        egressAddress: '20.5.5.0',
        resourceId: instanceId(0),
        nics: [nicId(0)],
      },
      { kind: 'vmss-instance', name: 'set_1', powerState: 'running', verdict: 'direct', nicFlag: 'true' },
    ]);
    expect(codes(vms[0]?.actions ?? [])).toEqual(['start']);
    expect(subscription).toMatchObject({ vms: 2, direct: 1, restart: 1, exemption: 'observed' });
  });

  test('counts beside VMs, and an instance that may send frees a VM', () => {
    const mail = machine('mail');
    const { vms, subscription } = judged(uniform([true]), {
      virtualMachines: [mail],
      networkInterfaces: [publicNicOf(mail, { allowPort25Out: false })],
    });
    expect(vms.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['vm', 'restart'],
      ['vmss-instance', 'direct'],
    ]);
    expect(subscription).toMatchObject({ vms: 2, direct: 1, restart: 1 });
  });

  test('of whose NICs Azure reports no flag says so once', () => {
    const { vms, subscription } = judged(uniform([undefined, undefined, undefined]));
    expect(vms.map(({ nicFlag }) => nicFlag)).toEqual(['not-reported', 'not-reported', 'not-reported']);
    const notes = subscription.reasons.filter(({ code }) => code === 'scale-set-flags-not-reported');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.message).toContain('set');
    for (const { reasons } of vms) expect(codes(reasons)).not.toContain('scale-set-flags-not-reported');
  });

  test('whose NICs could not be read has undetermined instances, and no exemption is told of', () => {
    const { vms, subscription } = judged(uniform([true, true], { networkInterfaces: unreadable() }));
    expect(vms).toMatchObject([
      { verdict: 'undetermined', path: 'unknown', nicFlag: null },
      { verdict: 'undetermined', path: 'unknown', nicFlag: null },
    ]);
    expect(subscription).toMatchObject({ coverage: 'partial', exemption: null, undetermined: 2 });
  });

  test('whose instances could not be read has no rows, and the subscription is partial', () => {
    const { vms, subscription, gaps } = judged(uniform([true], { instances: unreadable() }));
    expect(vms).toEqual([]);
    expect(subscription).toMatchObject({ coverage: 'partial', exemption: null, vms: 0 });
    expect(gaps.map(({ fact }) => fact)).toEqual(['instances of scale set set']);
  });

  test('says where its power states come from', () => {
    const [vm] = judged(uniform([true])).vms;
    expect(vm?.evidence.find(({ fact }) => fact === 'power state')).toMatchObject({
      value: 'deallocated',
      source: expect.stringContaining('virtualMachineScaleSets/virtualMachines'),
    });
  });
});
