import { describe, expect, test } from 'vitest';
import { readNetworkManagers } from '../../src/azure/read-network-managers.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { networkManagerFactSchema } from '../../src/model/hub-facts.ts';
import { type Answer, fakeArm, forbidden, idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const TYPE = 'Microsoft.Network/networkManagers';
const LIST = listPath(TYPE);
const MANAGER = idOf(`${TYPE}/central`);
const CONFIGURATIONS = `${MANAGER}/securityAdminConfigurations`;
const BASE = `${CONFIGURATIONS}/base`;
const MAIL = `${BASE}/ruleCollections/mail`;
const WEB = `${BASE}/ruleCollections/web`;
const GROUP = '/providers/Microsoft.Management/managementGroups/root';

const manager = {
  id: MANAGER,
  name: 'central',
  location: 'westeurope',
  properties: {
    networkManagerScopes: { subscriptions: [`/subscriptions/${SUBSCRIPTION}`], managementGroups: [GROUP] },
    networkManagerScopeAccesses: ['SecurityAdmin', 'Connectivity'],
  },
};

function rule(collection: string, name: string, properties: object = {}) {
  return {
    id: `${collection}/rules/${name}`,
    name,
    kind: 'Custom',
    properties: {
      access: 'Deny',
      direction: 'Outbound',
      protocol: 'Tcp',
      priority: 100,
      destinationPortRanges: ['25', '587'],
      ...properties,
    },
  };
}

const plain = {
  [LIST]: [manager],
  [CONFIGURATIONS]: [{ id: BASE, name: 'base', properties: {} }],
  [`${BASE}/ruleCollections`]: [
    { id: MAIL, name: 'mail' },
    { id: WEB, name: 'web' },
  ],
  [`${MAIL}/rules`]: [rule(MAIL, 'no-mail')],
  [`${WEB}/rules`]: [{ ...rule(WEB, 'no-telnet'), kind: 'Default' }],
};

async function readAll(answers: Readonly<Record<string, Answer>>) {
  const { arm, asked } = fakeArm(answers);
  const reading = await readNetworkManagers(arm)(SUBSCRIPTION);
  const [first] = reading.kind === 'not-asked' ? [] : reading.items;
  return { reading, first, asked };
}

describe('network managers', () => {
  test('where there are none cost one request', async () => {
    const { reading, asked } = await readAll({ [LIST]: [] });
    expect(reading).toEqual({ kind: 'read', items: [], malformed: 0 });
    expect(asked).toEqual([LIST]);
  });

  test('are read level by level, down to the rules', async () => {
    const { first, asked } = await readAll(plain);
    expect(first).toEqual({
      id: MANAGER,
      name: 'central',
      location: 'westeurope',
      properties: { subscriptions: [`/subscriptions/${SUBSCRIPTION}`], managementGroups: [GROUP] },
      adminRules: {
        kind: 'read',
        malformed: 0,
        items: [
          {
            id: `${MAIL}/rules/no-mail`,
            name: 'no-mail',
            access: 'Deny',
            direction: 'Outbound',
            protocol: 'Tcp',
            priority: 100,
            destinationPorts: ['25', '587'],
          },
          expect.objectContaining({ name: 'no-telnet' }),
        ],
      },
    });
    expect(networkManagerFactSchema.parse(first)).toEqual(first);
    expect(asked).toHaveLength(5);
  });

  test.each([
    ['securityAdminConfigurations', CONFIGURATIONS, 0],
    ['securityAdminConfigurations/ruleCollections', `${BASE}/ruleCollections`, 0],
    ['securityAdminConfigurations/ruleCollections/rules', `${MAIL}/rules`, 1],
  ])(
    'whose %s are forbidden have unreadable rules, with those that could be read',
    async (level, path, rest) => {
      const { first } = await readAll({ ...plain, [path]: new ArmError(403, 'AuthorizationFailed', 'no') });
      const action = `${TYPE}/${level}/read`;
      expect(first?.adminRules).toMatchObject({ kind: 'unreadable', problem: { status: 403, action } });
      expect(first?.adminRules).toHaveProperty('items.length', rest);
    },
  );

  test.each<[string, object]>([
    ['with ports of another type', rule(MAIL, 'odd', { destinationPortRanges: '25' })],
    ['without properties', { id: `${MAIL}/rules/odd`, name: 'odd' }],
    ['without an ID', { name: 'odd', properties: {} }],
  ])('of whose rules one is %s have unreadable rules', async (_, raw) => {
    const { first } = await readAll({ ...plain, [`${MAIL}/rules`]: [rule(MAIL, 'no-mail'), raw] });
    expect(first?.adminRules).toMatchObject({ kind: 'unreadable', problem: { code: 'MalformedItem' } });
    expect(first?.adminRules).toHaveProperty('items.length', 2);
  });

  test('keep a rule of which fields are missing', async () => {
    const nulls = { access: null, protocol: null, priority: null, destinationPortRanges: null };
    const { first } = await readAll({ ...plain, [`${MAIL}/rules`]: [rule(MAIL, 'bare', nulls)] });
    expect(first?.adminRules).toMatchObject({
      kind: 'read',
      items: [{ name: 'bare', direction: 'Outbound', destinationPorts: [] }, { name: 'no-telnet' }],
    });
  });

  test('of unknown scope are kept without properties', async () => {
    const { first } = await readAll({
      ...plain,
      [LIST]: [{ id: MANAGER, properties: { networkManagerScopes: 7 } }],
    });
    expect(first).toMatchObject({ name: 'central', adminRules: { kind: 'read' } });
    expect(first).not.toHaveProperty('properties');
  });

  test('that cannot be listed say so', async () => {
    const { reading } = await readAll({ [LIST]: forbidden(`${TYPE}/read`) });
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { action: `${TYPE}/read` } });
  });
});
