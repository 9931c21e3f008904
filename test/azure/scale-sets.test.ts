import { describe, expect, test } from 'vitest';
import { ArmError } from '../../src/azure/read-problem.ts';
import { readScaleSets } from '../../src/azure/read-scale-sets.ts';
import { listedScaleSet, scaleSetInstanceFact } from '../../src/azure/scale-sets.ts';
import { scaleSetFactSchema } from '../../src/model/compute-facts.ts';
import { type Answer, fakeArm, forbidden, idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const LIST = listPath('Microsoft.Compute/virtualMachineScaleSets');
const WEB = idOf('Microsoft.Compute/virtualMachineScaleSets/web');
const NOT_NEEDED = { kind: 'not-asked', why: 'not-needed' };
const EMPTY = { kind: 'read', items: [], malformed: 0 };

function set(over: object = {}, name = 'web') {
  return {
    id: idOf(`Microsoft.Compute/virtualMachineScaleSets/${name}`),
    name,
    location: 'westeurope',
    tags: { role: 'mail' },
    sku: { name: 'Standard_D2s_v3', capacity: 2 },
    properties: { orchestrationMode: 'Uniform', virtualMachineProfile: {} },
    ...over,
  };
}

function instance(of = WEB, number = 0) {
  const id = `${of}/virtualMachines/${number}`;
  return {
    id,
    name: `web_${number}`,
    location: 'westeurope',
    properties: {
      timeCreated: '2026-03-01T08:00:00+00:00',
      networkProfile: {
        networkInterfaces: [{ id: `${id}/networkInterfaces/nic`, properties: { primary: true } }],
      },
      instanceView: {
        statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/running' }],
      },
    },
  };
}

function nic(of = WEB, configuration: object = { primary: true }) {
  const vm = `${of}/virtualMachines/0`;
  return {
    id: `${vm}/networkInterfaces/nic`,
    name: 'nic',
    properties: {
      virtualMachine: { id: vm },
      primary: true,
      allowPort25Out: false,
      ipConfigurations: [{ name: 'ip', properties: configuration }],
    },
  };
}

const ADDRESS = `${WEB}/virtualMachines/0/networkInterfaces/nic/ipConfigurations/ip/publicIPAddresses/pip`;

const plain = {
  [LIST]: [set()],
  [`${WEB}/virtualMachines`]: [instance()],
  [`${WEB}/networkInterfaces`]: [nic()],
};

async function readAll(answers: Readonly<Record<string, Answer>>) {
  const { arm, asked, versions } = fakeArm(answers);
  const reading = await readScaleSets(arm)(SUBSCRIPTION);
  const [first] = reading.kind === 'not-asked' ? [] : reading.items;
  return { reading, first, asked, versions };
}

describe('scale sets', () => {
  test('are read with their instances and NICs, in three requests', async () => {
    const { reading, first, asked } = await readAll(plain);
    expect(reading).toMatchObject({ kind: 'read', malformed: 0 });
    expect(first).toEqual({
      id: WEB,
      name: 'web',
      location: 'westeurope',
      tags: { role: 'mail' },
      orchestration: 'Uniform',
      instances: {
        kind: 'read',
        items: [
          {
            id: `${WEB}/virtualMachines/0`,
            name: 'web_0',
            location: 'westeurope',
            timeCreated: '2026-03-01T08:00:00.000Z',
            powerState: 'running',
            networkInterfaces: [{ id: `${WEB}/virtualMachines/0/networkInterfaces/nic`, primary: true }],
          },
        ],
        malformed: 0,
      },
      networkInterfaces: expect.objectContaining({ kind: 'read' }),
      publicAddresses: NOT_NEEDED,
    });
    expect(first?.networkInterfaces).toMatchObject({ items: [{ properties: { allowPort25Out: false } }] });
    expect(scaleSetFactSchema.parse(first)).toEqual(first);
    expect(asked).toHaveLength(3);
  });

  test('are asked for power states with their instances', async () => {
    const expanded: string[] = [];
    await readAll({
      ...plain,
      [`${WEB}/virtualMachines`]: (url: URL) => {
        expanded.push(url.searchParams.get('$expand') ?? '');
        return [instance()];
      },
    });
    expect(expanded).toEqual(['instanceView']);
  });

  test('whose NIC names a public address are asked for these too', async () => {
    const named = nic(WEB, { primary: true, publicIPAddress: { id: ADDRESS } });
    const { first, asked } = await readAll({
      ...plain,
      [`${WEB}/networkInterfaces`]: [named],
      [`${WEB}/publicipaddresses`]: [{ id: ADDRESS, name: 'pip', properties: { ipAddress: '20.1.2.3' } }],
    });
    expect(first?.publicAddresses).toMatchObject({ items: [{ properties: { address: '20.1.2.3' } }] });
    expect(asked).toHaveLength(4);
  });

  test.each(['Flexible', 'flexible'])(
    'with orchestration mode %s have no lists of their own',
    async (mode) => {
      const { first, asked } = await readAll({ [LIST]: [set({ properties: { orchestrationMode: mode } })] });
      expect(first).toMatchObject({
        orchestration: mode,
        instances: NOT_NEEDED,
        networkInterfaces: NOT_NEEDED,
        publicAddresses: NOT_NEEDED,
      });
      expect(asked).toEqual([LIST]);
    },
  );

  test('that are to hold no instance are not asked for any', async () => {
    const { first, asked } = await readAll({ [LIST]: [set({ sku: { capacity: 0 } })] });
    expect(first).toMatchObject({ instances: EMPTY, networkInterfaces: EMPTY, publicAddresses: NOT_NEEDED });
    expect(asked).toEqual([LIST]);
  });

  test.each<[string, object]>([
    ['without properties', { properties: undefined }],
    ['with properties that are null', { properties: null }],
    ['without a profile', { properties: { orchestrationMode: 'Uniform' } }],
    ['without an orchestration mode', { properties: { virtualMachineProfile: {} } }],
    ['with an orchestration mode of another type', { properties: { orchestrationMode: 7 } }],
    ['without a SKU', { sku: null }],
  ])('%s are asked like a Uniform one', async (_, over) => {
    const { first } = await readAll({ ...plain, [LIST]: [set(over)] });
    expect(first?.instances).toMatchObject({ kind: 'read', items: [{ name: 'web_0' }] });
  });

  test('of another letter case and with several pages are followed to their end', async () => {
    const next = `https://management.azure.com${WEB}/virtualMachines?page=2`;
    const { first } = await readAll({
      ...plain,
      [`${WEB}/virtualMachines`]: (url: URL) =>
        url.searchParams.has('page')
          ? [instance(WEB, 1), instance(WEB.toUpperCase(), 1)]
          : { value: [instance()], nextLink: next },
    });
    expect(first?.instances).toMatchObject({ kind: 'read', items: [{ name: 'web_0' }, { name: 'web_1' }] });
  });

  test('that cannot be listed say so', async () => {
    const action = 'Microsoft.Compute/virtualMachineScaleSets/read';
    const { reading } = await readAll({ [LIST]: forbidden(action) });
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { status: 403, action }, items: [] });
  });

  test('where the provider is not registered are none', async () => {
    const { reading } = await readAll({
      [LIST]: new ArmError(409, 'MissingSubscriptionRegistration', 'not registered'),
    });
    expect(reading).toEqual(EMPTY);
  });

  test('keep what could be read when one of their lists fails', async () => {
    const action = 'Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read';
    const { first } = await readAll({ ...plain, [`${WEB}/networkInterfaces`]: forbidden(action) });
    expect(first?.instances.kind).toBe('read');
    expect(first?.networkInterfaces).toMatchObject({ kind: 'unreadable', problem: { action } });
    expect(first?.publicAddresses).toEqual(NOT_NEEDED);
  });

  test('whose instances continue at another host are unreadable, and that host is not asked', async () => {
    const { first } = await readAll({
      ...plain,
      [`${WEB}/virtualMachines`]: { value: [instance()], nextLink: 'https://evil.example/next' },
    });
    expect(first?.instances).toMatchObject({ kind: 'unreadable', problem: { code: 'ForeignLink' } });
  });
});

