import { describe, expect, test } from 'vitest';
import { adminRule, facts, networkManager, nsg, OTHER, OWN, pathIn, rule, unreadable } from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { onNic } from './situations.ts';

/* A network manager in another subscription has security admin rules; the own subscription is in its scope unless told otherwise. */
const managedBy = (...networkManagers: Parameters<typeof networkManager>[0][number][]) => ({
  others: [facts({ networkManagers: [networkManager(networkManagers)] }, OTHER)],
});
const within = (over: Parameters<typeof networkManager>[1]) => ({
  others: [facts({ networkManagers: [networkManager([adminRule()], over)] }, OTHER)],
});
const doubted = { path: 'internet', confidence: 'low', reasons: ['admin-rule-may-apply'] } as const;
const plain = { path: 'internet', confidence: 'high', reasons: [] } as const;

describe('which rules matter', () => {
  expectPaths([
    ['outbound, Tcp, port 25', managedBy(adminRule()), doubted],
    [
      'protocol Any, in any letter case',
      managedBy(adminRule({ protocol: 'ANY', direction: 'outbound' })),
      doubted,
    ],
    ['a range of ports that holds 25', managedBy(adminRule({ destinationPorts: ['443', '20-30'] })), doubted],
    ['all ports', managedBy(adminRule({ destinationPorts: ['0-65535'] })), doubted],
    ['no ports: all of them', managedBy(adminRule({ destinationPorts: [] })), doubted],
    ['one that allows, too', managedBy(adminRule({ access: 'AlwaysAllow' })), doubted],
    ['not inbound', managedBy(adminRule({ direction: 'Inbound' })), plain],
    ['not Udp', managedBy(adminRule({ protocol: 'Udp' })), plain],
    ['not other ports', managedBy(adminRule({ destinationPorts: ['80', '443'] })), plain],
    ['no rules', managedBy(), plain],
  ]);
});

describe('whose networks are in scope', () => {
  expectPaths([
    ['the subscription, in any letter case', within({ subscriptions: [`/SUBSCRIPTIONS/${OWN}`] }), doubted],
    ['not another one', within({ subscriptions: [`/subscriptions/${OTHER}`] }), plain],
    [
      'a management group cannot be excluded',
      within({
        subscriptions: [],
        managementGroups: ['/providers/Microsoft.Management/managementGroups/root'],
      }),
      doubted,
    ],
    [
      'nor a manager without properties',
      {
        others: [
          facts({ networkManagers: [{ ...networkManager([adminRule()]), properties: undefined }] }, OTHER),
        ],
      },
      doubted,
    ],
    [
      'rules that cannot be read are not absent',
      {
        others: [facts({ networkManagers: [{ ...networkManager([]), adminRules: unreadable() }] }, OTHER)],
      },
      { path: 'internet', confidence: 'low', reasons: ['admin-rules-not-read'] },
    ],
    [
      'managers that cannot be listed have no effect',
      { others: [facts({ networkManagers: unreadable() }, OTHER)] },
      plain,
    ],
  ]);
});

describe('the NSG result stands', () => {
  expectPaths([
    [
      'denied, with low confidence',
      { ...onNic(rule('no', 100)), ...managedBy(adminRule({ access: 'AlwaysAllow' })) },
      { path: 'denied', confidence: 'low', reasons: ['nsg-denies', 'admin-rule-may-apply'] },
    ],
    [
      'unknown stays unknown',
      { ...onNic(), networkSecurityGroups: unreadable(), ...managedBy(adminRule()) },
      { path: 'unknown', reasons: ['security-group-not-read'] },
    ],
  ]);

  test('rule, action and manager are named, by priority', () => {
    const { reasons } = pathIn({
      networkSecurityGroups: [nsg([])],
      ...managedBy(adminRule({ priority: 20 }), adminRule({ name: 'relay', access: 'Allow', priority: 5 })),
    });
    expect(reasons).toMatchObject([
      {
        manager: networkManager([]).id,
        rules: [
          { rule: 'relay', action: 'Allow' },
          { rule: 'block-mail', action: 'Deny' },
        ],
      },
    ]);
  });
});
