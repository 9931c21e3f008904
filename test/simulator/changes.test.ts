import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../src/simulator/apply-changes.ts';
import type { Change } from '../../src/simulator/change.ts';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { openTenant, type Tenant } from '../../src/simulator/tenant.ts';
import { DEFAULT_SEED, subscriptionIdOf } from '../../src/simulator/tenant-identity.ts';
import type { SubscriptionTruth, VmTruth } from '../../src/simulator/truth.ts';
import { localClient } from './local-client.ts';

function tenantAfter(...changes: readonly Change[]): Tenant {
  return openTenant(DEFAULT_SEED, { named: applyChanges(NAMED_SUBSCRIPTIONS, changes) });
}

const before = tenantAfter();

function indexOf(tenant: Tenant, key: string): number {
  const index = tenant.indexOf(subscriptionIdOf(DEFAULT_SEED, key));
  if (index === undefined) throw new Error(`no subscription ${key}`);
  return index;
}

function truthOf(tenant: Tenant, key: string): SubscriptionTruth {
  return tenant.truthAt(indexOf(tenant, key));
}

function vmsOf(tenant: Tenant, key: string): readonly VmTruth[] {
  return [...tenant.vmsAt(indexOf(tenant, key))];
}

function vmOf(tenant: Tenant, key: string, name: string): VmTruth | undefined {
  return vmsOf(tenant, key).find((vm) => vm.name === name);
}

/** The resources of a subscription by ID, each as text. */
function wiresOf(tenant: Tenant, key: string): ReadonlyMap<string, string> {
  const { children, resources } = tenant.estateAt(indexOf(tenant, key));
  const wires = [...Object.values(resources), ...Object.values(children)].flat();
  return new Map(wires.map((wire) => [String(wire['id']), JSON.stringify(wire)]));
}

/** The names of the resources that differ between two states of a subscription, those that came with `+`, those that went with `-`. */
function differences(tenant: Tenant, key: string): string[] {
  const [old, now] = [wiresOf(before, key), wiresOf(tenant, key)];
  const name = (id: string) => id.split('/').slice(-2).join('/');
  const gone = [...old.keys()].filter((id) => !now.has(id)).map((id) => `-${name(id)}`);
  const other = [...now].flatMap(([id, text]) => {
    const was = old.get(id);
    if (was === text) return [];
    return [was === undefined ? `+${name(id)}` : name(id)];
  });
  return [...gone, ...other].sort();
}

