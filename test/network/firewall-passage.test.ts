import { describe, expect, test } from 'vitest';
import type { FirewallPolicyFact, RuleCollectionFact } from '../../src/model/hub-facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { Situation } from './builders.ts';
import {
  collection,
  configuration,
  firewall,
  ID,
  id,
  networkRule,
  nic,
  OTHER,
  pathIn,
  policy,
  policyId,
  read,
  unreadable,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { behindFirewall } from './situations.ts';

/* The VM at 10.1.0.4 sends everything to the hub's firewall at 10.0.1.4, whose rules decide. */
const group = id('Microsoft.Network/ipGroups/senders', OTHER);

function classic(...classicRules: readonly RuleCollectionFact[]): Situation {
  return behindFirewall(firewall({ classicRules: [...classicRules] }));
}

function withGroup(prefixes: readonly string[], ...classicRules: readonly RuleCollectionFact[]): Situation {
  const ipGroups = [{ id: group, prefixes: [...prefixes] }];
  return behindFirewall(firewall({ classicRules: [...classicRules] }, ID.firewall, { ipGroups }));
}

function byPolicy(
  policies: readonly FirewallPolicyFact[] | Reading<FirewallPolicyFact>,
  own = 'own',
): Situation {
  const reading = 'kind' in policies ? policies : read(policies);
  return behindFirewall(firewall({ policy: policyId(own) }, ID.firewall, { policies: reading }));
}

const allow = (over: Parameters<typeof networkRule>[0] = {}, place: Partial<RuleCollectionFact> = {}) =>
  collection('Allow', [networkRule(over)], place);
const deny = (over: Parameters<typeof networkRule>[0] = {}, place: Partial<RuleCollectionFact> = {}) =>
  collection('Deny', [networkRule(over)], place);

const passes = {
  path: 'firewall',
  passage: 'passes',
  reasons: ['route-to-firewall', 'firewall-allows'],
} as const;
const withException = {
  path: 'firewall',
  passage: 'passes',
  reasons: ['route-to-firewall', 'firewall-allows', 'exceptions'],
} as const;
const stops = {
  path: 'firewall',
  passage: 'stops',
  reasons: ['route-to-firewall', 'firewall-stops'],
} as const;
const unclear = {
  path: 'firewall',
  passage: 'not-known',
  reasons: ['route-to-firewall', 'firewall-rule-unclear'],
} as const;
const notRead = {
  path: 'firewall',
  passage: 'not-known',
  reasons: ['route-to-firewall', 'firewall-rules-not-read'],
} as const;

describe('classic rules', () => {
  expectPaths([
    ['no rule: denied by default', classic(), stops],
    ['a rule that allows everything', classic(allow()), passes],
    ['protocol Any', classic(allow({ protocols: ['UDP', 'Any'] })), passes],
    ['protocol UDP alone does not count', classic(allow({ protocols: ['UDP'] })), stops],
    ['a port range that holds 25', classic(allow({ destinationPorts: ['443', '20-30'] })), passes],
    ['other ports do not count', classic(allow({ destinationPorts: ['443', '587'] })), stops],
    [
      'the lower priority number comes first',
      classic(allow({}, { priority: 300 }), deny({}, { priority: 200 })),
      stops,
    ],
    ['and ends it', classic(allow({}, { priority: 100 }), deny({}, { priority: 200 })), passes],
    [
      'several rules of one collection',
      classic(
        collection('Allow', [
          networkRule({ destinations: ['0.0.0.0/1'] }),
          networkRule({ destinations: ['128.0.0.0/1'] }),
        ]),
      ),
      passes,
    ],
    [
      'a deny list first is exceptions',
      classic(deny({ destinations: ['8.8.8.0/24'] }, { priority: 100 }), allow()),
      withException,
    ],
    ['an allow list is not the bulk', classic(allow({ destinations: ['40.92.0.0/15'] })), stops],
    ['half of the internet is not the bulk', classic(allow({ destinations: ['0.0.0.0/1'] })), stops],
    ['a range of addresses', classic(allow({ destinations: ['0.0.0.0-255.255.255.255'] })), passes],
    ['a small range', classic(allow({ destinations: ['8.8.8.8-8.8.8.9'] })), stops],
    ['a service tag is not the bulk', classic(allow({ destinations: ['AzureCloud'] })), stops],
    [
      'host names are not the bulk',
      classic(allow({ destinations: [], destinationNames: ['smtp.office365.com'] })),
      stops,
    ],
    ['a rule without an action', classic(collection('Allow', [networkRule()], { action: 'Maybe' })), unclear],
    ['a rule without a destination', classic(allow({ destinations: [] })), unclear],
    ['a destination nobody understands', classic(allow({ destinations: ['10.0.0.0/33'] })), unclear],
    [
      'an unclear rule after one that decides everything does not matter',
      classic(deny({}, { priority: 100 }), allow({ destinations: [] })),
      stops,
    ],
    [
      'a collection without a priority may come first',
      classic(deny({}, { priority: undefined }), allow()),
      unclear,
    ],
  ]);
});

describe('sources must cover the VM', () => {
  const unknownAddress = {
    networkInterfaces: [
      nic({
        ipConfigurations: [{ applicationSecurityGroups: [], backendPools: [], subnet: ID.subnet }],
      }),
    ],
  };
  expectPaths([
    ['its prefix', classic(allow({ sources: ['10.1.0.0/24'] })), passes],
    ['its own address', classic(allow({ sources: ['10.9.9.9', '10.1.0.4'] })), passes],
    ['a range', classic(allow({ sources: ['10.1.0.1-10.1.0.9'] })), passes],
    ['a range beside it', classic(allow({ sources: ['10.1.0.5-10.1.0.9'] })), stops],
    ['another prefix', classic(allow({ sources: ['10.2.0.0/24'] })), stops],
    [
      'another prefix that is denied',
      classic(deny({ sources: ['10.2.0.0/24'] }, { priority: 100 }), allow()),
      passes,
    ],
    ['an IP group', withGroup(['10.1.0.0/16'], allow({ sources: [], sourceGroups: [group] })), passes],
    [
      'an IP group of others',
      withGroup(['10.2.0.0/16'], allow({ sources: [], sourceGroups: [group] })),
      stops,
    ],
    ['an IP group that is not known', classic(allow({ sources: [], sourceGroups: [group] })), unclear],
    [
      'an IP group that is not known, of a small part',
      classic(allow({ sources: [], sourceGroups: [group], destinations: ['8.8.8.8'] })),
      stops,
    ],
    ['no source at all', classic(allow({ sources: [] })), unclear],
    [
      'an address that is not known counts as anywhere in the subnet',
      { ...classic(allow({ sources: ['10.1.0.0/16'] })), ...unknownAddress },
      passes,
    ],
    [
      'so a part of the subnet is unclear',
      { ...classic(allow({ sources: ['10.1.0.0/28'] })), ...unknownAddress },
      unclear,
    ],
    [
      'the primary IP configuration speaks',
      {
        ...classic(allow({ sources: ['10.1.0.77'] })),
        networkInterfaces: [nic({ ipConfigurations: [configuration({ privateAddress: '10.1.0.77' })] })],
      },
      passes,
    ],
  ]);
});

describe('IP groups as destinations', () => {
  const toGroup = { destinations: [], destinationGroups: [group] };
  expectPaths([
    ['known: their prefixes', withGroup(['0.0.0.0/1', '128.0.0.0/1'], allow(toGroup)), passes],
    ['known and small', withGroup(['8.8.8.8'], allow(toGroup)), stops],
    ['not known and allowed: may be anything', classic(allow(toGroup)), unclear],
    ['not known and denied: may be anything', classic(deny(toGroup, { priority: 100 }), allow()), unclear],
    [
      'not known, but half is denied for certain',
      classic(deny({ destinations: ['0.0.0.0/1'] }, { priority: 100 }), allow(toGroup)),
      stops,
    ],
    ['not known, but all is allowed before', classic(allow({}, { priority: 100 }), deny(toGroup)), passes],
  ]);
});

describe('policies', () => {
  const groups = (...each: readonly (readonly [number, RuleCollectionFact])[]) =>
    read(each.map(([priority, one]) => ({ name: `g${priority}`, priority, collections: [one] })));
  const malformed = { kind: 'read', items: [], malformed: 1 } as const;
  expectPaths([
    ['its own rules', byPolicy([policy('own', [allow()])]), passes],
    ['no rules: denied by default', byPolicy([policy('own', [])]), stops],
    [
      "the parent's come first, whatever the priorities",
      byPolicy([
        policy('own', [allow({}, { priority: 100 })], { base: policyId('parent') }),
        policy('parent', [deny({}, { priority: 900 })]),
      ]),
      stops,
    ],
    [
      "what the parent does not decide is the child's",
      byPolicy([
        policy('own', [allow()], { base: policyId('parent') }),
        policy('parent', [deny({ destinations: ['8.8.8.8'] })]),
      ]),
      withException,
    ],
    [
      'groups by priority, whatever the order of the list',
      byPolicy([policy('own', [], { groups: groups([300, allow()], [200, deny()]) })]),
      stops,
    ],
    [
      "a group's priority goes before a collection's",
      byPolicy([
        policy('own', [], {
          groups: groups([200, allow({}, { priority: 900 })], [300, deny({}, { priority: 100 })]),
        }),
      ]),
      passes,
    ],
    ['policies cannot be read', byPolicy(unreadable('read-policies')), notRead],
    ['the policy is not among those read', byPolicy([policy('other', [allow()])]), notRead],
    ['its groups cannot be read', byPolicy([policy('own', [], { groups: unreadable() })]), notRead],
    ['a group of it cannot be understood', byPolicy([policy('own', [], { groups: malformed })]), notRead],
    [
      'its parent cannot be read',
      byPolicy([policy('own', [allow()], { base: policyId('parent') })]),
      notRead,
    ],
    [
      'its own cannot be read, but the parent decides',
      byPolicy([
        policy('own', [], { base: policyId('parent'), groups: unreadable() }),
        policy('parent', [deny()]),
      ]),
      stops,
    ],
    [
      'policies that name each other do not go round for ever',
      byPolicy([
        policy('own', [allow()], { base: policyId('parent') }),
        policy('parent', [], { base: policyId('own') }),
      ]),
      passes,
    ],
    [
      'a firewall without properties has no address to be found by',
      behindFirewall({ ...firewall(), properties: undefined }),
      { path: 'appliance', why: 'not-found' },
    ],
  ]);

  test('rules are named with policy, group and collection', () => {
    const { reasons } = pathIn(
      byPolicy([policy('own', [allow({ name: 'relays', destinations: ['40.92.0.0/15'] })])]),
    );
    expect(reasons[1]).toEqual({
      code: 'firewall-stops',
      firewall: ID.firewall,
      policy: policyId('own'),
      by: null,
      through: [{ policy: policyId('own'), group: 'network', collection: 'allow-smtp', rule: 'relays' }],
    });
  });

  test('what could not be read is named with the missing action', () => {
    expect(pathIn(byPolicy(unreadable('read-policies'))).reasons[1]).toMatchObject({
      object: policyId('own'),
      why: 'unreadable',
      action: 'read-policies',
    });
  });
});

test('the rules are in the evidence', () => {
  expect(pathIn(classic(allow())).evidence.at(-1)).toEqual({
    fact: 'firewall rules',
    value: 'fw: allow TCP 25 to the internet, rule smtp of collection allow-smtp',
    source: `${ID.firewall} properties.networkRuleCollections`,
  });
});