describe('the API version of a scale set NIC list', () => {
  const OLD = '2018-10-01';

  function refusing(asked: string[]) {
    return (url: URL): object => {
      const version = url.searchParams.get('api-version') ?? '';
      asked.push(version);
      return version === OLD ? [nic()] : new ArmError(400, 'InvalidApiVersionParameter', 'no');
    };
  }

  test('is that of NICs where it is answered', async () => {
    const { asked, versions } = await readAll(plain);
    expect(versions[asked.indexOf(`${WEB}/networkInterfaces`)]).toBe('2025-05-01');
  });

  test('falls back once in a run, whatever else is asked meanwhile', async () => {
    const asked: string[] = [];
    const names = ['a', 'b', 'c', 'd', 'e'];
    const sets = names.map((name) => set({}, name));
    const { arm } = fakeArm({
      [LIST]: sets,
      ...Object.fromEntries(sets.map(({ id }) => [`${id}/virtualMachines`, [instance(id)]])),
      ...Object.fromEntries(sets.map(({ id }) => [`${id}/networkInterfaces`, refusing(asked)])),
    });
    const reader = readScaleSets(arm);
    for (const reading of [await reader(SUBSCRIPTION), await reader(SUBSCRIPTION)]) {
      const items = reading.kind === 'read' ? reading.items : [];
      expect(items.map(({ name }) => name)).toEqual(names);
      for (const { networkInterfaces } of items)
        expect(networkInterfaces).toMatchObject({ kind: 'read', malformed: 0 });
    }
    expect(asked.filter((version) => version !== OLD)).toHaveLength(1);
    expect(asked).toHaveLength(11);
  });

  test('stays that of NICs once it was answered, though one scale set refuses it', async () => {
    const asked: string[] = [];
    const sets = ['a', 'b', 'c'].map((name) => set({}, name));
    const [, odd] = sets;
    const {
      arm,
      asked: paths,
      versions,
    } = fakeArm({
      [LIST]: sets,
      ...Object.fromEntries(sets.map(({ id }) => [`${id}/networkInterfaces`, [nic(id)]])),
      [`${odd?.id}/networkInterfaces`]: refusing(asked),
    });
    const reading = await readScaleSets(arm)(SUBSCRIPTION);
    const kinds = reading.kind === 'read' ? reading.items.map((one) => one.networkInterfaces.kind) : [];
    expect(kinds).toEqual(['read', 'read', 'read']);
    const ofThird = versions[paths.indexOf(`${sets[2]?.id}/networkInterfaces`)];
    expect([...asked, ofThird]).toEqual(['2025-05-01', OLD, '2025-05-01']);
  });

  test('stays where another version is refused as well', async () => {
    const { first, asked } = await readAll({
      ...plain,
      [`${WEB}/networkInterfaces`]: new ArmError(400, 'BadRequest', 'the scale set is in a bad way'),
    });
    expect(first?.networkInterfaces).toMatchObject({ kind: 'unreadable', problem: { status: 400 } });
    expect(asked).toHaveLength(4);
  });

  test('of its public addresses is the published one, or else that of public addresses', async () => {
    const asked: string[] = [];
    const { first } = await readAll({
      ...plain,
      [`${WEB}/networkInterfaces`]: [nic(WEB, { publicIPAddress: { id: ADDRESS } })],
      [`${WEB}/publicipaddresses`]: (url: URL) => {
        asked.push(url.searchParams.get('api-version') ?? '');
        return asked.length === 1
          ? new ArmError(400, 'NoRegisteredProviderFound', 'retired')
          : [{ id: ADDRESS, properties: { ipAddress: '20.1.2.3' } }];
      },
    });
    expect(first?.publicAddresses).toMatchObject({ kind: 'read', items: [{ name: 'pip' }] });
    expect(asked).toEqual([OLD, '2025-05-01']);
  });
});

test.each([undefined, null, 'text', {}, { id: '' }, { id: 7 }])(
  'what has no ID is neither a scale set nor an instance: %j',
  (raw) => {
    expect(listedScaleSet(raw)).toBeUndefined();
    expect(scaleSetInstanceFact(raw)).toBeUndefined();
  },
);

test('an instance without properties keeps its ID and name', () => {
  expect(scaleSetInstanceFact({ id: `${WEB}/virtualMachines/3`, properties: null })).toEqual({
    id: `${WEB}/virtualMachines/3`,
    name: '3',
  });
});