describe('a machine', () => {
  test('is created beside others, with the next number, and nothing else changes', () => {
    const tenant = tenantAfter({
      kind: 'machine-created',
      subscription: 'campaigns',
      beside: 'vm-blast-02-01',
      flag: 'true',
    });
    expect(vmOf(tenant, 'campaigns', 'vm-blast-02-03')).toMatchObject({
      nicFlag: 'true',
      verdict: { '2020-11': 'direct' },
    });
    expect(differences(tenant, 'campaigns')).toEqual([
      '+disks/vm-blast-02-03_OsDisk_1',
      '+networkInterfaces/nic-blast-02-03',
      '+virtualMachines/vm-blast-02-03',
    ]);
  });

  test('is deleted, and the next one does not take its number', () => {
    const deleted: Change = {
      kind: 'machine-deleted',
      subscription: 'campaigns',
      machine: 'vm-blast-02-02',
    };
    const tenant = tenantAfter(deleted);
    expect(differences(tenant, 'campaigns')).toEqual([
      '-disks/vm-blast-02-02_OsDisk_1',
      '-networkInterfaces/nic-blast-02-02',
      '-virtualMachines/vm-blast-02-02',
    ]);
    const again = tenantAfter(deleted, {
      kind: 'machine-created',
      subscription: 'campaigns',
      beside: 'vm-blast-02-01',
    });
    expect(vmsOf(again, 'campaigns').map(({ name }) => name)).toEqual([
      'vm-blast-01-01',
      'vm-blast-01-02',
      'vm-blast-01-03',
      'vm-blast-02-01',
      'vm-blast-02-03',
    ]);
  });

  test('that is restarted says true, is running, and is in the activity log', () => {
    const tenant = tenantAfter({
      kind: 'machine-restarted',
      subscription: 'campaigns',
      machine: 'vm-blast-02-01',
    });
    expect(vmOf(before, 'campaigns', 'vm-blast-02-01')?.verdict['2020-11']).toBe('restart');
    expect(vmOf(tenant, 'campaigns', 'vm-blast-02-01')).toMatchObject({
      nicFlag: 'true',
      powerState: 'running',
      verdict: { '2020-11': 'direct', '2023-12': 'direct' },
    });
    expect(differences(tenant, 'campaigns')).toEqual(['networkInterfaces/nic-blast-02-01']);
    expect(tenant.estateAt(indexOf(tenant, 'campaigns')).events).toHaveLength(6);
  });

  test('that is restarted after the day of a declared exemption has come back by the log', () => {
    const tenant = tenantAfter({
      kind: 'machine-restarted',
      subscription: 'exempted-by-log',
      machine: 'vm-quiet-07-01',
      flag: 'absent-cycled',
    });
    expect(vmOf(tenant, 'exempted-by-log', 'vm-quiet-07-01')).toMatchObject({
      nicFlag: 'not-reported',
      lastStarted: '2026-05-31T03:11:14.160Z',
      verdict: { '2020-11': 'direct' },
    });
  });

  test('changes its power, its flag, its network', () => {
    const of = { subscription: 'purchased-after', machine: 'vm-stall-01-01' } as const;
    const tenant = tenantAfter(
      { kind: 'power-changed', ...of, power: 'deallocated' },
      { kind: 'flag-changed', ...of, flag: 'false' },
      { kind: 'network-changed', ...of, network: 'denied-by-nic-group' },
    );
    expect(vmOf(tenant, 'purchased-after', 'vm-stall-01-01')).toMatchObject({
      powerState: 'deallocated',
      nicFlag: 'false',
      path: 'denied',
    });
    expect(vmOf(tenant, 'purchased-after', 'vm-stall-01-02')).toMatchObject({
      powerState: 'running',
      nicFlag: 'not-reported',
      path: 'denied',
    });
  });
});

describe('a scale set', () => {
  const scaled = (to: number): Change => ({
    kind: 'scale-set-scaled',
    subscription: 'render-farm',
    scaleSet: 'vmss-render-01',
    to,
  });
  const instances = (tenant: Tenant) =>
    vmsOf(tenant, 'render-farm').flatMap(({ kind, name }) => (kind === 'vmss-instance' ? [name] : []));

  test('grows and shrinks, and never uses a number twice', () => {
    expect(instances(tenantAfter())).toEqual(['vmss-render-01_0', 'vmss-render-01_2']);
    expect(instances(tenantAfter(scaled(4)))).toEqual(
      ['0', '2', '4', '6'].map((number) => `vmss-render-01_${number}`),
    );
    expect(instances(tenantAfter(scaled(4), scaled(1), scaled(3)))).toEqual(
      ['0', '8', '10'].map((number) => `vmss-render-01_${number}`),
    );
  });

  test('says how many it has', () => {
    const tenant = tenantAfter(scaled(4), scaled(1));
    const [set] = tenant.estateAt(indexOf(tenant, 'render-farm')).resources.virtualMachineScaleSets;
    expect(set).toMatchObject({ sku: { capacity: 1 } });
  });

  test('that is empty leaves an exemption that nothing shows any more', () => {
    const tenant = tenantAfter(scaled(0));
    expect(truthOf(before, 'render-farm').exemption['2020-11']).toBe('observed');
    expect(truthOf(tenant, 'render-farm').exemption['2020-11']).toBe('none');
    expect(vmsOf(tenant, 'render-farm').map(({ verdict }) => verdict['2020-11'])).toEqual([
      'request-exemption',
      'request-exemption',
    ]);
  });
});

