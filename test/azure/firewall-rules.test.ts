import { describe, expect, test } from 'vitest';
import { ruleGroupFact } from '../../src/azure/firewall-policies.ts';
import { firewallFact } from '../../src/azure/firewalls.ts';
import { readFirewalls } from '../../src/azure/read-firewalls.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { firewallFactSchema } from '../../src/model/hub-facts.ts';
import { type Answer, ELSEWHERE, fakeArm, forbidden, idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const TYPE = 'Microsoft.Network/azureFirewalls';
const LIST = listPath(TYPE);
const POLICY = idOf('Microsoft.Network/firewallPolicies/spokes');
const BASE = idOf('Microsoft.Network/firewallPolicies/company', ELSEWHERE);
const OFFICES = idOf('Microsoft.Network/ipGroups/offices');
const RELAYS = idOf('Microsoft.Network/ipGroups/relays');

const NOTHING = {
  protocols: [],
  sources: [],
  sourceGroups: [],
  destinations: [],
  destinationGroups: [],
  destinationNames: [],
  destinationPorts: [],
};

function firewall(properties: object = {}, name = 'fw', subscription: string = SUBSCRIPTION) {
  return { id: idOf(`${TYPE}/${name}`, subscription), name, location: 'westeurope', properties };
}

function policy(id: string, base?: string) {
  return {
    id,
    name: id.slice(id.lastIndexOf('/') + 1),
    properties: base ? { basePolicy: { id: base } } : {},
  };
}

const smtp = {
  ruleType: 'NetworkRule',
  name: 'smtp',
  ipProtocols: ['TCP'],
  sourceAddresses: ['10.0.0.0/8'],
  sourceIpGroups: [OFFICES],
  destinationAddresses: ['*'],
  destinationIpGroups: [],
  destinationFqdns: ['mx.contoso.com'],
  destinationPorts: ['25'],
};

function group(of: string, name: string, collections: readonly object[] = [filter([smtp])]) {
  return {
    id: `${of}/ruleCollectionGroups/${name}`,
    name,
    properties: { priority: 200, ruleCollections: collections },
  };
}

function filter(rules: readonly object[], name = 'mail') {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name,
    priority: 100,
    action: { type: 'Allow' },
    rules,
  };
}

const offices = {
  id: OFFICES,
  name: 'offices',
  properties: { ipAddresses: ['10.1.0.0/16', '10.2.0.0-10.2.0.9'] },
};

const byPolicy: Readonly<Record<string, Answer>> = {
  [LIST]: [firewall({ firewallPolicy: { id: POLICY } })],
  [POLICY]: policy(POLICY, BASE),
  [`${POLICY}/ruleCollectionGroups`]: [group(POLICY, 'own')],
  [BASE]: policy(BASE),
  [`${BASE}/ruleCollectionGroups`]: [group(BASE, 'company', [])],
  [OFFICES]: offices,
};

async function readAll(answers: Readonly<Record<string, Answer>>) {
  const { arm, asked } = fakeArm(answers);
  const reading = await readFirewalls(arm)(SUBSCRIPTION);
  const [first] = reading.kind === 'not-asked' ? [] : reading.items;
  return { reading, first, asked };
}

