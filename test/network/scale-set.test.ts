import { describe, expect, test } from 'vitest';
import type { ScaleSetFact, VmFact } from '../../src/model/compute-facts.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { Parts, Situation } from './builders.ts';
import {
  balancer,
  balancing,
  configuration,
  ID,
  id,
  nic,
  nsg,
  pathIn,
  publicAddress,
  read,
  rule,
  scaleSet,
  unreadable,
  vm,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { inSubnet } from './situations.ts';

/* The machine is instance 3 of a Uniform scale set; its NIC is in the list of the scale set, not of the subscription. */
const instance = `${scaleSet().id}/virtualMachines/3` as ResourceId;
const at = `${instance}/networkInterfaces/nic` as ResourceId;
const ipConfiguration = `${at}/ipConfigurations/ipconfig1` as ResourceId;
const address = `${ipConfiguration}/publicIPAddresses/pip` as ResourceId;

function ofInstance(over: Parts<NicFact> = {}, where: Parameters<typeof configuration>[0] = {}): NicFact {
  const ipConfigurations = [configuration({ id: ipConfiguration, ...where })];
  return nic({ virtualMachine: instance, ipConfigurations, ...over }, at);
}

function situation(set: Partial<ScaleSetFact> = {}, machine: Partial<VmFact> = {}): Situation {
  const networkInterfaces = read([ofInstance()]);
  return {
    vm: vm({ id: instance, name: 'set_3', networkInterfaces: [{ id: at, primary: true }], ...machine }),
    networkInterfaces: [],
    scaleSets: [scaleSet({ networkInterfaces, ...set })],
  };
}

const upper = (each: ResourceId) => each.toUpperCase() as ResourceId;
const withAddress = read([ofInstance({}, { publicAddress: address })]);
const byAddress = {
  path: 'internet',
  egress: 'instance-public-ip',
  confidence: 'high',
  addresses: ['20.1.2.3'],
} as const;
const notFound = { path: 'unknown', reasons: ['nic-not-found'] } as const;

describe('an instance of a Uniform scale set', () => {
  expectPaths([
    ['is judged like a VM', situation(), { path: 'internet', egress: 'default-outbound', reasons: [] }],
    [
      'by its NIC in any letter case',
      situation({}, { networkInterfaces: [{ id: upper(at) }] }),
      { path: 'internet' },
    ],
    [
      'without a network profile, by the NICs whose IDs begin with its own',
      situation({}, { id: upper(instance), networkInterfaces: [] }),
      { path: 'internet' },
    ],
    [
      'with a public address of its own',
      situation({ networkInterfaces: withAddress, publicAddresses: read([publicAddress({}, address)]) }),
      byAddress,
    ],
    [
      'with one that cannot be read',
      situation({ networkInterfaces: withAddress, publicAddresses: unreadable() }),
      { ...byAddress, addresses: [undefined], reasons: ['public-address-not-read'] },
    ],
    [
      'behind an NSG',
      {
        ...situation({ networkInterfaces: read([ofInstance({ networkSecurityGroup: ID.nicNsg })]) }),
        networkSecurityGroups: [nsg([rule('no', 100)])],
      },
      { path: 'denied' },
    ],
    [
      'in a back-end pool that only the load balancer names',
      {
        ...situation(),
        ...inSubnet({ defaultOutboundAccess: false }),
        loadBalancers: [
          balancer({
            pools: [{ id: ID.pool, ipConfigurations: [upper(ipConfiguration)], addresses: [] }],
            outboundRules: [balancing()],
          }),
        ],
        publicAddresses: [publicAddress()],
      },
      { path: 'internet', egress: 'load-balancer' },
    ],
    [
      'in a private subnet with nothing',
      { ...situation(), ...inSubnet({ defaultOutboundAccess: false }) },
      { path: 'none' },
    ],
    ['its NIC is not in the list', situation({ networkInterfaces: read([]) }), notFound],
    ['its NICs cannot be read', situation({ networkInterfaces: unreadable() }), notFound],
    ['scale sets cannot be read', { ...situation(), scaleSets: unreadable() }, notFound],
  ]);

  test.each([
    ['its NICs', { networkInterfaces: unreadable<NicFact>('read-set-nics') }, 'read-set-nics'],
    ['another set alone', {}, undefined],
  ])('what cannot be read is named: %s', (_words, set, action) => {
    const own = situation(set, { networkInterfaces: [{ id: `${at}2` as ResourceId }] });
    const other = scaleSet({
      id: id('Microsoft.Compute/virtualMachineScaleSets/set2'),
      networkInterfaces: unreadable('read-other'),
    });
    const scaleSets = [...(own.scaleSets as readonly ScaleSetFact[]), other];
    const [reason] = pathIn({ ...own, scaleSets }).reasons;
    expect(reason).toMatchObject({
      code: 'nic-not-found',
      why: action === undefined ? 'not-found' : 'unreadable',
    });
    expect(reason).toHaveProperty('object', `${at}2`);
    if (action !== undefined) expect(reason).toHaveProperty('action', action);
  });
});
