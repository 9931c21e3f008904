import { describe, expect, test } from 'vitest';
import { DEMO_DECLARATIONS, demoDeclarations } from '../../src/simulator/demo-declarations.ts';
import type { Wire } from '../../src/simulator/estate.ts';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import { openTenant, type Tenant } from '../../src/simulator/tenant.ts';
import { DEFAULT_SEED } from '../../src/simulator/tenant-identity.ts';
import type { SubscriptionTruth, VmTruth } from '../../src/simulator/truth.ts';

function everything(tenant: Tenant): { subscriptions: SubscriptionTruth[]; vms: VmTruth[] } {
  const indices = Array.from({ length: tenant.count }, (_, index) => index);
  return {
    subscriptions: indices.map((index) => tenant.truthAt(index)),
    vms: indices.flatMap((index) => [...tenant.vmsAt(index)]),
  };
}

const demo = openTenant(DEFAULT_SEED);
const { subscriptions, vms } = everything(demo);

function distinct<T>(values: readonly T[]): Set<T> {
  return new Set(values);
}

describe('the demo tenant', () => {
  test('has a few dozen subscriptions and a few hundred VMs', () => {
    expect(demo.count).toBe(NAMED_SUBSCRIPTIONS.length);
    expect(demo.count).toBeGreaterThan(40);
    expect(vms.length).toBeGreaterThan(300);
    expect(vms.length).toBeLessThan(600);
  });

  test.each([
    ['2020-11', ['open', 'restart', 'request', 'blocked', 'undetermined']],
    ['2023-12', ['open', 'restart', 'request', 'blocked', 'undetermined']],
  ] as const)('shows every platform state under %s', (revision, states) => {
    expect(distinct(vms.map(({ platform }) => platform[revision]))).toEqual(new Set(states));
  });

  test.each(['2020-11', '2023-12'] as const)('shows every verdict under %s', (revision) => {
    expect(distinct(vms.map(({ verdict }) => verdict[revision]))).toEqual(
      new Set(['direct', 'restart', 'request-exemption', 'relay', 'fix-network', 'undetermined']),
    );
  });

  test('shows every path, every way out, every flag and every power state', () => {
    expect(distinct(vms.map(({ path }) => path))).toEqual(
      new Set(['internet', 'partial', 'denied', 'none', 'firewall', 'appliance', 'gateway', 'unknown']),
    );
    expect(distinct(vms.map(({ egress }) => egress))).toEqual(
      new Set(['instance-public-ip', 'nat-gateway', 'load-balancer', 'default-outbound', undefined]),
    );
    expect(distinct(vms.map(({ nicFlag }) => nicFlag))).toEqual(
      new Set(['true', 'false', 'not-reported', null]),
    );
    expect(distinct(vms.map(({ powerState }) => powerState))).toEqual(
      new Set(['running', 'deallocated', 'stopped', 'starting', null]),
    );
  });

  test('shows every offer, policy status, exemption, side of the cut-off and coverage', () => {
    const offers = distinct(subscriptions.map(({ offer }) => offer));
    expect(offers.size).toBe(18);
    for (const revision of ['2020-11', '2023-12'] as const) {
      expect(distinct(subscriptions.map(({ policyStatus }) => policyStatus[revision]))).toEqual(
        new Set(['open', 'requestable', 'no-exemption', 'undetermined', null]),
      );
      expect(distinct(subscriptions.map(({ exemption }) => exemption[revision]))).toEqual(
        new Set(['observed', 'declared', 'none', null]),
      );
    }
    expect(distinct(subscriptions.map(({ cutoff }) => cutoff))).toEqual(
      new Set(['before', 'after', 'indeterminate']),
    );
    expect(distinct(subscriptions.map(({ coverage }) => coverage))).toEqual(
      new Set(['complete', 'partial', 'unreadable', 'disabled', 'excluded']),
    );
  });

  test('shows every network situation', async () => {
    const { NETWORK_SITUATIONS } = await import('../../src/simulator/network-situations.ts');
    const shown = distinct(NAMED_SUBSCRIPTIONS.flatMap(({ plans }) => plans.map(({ network }) => network)));
    expect(Object.keys(NETWORK_SITUATIONS).filter((name) => !shown.has(name as never))).toEqual([]);
  });

  test('has two subscriptions of one name, and names that a spreadsheet would run', () => {
    const names = subscriptions.map(({ name }) => name);
    expect(names.length - distinct(names).size).toBe(1);
    expect(names.some((name) => name.startsWith('=') && name.length === 500)).toBe(true);
  });
});