describe('a subscription', () => {
  test('is exempted: what was cycled may send, the rest waits for it', () => {
    const tenant = tenantAfter({
      kind: 'exempted',
      subscription: 'csp-resale',
      machines: ['vm-erp-01-01', 'vm-erp-01-02'],
    });
    expect(truthOf(tenant, 'csp-resale').exemption).toEqual({ '2020-11': 'observed', '2023-12': 'observed' });
    const states = vmsOf(tenant, 'csp-resale').map(({ platform }) => platform['2020-11']);
    expect(states).toEqual(['open', 'open', ...Array.from({ length: 6 }, () => 'restart')]);
  });

  test('is transferred to an Enterprise Agreement: open, whatever it was', () => {
    const tenant = tenantAfter({
      kind: 'transferred',
      subscription: 'csp-resale',
      to: 'enterprise-agreement',
    });
    expect(truthOf(tenant, 'csp-resale')).toMatchObject({
      offer: 'enterprise-agreement',
      policyStatus: { '2020-11': 'open', '2023-12': 'open' },
      createdNotAfter: '2020-12-24T18:00:00.000Z',
    });
    expect(new Set(vmsOf(tenant, 'csp-resale').map(({ platform }) => platform['2020-11']))).toEqual(
      new Set(['undetermined', 'open']),
    );
  });

  test.each([
    ['virtualMachines', 'unreadable', 0],
    ['everything', 'unreadable', 0],
    ['networkInterfaces', 'partial', 8],
    ['roleAssignments', 'complete', 8],
  ] as const)('is hidden: %s gives %s, and comes back as it was', (what, coverage, count) => {
    const hidden: Change = { kind: 'hidden', subscription: 'csp-resale', what };
    const tenant = tenantAfter(hidden);
    expect(truthOf(tenant, 'csp-resale').coverage).toBe(coverage);
    expect(vmsOf(tenant, 'csp-resale')).toHaveLength(count);
    const back = tenantAfter(hidden, { kind: 'shown', subscription: 'csp-resale' });
    expect(truthOf(back, 'csp-resale')).toEqual(truthOf(before, 'csp-resale'));
    expect(back.situationAt(indexOf(back, 'csp-resale')).refused).toBeUndefined();
  });

  test('whose NICs are hidden shows nothing of its VMs', () => {
    const tenant = tenantAfter({ kind: 'hidden', subscription: 'render-farm', what: 'networkInterfaces' });
    const seen = vmsOf(tenant, 'render-farm').map(({ kind, nicFlag, path }) => `${kind} ${nicFlag} ${path}`);
    // Instances of Uniform scale sets have lists of their own.
    expect(new Set(seen)).toEqual(new Set(['vmss-instance true internet', 'vm null unknown']));
    expect(truthOf(tenant, 'render-farm').exemption['2020-11']).toBe('observed');
  });

  test('whose activity log is hidden does not say who has come back', () => {
    const tenant = tenantAfter({ kind: 'hidden', subscription: 'exempted-by-log', what: 'activityLog' });
    expect(vmOf(tenant, 'exempted-by-log', 'vm-cycled-01-01')).toMatchObject({
      lastStarted: null,
      verdict: { '2020-11': 'restart' },
    });
  });

  test('that cannot be read keeps what is known from elsewhere', () => {
    const hidden = (subscription: string): Change => ({ kind: 'hidden', subscription, what: 'everything' });
    const tenant = tenantAfter(hidden('support-desk'), hidden('archive'));
    expect(truthOf(tenant, 'support-desk')).toMatchObject({
      cutoff: 'after',
      exemption: { '2020-11': 'declared', '2023-12': 'declared' },
    });
    expect(truthOf(tenant, 'archive')).toMatchObject({
      cutoff: 'indeterminate',
      createdNotAfter: null,
      exemption: { '2020-11': null },
    });
  });

  test('is renamed, disabled and enabled again', () => {
    const tenant = tenantAfter(
      { kind: 'renamed', subscription: 'import', name: 'contoso-imports' },
      { kind: 'state-changed', subscription: 'import', state: 'Disabled' },
    );
    expect(truthOf(tenant, 'import')).toMatchObject({ name: 'contoso-imports', coverage: 'disabled' });
    expect(vmsOf(tenant, 'import')).toEqual([]);
    const on = tenantAfter(
      { kind: 'state-changed', subscription: 'import', state: 'Disabled' },
      { kind: 'state-changed', subscription: 'import', state: 'Enabled' },
    );
    expect(truthOf(on, 'import')).toEqual(truthOf(before, 'import'));
  });

  test('is created like another one, and deleted', () => {
    const tenant = tenantAfter(
      { kind: 'subscription-created', subscription: 'import-2', like: 'import', name: 'contoso-import-2' },
      { kind: 'subscription-deleted', subscription: 'import' },
    );
    expect(tenant.count).toBe(before.count);
    expect(tenant.indexOf(subscriptionIdOf(DEFAULT_SEED, 'import'))).toBeUndefined();
    expect(truthOf(tenant, 'import-2')).toMatchObject({ name: 'contoso-import-2', cutoff: 'indeterminate' });
    expect(vmsOf(tenant, 'import-2').map(({ name }) => name)).toEqual(['vm-import-01-01', 'vm-import-01-02']);
    expect(vmsOf(tenant, 'import-2')[0]?.resourceId).toContain(subscriptionIdOf(DEFAULT_SEED, 'import-2'));
  });
});