describe('a classic firewall', () => {
  const collection = (rules: readonly unknown[], over: object = {}) => ({
    name: 'mail',
    properties: { priority: 300, action: { type: 'Deny' }, rules, ...over },
  });

  test('has its network rules in the list, in one request', async () => {
    const rule = {
      name: 'no-mail',
      protocols: ['TCP', 'UDP'],
      sourceAddresses: ['10.0.0.4-10.0.0.9'],
      destinationAddresses: ['*'],
      destinationPorts: ['25'],
    };
    const { first, asked } = await readAll({
      [LIST]: [
        firewall({
          networkRuleCollections: [collection([rule])],
          applicationRuleCollections: [{ name: 'web', properties: { rules: [{ name: 'x' }] } }],
          natRuleCollections: [{ name: 'in', properties: { rules: [{ name: 'y' }] } }],
        }),
      ],
    });
    expect(first?.properties?.classicRules).toEqual([
      {
        name: 'mail',
        priority: 300,
        action: 'Deny',
        rules: [
          {
            ...NOTHING,
            name: 'no-mail',
            protocols: ['TCP', 'UDP'],
            sources: ['10.0.0.4-10.0.0.9'],
            destinations: ['*'],
            destinationPorts: ['25'],
          },
        ],
      },
    ]);
    expect(first?.policies).toEqual({ kind: 'not-asked', why: 'not-needed' });
    expect(first?.ipGroups).toEqual([]);
    expect(firewallFactSchema.parse(first)).toEqual(first);
    expect(asked).toEqual([LIST]);
  });

  test('reads the IP groups that its rules name, each once', async () => {
    const rules = [
      { name: 'a', sourceIpGroups: [OFFICES], destinationIpGroups: [RELAYS] },
      { name: 'b', sourceIpGroups: [OFFICES.toUpperCase()] },
    ];
    const { first, asked } = await readAll({
      [LIST]: [firewall({ networkRuleCollections: [collection(rules)] })],
      [OFFICES]: offices,
      [RELAYS]: { id: RELAYS, properties: { ipAddresses: null } },
    });
    expect(first?.ipGroups).toEqual([
      { id: OFFICES, prefixes: ['10.1.0.0/16', '10.2.0.0-10.2.0.9'] },
      { id: RELAYS, prefixes: [] },
    ]);
    expect(asked).toHaveLength(3);
  });

  test('of whose rules one is not as documented keeps its name and nothing else', () => {
    const odd = { name: 'odd', protocols: 'TCP', destinationPorts: ['25'] };
    const fact = firewallFact(firewall({ networkRuleCollections: [collection([odd, 'text', null])] }));
    expect(fact?.properties?.classicRules[0]?.rules).toEqual([
      { ...NOTHING, name: 'odd' },
      { ...NOTHING, name: '(rule without a name)' },
      { ...NOTHING, name: '(rule without a name)' },
    ]);
  });

  test.each<[string, unknown]>([
    ['rules that are no list', [collection([], { rules: 'all' })]],
    ['a priority of another type', [collection([], { priority: 'first' })]],
    ['a collection without properties', [{ name: 'mail' }]],
    ['collections that are no list', {}],
  ])('with %s is not understood', (_, networkRuleCollections) => {
    expect(firewallFact(firewall({ networkRuleCollections }))).not.toHaveProperty('properties');
  });

  test.each([undefined, null, []])('with collections %j has none', (networkRuleCollections) => {
    expect(firewallFact(firewall({ networkRuleCollections }))?.properties?.classicRules).toEqual([]);
  });
});