/** Every VM and scale-set instance that is listed, and every NIC, those of instances among them. */
function listed(tenant: Tenant, index: number): { machines: Wire[]; nics: Wire[] } {
  const { children, resources } = tenant.estateAt(index);
  const below = (list: string) =>
    Object.entries(children).flatMap(([path, wires]) =>
      path.includes('/virtualmachinescalesets/') && path.endsWith(list) ? wires : [],
    );
  return {
    machines: [...resources.virtualMachines, ...below('/virtualmachines')],
    nics: [...resources.networkInterfaces, ...below('/networkinterfaces')],
  };
}

/** Whether a NIC that is attached to a listed VM says true. */
function someTrue(tenant: Tenant, index: number): boolean {
  const { machines, nics } = listed(tenant, index);
  const ids = new Set(machines.map((vm) => String(vm['id']).toLowerCase()));
  return nics.some((nic) => {
    const properties = nic['properties'] as
      | { allowPort25Out?: boolean; virtualMachine?: { id: string } }
      | undefined;
    const vm = properties?.virtualMachine?.id.toLowerCase();
    return properties?.allowPort25Out === true && vm !== undefined && ids.has(vm);
  });
}

/** What a subscription states of its VMs must fit what its NICs say, whatever the size of the tenant. */
function contradictions(tenant: Tenant, index: number): string[] {
  const { key, platform, plans, refused } = tenant.situationAt(index);
  const { coverage, exemption, policyStatus } = tenant.truthAt(index);
  if (coverage !== 'complete' && coverage !== 'partial') return [];
  const observed = someTrue(tenant, index) && refused?.networkInterfaces === undefined;
  return (['2020-11', '2023-12'] as const).flatMap((revision) => {
    const status = policyStatus[revision];
    const found: string[] = [];
    const expectObserved = observed && status !== 'open' && status !== null;
    if ((exemption[revision] === 'observed') !== expectObserved) found.push(`${key} ${revision}: exemption`);
    const answered = plans.some(({ flag }) => flag === 'false') ? platform.false?.[revision] : undefined;
    if (answered !== undefined && status === 'open' && (answered === 'undetermined') === observed) {
      found.push(`${key} ${revision}: a false flag beside ${observed ? 'a true one' : 'no true one'}`);
    }
    return found;
  });
}

describe('truth fits the wire', () => {
  test('a subscription states what its NICs say, named or generated', () => {
    const large = openTenant(7, { subscriptions: 300, vms: 9_000 });
    const found = Array.from({ length: large.count }, (_, index) => contradictions(large, index)).flat();
    expect(found).toEqual([]);
  });

  test('every VM is listed under the ID and with the flag that its truth names', () => {
    const seen = new Set<string>();
    for (let index = 0; index < demo.count; index += 1) {
      const { machines, nics } = listed(demo, index);
      const ids = new Set(machines.map((vm) => vm['id']));
      const flags = new Map(
        nics.map((nic) => {
          const { allowPort25Out: flag, virtualMachine: vm } = (nic['properties'] ?? {}) as {
            allowPort25Out?: boolean;
            virtualMachine?: { id: string };
          };
          return [vm?.id.toLowerCase(), flag === undefined ? 'not-reported' : String(flag)];
        }),
      );
      for (const vm of demo.vmsAt(index)) {
        expect(ids).toContain(vm.resourceId);
        expect(seen).not.toContain(vm.resourceId.toLowerCase());
        seen.add(vm.resourceId.toLowerCase());
        if (vm.nicFlag === 'true' || vm.nicFlag === 'false') {
          expect([vm.resourceId, flags.get(vm.resourceId.toLowerCase())]).toEqual([
            vm.resourceId,
            vm.nicFlag,
          ]);
        }
      }
    }
    expect(seen.size).toBe(vms.length);
  });

  test('some things are listed twice, and spelled in other letter case', () => {
    const lab =
      demo.indexOf(subscriptions.find(({ shows }) => shows.includes('listed twice'))?.id ?? '') ?? -1;
    const { virtualMachines } = demo.estateAt(lab).resources;
    expect(virtualMachines.length).toBeGreaterThan([...demo.vmsAt(lab)].length);
    const text = JSON.stringify(demo.estateAt(0));
    expect(text).toContain('/resourceGroups/RG-PROD-EMEA-WEB/');
  });
});