describe('changes', () => {
  test('leave every other subscription as it was, to the last byte', () => {
    const tenant = tenantAfter({
      kind: 'machine-deleted',
      subscription: 'prod-emea',
      machine: 'vm-web-02-03',
    });
    expect(differences(tenant, 'prod-emea')).toHaveLength(3);
    for (let index = 0; index < before.count; index += 1) {
      if (before.situationAt(index).key === 'prod-emea') continue;
      expect(JSON.stringify(tenant.estateAt(index))).toBe(JSON.stringify(before.estateAt(index)));
    }
  });

  test.each([
    [{ kind: 'renamed', subscription: 'nowhere', name: 'x' }, /no subscription nowhere/],
    [{ kind: 'machine-deleted', subscription: 'import', machine: 'vm-9' }, /no machine vm-9/],
    [{ kind: 'scale-set-scaled', subscription: 'import', scaleSet: 'vmss', to: 1 }, /no scale set vmss/],
    [{ kind: 'subscription-deleted', subscription: 'connectivity' }, /others rely on connectivity/],
    [
      { kind: 'machine-deleted', subscription: 'newsletter', machine: 'vm-nva-exempted-01' },
      /others rely on newsletter/,
    ],
    [{ kind: 'subscription-created', subscription: 'hr', like: 'hr', name: 'x' }, /already has/],
    [{ kind: 'shown', subscription: 'import' }, /not hidden/],
  ] as const satisfies readonly (readonly [Change, RegExp])[])('refuse %j', (change, message) => {
    expect(() => tenantAfter(change)).toThrow(message);
  });
});

test('a running simulator answers for the changed tenant, and declares what is declared then', async () => {
  const simulator = await startSimulator({
    today: '2026-06-01',
    changes: [{ kind: 'renamed', subscription: 'crm', name: 'contoso-customers' }],
  });
  const client = localClient(simulator);
  const names = async () => {
    const list = await client.list('/subscriptions?api-version=2022-12-01');
    return list.map(({ displayName }) => displayName);
  };
  const lists = (key: string) =>
    `/subscriptions/${subscriptionIdOf(DEFAULT_SEED, key)}/providers/Microsoft.Compute/virtualMachines?api-version=2024-05-01`;
  try {
    expect(await names()).toContain('contoso-customers');
    expect(simulator.declarations).toContain('# contoso-customers');
    simulator.change(
      { kind: 'hidden', subscription: 'archive', what: 'virtualMachines' },
      { kind: 'subscription-deleted', subscription: 'crm' },
    );
    expect(await names()).not.toContain('contoso-customers');
    expect((await client.get(lists('archive'))).status).toBe(403);
    expect((await client.get(lists('crm'))).status).toBe(404);
    expect(simulator.declarations).not.toContain('contoso-customers');
    expect([...simulator.tenant.subscriptions()].find(({ key }) => key === 'archive')?.coverage).toBe(
      'unreadable',
    );
    expect(() => simulator.change({ kind: 'shown', subscription: 'import' })).toThrow(RangeError);
    simulator.change({ kind: 'shown', subscription: 'archive' });
    expect((await client.get(lists('archive'))).status).toBe(200);
  } finally {
    client.close();
    await simulator.close();
  }
});