describe('a firewall with a policy', () => {
  test('has the rules of its policy and of the parent, which lies in another subscription', async () => {
    const { first, asked } = await readAll(byPolicy);
    expect(first?.policies).toEqual({
      kind: 'read',
      malformed: 0,
      items: [
        {
          id: POLICY,
          name: 'spokes',
          base: BASE,
          groups: {
            kind: 'read',
            malformed: 0,
            items: [
              {
                name: 'own',
                priority: 200,
                collections: [
                  {
                    name: 'mail',
                    priority: 100,
                    action: 'Allow',
                    rules: [
                      {
                        name: 'smtp',
                        protocols: ['TCP'],
                        sources: ['10.0.0.0/8'],
                        sourceGroups: [OFFICES],
                        destinations: ['*'],
                        destinationGroups: [],
                        destinationNames: ['mx.contoso.com'],
                        destinationPorts: ['25'],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        },
        {
          id: BASE,
          name: 'company',
          groups: {
            kind: 'read',
            malformed: 0,
            items: [{ name: 'company', priority: 200, collections: [] }],
          },
        },
      ],
    });
    expect(first?.ipGroups).toMatchObject([{ id: OFFICES }]);
    expect(firewallFactSchema.parse(first)).toEqual(first);
    expect(asked).toHaveLength(6);
  });

  test('shares what is read with every other of the run, in whatever letter case they name it', async () => {
    const { arm, asked } = fakeArm({
      ...byPolicy,
      [LIST]: [
        firewall({ firewallPolicy: { id: POLICY } }, 'a'),
        firewall({ firewallPolicy: { id: POLICY.toUpperCase() } }, 'b'),
      ],
      [listPath(TYPE, ELSEWHERE)]: [firewall({ firewallPolicy: { id: BASE } }, 'c', ELSEWHERE)],
    });
    const reader = readFirewalls(arm);
    const readings = await Promise.all([reader(SUBSCRIPTION), reader(ELSEWHERE)]);
    const policies = readings.flatMap((reading) =>
      reading.kind === 'read' ? reading.items.map((one) => one.policies.kind) : [],
    );
    expect(policies).toEqual(['read', 'read', 'read']);
    expect(asked).toHaveLength(7);
    expect(new Set(asked.map((path) => path.toLowerCase())).size).toBe(7);
  });

  test.each<[string, string, number]>([
    ['itself', POLICY, 0],
    ['parent', BASE, 1],
  ])('whose policy %s is forbidden has unreadable rules', async (_, path, known) => {
    const action = 'Microsoft.Network/firewallPolicies/read';
    const { first } = await readAll({ ...byPolicy, [path]: new ArmError(403, 'AuthorizationFailed', 'no') });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { status: 403, action } });
    expect(first?.policies).toHaveProperty('items.length', known);
  });

  test.each([POLICY, BASE])('whose rule groups in %s are forbidden has unreadable rules', async (path) => {
    const action = 'Microsoft.Network/firewallPolicies/ruleCollectionGroups/read';
    const { first } = await readAll({ ...byPolicy, [`${path}/ruleCollectionGroups`]: forbidden(action) });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { action }, items: [{}, {}] });
  });

  test.each<[string, Record<string, Answer>]>([
    ['is its own parent', { [POLICY]: policy(POLICY, POLICY.toUpperCase()) }],
    ['is a parent of its parent', { [BASE]: policy(BASE, POLICY) }],
  ])('whose policy %s has unreadable rules', async (_, answers) => {
    const { first, asked } = await readAll({ ...byPolicy, ...answers });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { code: 'EndlessPolicies' } });
    expect(asked.length).toBeLessThan(8);
  });

  test('whose policies have no end has unreadable rules', async () => {
    const at = (number: number) => idOf(`Microsoft.Network/firewallPolicies/p${number}`);
    const line = Array.from({ length: 30 }, (_, number) => [
      [at(number), policy(at(number), at(number + 1))],
      [`${at(number)}/ruleCollectionGroups`, []],
    ]);
    const { first, asked } = await readAll({
      [LIST]: [firewall({ firewallPolicy: { id: at(0) } })],
      ...Object.fromEntries(line.flat()),
    });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { code: 'EndlessPolicies' } });
    expect(asked).toHaveLength(21);
  });

  test.each<[string, object]>([
    ['no ID', { id: null }],
    ['another host', { id: '@evil.example/subscriptions/x' }],
    ['a path outside any subscription', { id: '/providers/Microsoft.Network/firewallPolicies/x' }],
  ])('whose policy reference names %s asks for nothing', async (_, firewallPolicy) => {
    const { first, asked } = await readAll({ [LIST]: [firewall({ firewallPolicy })] });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { code: 'BrokenReference' } });
    expect(asked).toEqual([LIST]);
  });

  test.each<[string, object]>([
    ['without properties', { id: POLICY }],
    ['with a parent that is no reference', { id: POLICY, properties: { basePolicy: 'company' } }],
  ])('whose policy comes %s has unreadable rules', async (_, raw) => {
    const { first } = await readAll({ ...byPolicy, [POLICY]: raw });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { code: 'MalformedItem' } });
  });

  test.each<[string, object]>([
    ['without properties', { id: `${POLICY}/ruleCollectionGroups/odd` }],
    ['with collections that are no list', { id: 'odd', properties: { ruleCollections: {} } }],
    ['with a collection of another shape', group(POLICY, 'odd', [{ rules: 'all' }])],
  ])('one of whose rule groups comes %s has unreadable rules', async (_, raw) => {
    const { first } = await readAll({
      ...byPolicy,
      [`${POLICY}/ruleCollectionGroups`]: [group(POLICY, 'own'), raw],
    });
    expect(first?.policies).toMatchObject({ kind: 'unreadable', problem: { code: 'MalformedItem' } });
  });

  test('leaves out IP groups that cannot be read or understood', async () => {
    const rules = [{ ...smtp, destinationIpGroups: [RELAYS, 'not-an-id'] }];
    const { first } = await readAll({
      ...byPolicy,
      [`${POLICY}/ruleCollectionGroups`]: [group(POLICY, 'own', [filter(rules)])],
      [OFFICES]: forbidden('Microsoft.Network/ipGroups/read'),
      [RELAYS]: { id: RELAYS, properties: { ipAddresses: '10.0.0.0/8' } },
    });
    expect(first?.policies.kind).toBe('read');
    expect(first?.ipGroups).toEqual([]);
  });

  test('that is itself not understood keeps neither', async () => {
    const { first, asked } = await readAll({ [LIST]: [firewall({ firewallPolicy: 7 })] });
    expect(first).not.toHaveProperty('properties');
    expect(asked).toEqual([LIST]);
  });
});

describe('a rule collection group', () => {
  const collectionsOf = (...collections: readonly object[]) =>
    ruleGroupFact(group(POLICY, 'g', collections))?.collections.map(({ name, rules }) => [
      name,
      rules.map((rule) => rule.name),
    ]);

  test('leaves out application and NAT rules, in whatever letter case', () => {
    const application = { ruleType: 'ApplicationRule', name: 'web', targetFqdns: ['*'] };
    const nat = { ruleType: 'natrule', name: 'in', destinationPorts: ['25'] };
    expect(
      collectionsOf(
        filter([application], 'only-web'),
        filter([application, smtp, nat], 'both'),
        { ruleCollectionType: 'FirewallPolicyNatRuleCollection', name: 'nat', rules: [smtp] },
        { ruleCollectionType: 'firewallpolicynatrulecollection', name: 'nat', rules: [smtp] },
      ),
    ).toEqual([['both', ['smtp']]]);
  });

  test('keeps what it does not know, since it may decide', () => {
    expect(
      collectionsOf(filter([{ ruleType: 'NewRule', name: 'new' }]), {
        ...filter([smtp], 'odd'),
        ruleCollectionType: null,
      }),
    ).toEqual([
      ['mail', ['new']],
      ['odd', ['smtp']],
    ]);
  });
});