describe('the same seed gives the same tenant', () => {
  test('down to the last byte', () => {
    const estates = (tenant: Tenant) =>
      Array.from({ length: tenant.count }, (_, index) => tenant.estateAt(index));
    expect(JSON.stringify(estates(openTenant(3, { subscriptions: 80 })))).toBe(
      JSON.stringify(estates(openTenant(3, { subscriptions: 80 }))),
    );
  });

  test('and another seed other IDs with the same verdicts', () => {
    const other = everything(openTenant(26));
    expect(other.subscriptions.map(({ id }) => id)).not.toEqual(subscriptions.map(({ id }) => id));
    expect(other.vms.map(({ verdict }) => verdict)).toEqual(vms.map(({ verdict }) => verdict));
  });

  test('a subscription does not change when the tenant grows', () => {
    const [small, large] = [openTenant(9, { subscriptions: 100 }), openTenant(9, { subscriptions: 200 })];
    expect(JSON.stringify(large.estateAt(90))).toBe(JSON.stringify(small.estateAt(90)));
  });
});

describe('a large tenant', () => {
  const held = (tenant: Tenant) =>
    Array.from({ length: tenant.count }, (_, index) => tenant.situationAt(index).plans)
      .flat()
      .reduce((sum, { count }) => sum + (count ?? 1), 0);

  test.each([
    [{ subscriptions: 1_000, vms: 100_000 }, 1_000, 100_000],
    [{ subscriptions: 4_000, vms: 400_001 }, 4_000, 400_001],
    [{ subscriptions: 1, vms: 5_000 }, 1, 5_000],
    [{ vms: 2_000 }, undefined, 2_000],
    [{ subscriptions: 64, vms: 1 }, 64, undefined],
  ])('of %o has exactly that size', (size, count, total) => {
    const tenant = openTenant(DEFAULT_SEED, size);
    if (count !== undefined) expect(tenant.count).toBe(count);
    if (total !== undefined) expect(held(tenant)).toBe(total);
  });

  test('holds few estates at a time', () => {
    const tenant = openTenant(DEFAULT_SEED, { subscriptions: 400, vms: 40_000 });
    const first = tenant.estateAt(100);
    expect(tenant.estateAt(100)).toBe(first);
    for (let index = 110; index < 180; index += 1) tenant.estateAt(index);
    expect(tenant.estateAt(100)).not.toBe(first);
    expect(tenant.estateAt(100)).toEqual(first);
  });

  test('has an ID of its own for every subscription', () => {
    const tenant = openTenant(DEFAULT_SEED, { subscriptions: 10_000, vms: 0 });
    const ids = new Set(Array.from({ length: tenant.count }, (_, index) => tenant.idAt(index)));
    expect(ids.size).toBe(10_000);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

test('the demo declares what its subscriptions say is declared, and no more', () => {
  expect(DEMO_DECLARATIONS).toBe(demoDeclarations(DEFAULT_SEED));
  const declared = NAMED_SUBSCRIPTIONS.filter((situation) => situation.declared !== undefined);
  const ids = [...DEMO_DECLARATIONS.matchAll(/^ {2}([0-9a-f-]{36}):$/gm)].map(([, id]) => id);
  expect(ids).toHaveLength(declared.length);
  expect(ids.every((id) => demo.indexOf(id ?? '') !== undefined)).toBe(true);

  const networks = [
    ...DEMO_DECLARATIONS.matchAll(/^ {2}(\/subscriptions\/.*):\n {4}learnedDefaultRoute: (\w+)$/gm),
  ];
  expect(networks.map(([, , route]) => route).sort()).toEqual(['appliance', 'gateway', 'none']);
  const known = Array.from({ length: demo.count }, (_, index) =>
    demo.estateAt(index).resources.virtualNetworks.map((network) => network['id']),
  ).flat();
  for (const [, network] of networks) expect(known).toContain(network);
});
