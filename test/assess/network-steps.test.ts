import { describe, expect, test } from 'vitest';
import { networkSteps } from '../../src/assess/network-steps.ts';
import type { Action } from '../../src/model/action.ts';
import type { NetworkReason } from '../../src/model/network-reason.ts';
import { ID, policyId, VHUB } from '../network/builders.ts';
import { NETWORK_REASONS } from './sample-reasons.ts';

const denial = { attached: 'nic', group: ID.nicNsg, rule: 'DenyMail', priority: 100 } as const;
const bareDenial = { attached: 'subnet', group: ID.subnetNsg, rule: 'DenyAll', priority: null } as const;
const route = { table: ID.table, route: 'all', prefix: '0.0.0.0/0', nextHop: 'None' } as const;
const system = { table: null, route: null, prefix: '0.0.0.0/0', nextHop: 'Internet' } as const;

interface Case {
  readonly reason: NetworkReason;
  readonly step: Action;
}

const CASES: readonly Case[] = [
  {
    reason: { code: 'nsg-denies', ...denial },
    step: {
      code: 'allow-in-security-group',
      rules: ['Rule DenyMail (priority 100) of NSG nic-nsg on the NIC'],
    },
  },
  {
    reason: { code: 'nsg-denies', ...bareDenial },
    step: {
      code: 'allow-in-security-group',
      rules: ['Rule DenyAll (priority missing) of NSG subnet-nsg on the subnet'],
    },
  },
  {
    reason: { code: 'nsg-allows-part', allows: [denial], denies: [denial, bareDenial] },
    step: {
      code: 'allow-in-security-group',
      rules: [
        'Rule DenyMail (priority 100) of NSG nic-nsg on the NIC',
        'Rule DenyAll (priority missing) of NSG subnet-nsg on the subnet',
      ],
    },
  },
  {
    reason: { code: 'nsg-rule-unclear', ...denial, unclear: 'no protocol' },
    step: {
      code: 'read-missing-fact',
      object: 'Rule DenyMail (priority 100) of NSG nic-nsg on the NIC',
      action: null,
    },
  },
  {
    reason: { code: 'route-drops', ...route },
    step: { code: 'change-route', routes: ['Route all (0.0.0.0/0 to None) of route table rt'] },
  },
  {
    reason: { code: 'route-drops', ...system },
    step: { code: 'change-route', routes: ['The system route 0.0.0.0/0 to Internet'] },
  },
  {
    reason: { code: 'route-to-absent-gateway', ...route },
    step: { code: 'change-route', routes: ['Route all (0.0.0.0/0 to None) of route table rt'] },
  },
  {
    reason: { code: 'route-not-understood', ...route },
    step: { code: 'change-route', routes: ['Route all (0.0.0.0/0 to None) of route table rt'] },
  },
  {
    reason: { code: 'routes-divide', routes: [route, system] },
    step: {
      code: 'change-route',
      routes: ['Route all (0.0.0.0/0 to None) of route table rt', 'The system route 0.0.0.0/0 to Internet'],
    },
  },
  {
    reason: { code: 'route-to-gateway', ...route },
    step: { code: 'ask-owner-of-next-hop', next: 'Route all (0.0.0.0/0 to None) of route table rt' },
  },
  {
    reason: { code: 'appliance-not-resolved', ...route, address: null, why: 'no-address' },
    step: { code: 'ask-owner-of-next-hop', next: 'Route all (0.0.0.0/0 to None) of route table rt' },
  },
  {
    reason: { code: 'virtual-hub-not-found', peering: 'to-hub', network: ID.network, listsNotRead: 0 },
    step: { code: 'ask-owner-of-next-hop', next: 'the virtual hub behind peering to-hub' },
  },
  {
    reason: {
      code: 'virtual-hub-not-read',
      part: 'routing intent',
      hub: VHUB.hub,
      object: VHUB.hub,
      why: 'unreadable',
      action: 'Microsoft.Network/virtualHubs/routingIntent/read',
    },
    step: {
      code: 'read-missing-fact',
      object: VHUB.hub,
      action: 'Microsoft.Network/virtualHubs/routingIntent/read',
    },
  },
  {
    reason: {
      code: 'route-drops',
      table: VHUB.defaultTable,
      route: 'all',
      prefix: '0.0.0.0/0',
      nextHop: ID.firewall,
      hub: VHUB.hub,
    },
    step: {
      code: 'change-route',
      routes: ['Route all (0.0.0.0/0 to fw) of route table defaultRouteTable of virtual hub vhub'],
    },
  },
  {
    reason: {
      code: 'appliance-not-resolved',
      ...{ table: null, route: 'internet', prefix: '0.0.0.0/0', nextHop: ID.nic, hub: VHUB.hub },
      address: null,
      why: 'in-virtual-hub',
    },
    step: {
      code: 'ask-owner-of-next-hop',
      next: 'Routing intent internet (0.0.0.0/0 to nic1) of virtual hub vhub',
    },
  },
  {
    reason: { code: 'default-route-declared', network: ID.network, declared: 'appliance' },
    step: { code: 'ask-owner-of-next-hop', next: 'the declared default route (appliance) of spoke' },
  },
  {
    reason: {
      code: 'firewall-rule-unclear',
      firewall: ID.firewall,
      unclear: 'source',
      ...{ policy: policyId('base'), group: 'network', collection: 'allow-smtp', rule: 'smtp' },
    },
    step: {
      code: 'read-missing-fact',
      object: 'Rule smtp of collection allow-smtp of rule collection group network of policy base',
      action: null,
    },
  },
  {
    reason: { code: 'no-source-address', nic: ID.nic, subnet: ID.subnet, because: ['private-subnet'] },
    step: { code: 'add-way-out', subnet: 'mail' },
  },
  {
    reason: {
      code: 'security-group-not-read',
      object: ID.nicNsg,
      why: 'unreadable',
      action: 'Microsoft.Network/networkSecurityGroups/read',
    },
    step: {
      code: 'read-missing-fact',
      object: ID.nicNsg,
      action: 'Microsoft.Network/networkSecurityGroups/read',
    },
  },
  {
    reason: { code: 'nic-not-found', nic: ID.nic, object: ID.nic, why: 'not-found' },
    step: { code: 'read-missing-fact', object: ID.nic, action: null },
  },
];

describe('the next steps for a network', () => {
  test.each(CASES)('$reason.code calls for $step.code', ({ reason, step }) => {
    expect(networkSteps([reason])).toEqual([step]);
  });

  test('each stands once, in the order of the reasons', () => {
    const reasons = CASES.map(({ reason }) => reason);
    const steps = networkSteps([...reasons, ...reasons]);
    expect(steps).toEqual([...new Map(CASES.map(({ step }) => [JSON.stringify(step), step])).values()]);
  });

  test('whatever could not be read is named in a step', () => {
    for (const reason of Object.values(NETWORK_REASONS).flat()) {
      if (!('object' in reason)) continue;
      expect(networkSteps([reason])).toEqual([
        { code: 'read-missing-fact', object: reason.object, action: reason.action ?? null },
      ]);
    }
  });

  test.each<NetworkReason>([
    { code: 'default-route-declared', network: ID.network, declared: 'none' },
    { code: 'admin-rule-may-apply', manager: ID.hub, rules: [{ rule: 'block', action: 'Deny' }] },
    { code: 'firewall-stops', firewall: ID.firewall, policy: null, by: null, through: [] },
    { code: 'dual-stack', nic: ID.nic },
    { code: 'power-state-not-known', vm: ID.vm },
    { code: 'firewall-matched-by-address', firewall: ID.firewall, address: '10.0.1.4' },
  ])('$code only explains', (reason) => {
    expect(networkSteps([reason])).toEqual([]);
  });
});
