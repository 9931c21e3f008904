import { describe, expect, test } from 'vitest';
import { firewallPolicy, ipGroupFact, ruleGroupFact } from '../../src/azure/firewall-policies.ts';
import { firewallFact } from '../../src/azure/firewalls.ts';
import { adminRuleFact, levelId, listedNetworkManager } from '../../src/azure/network-managers.ts';
import { readFirewalls } from '../../src/azure/read-firewalls.ts';
import { readNetworkManagers } from '../../src/azure/read-network-managers.ts';
import { readScaleSets } from '../../src/azure/read-scale-sets.ts';
import { readVirtualHubs } from '../../src/azure/read-virtual-hubs.ts';
import { listedScaleSet, scaleSetInstanceFact } from '../../src/azure/scale-sets.ts';
import {
  hubConnectionFact,
  hubRouteTableFact,
  listedHub,
  routingPolicyFacts,
} from '../../src/azure/virtual-hubs.ts';
import { FACT_SCHEMAS } from '../../src/model/subscription-facts.ts';
import { fakeArm, SUBSCRIPTION } from './fake-arm.ts';

const BORDERS = {
  listedScaleSet,
  scaleSetInstanceFact,
  listedHub,
  hubConnectionFact,
  routingPolicyFacts,
  hubRouteTableFact,
  firewallFact,
  firewallPolicy,
  ruleGroupFact,
  ipGroupFact,
  listedNetworkManager,
  levelId,
  adminRuleFact,
} as const;

const FIELDS = [
  ...['name', 'location', 'tags', 'sku', 'kind', 'properties', 'orchestrationMode', 'instanceView'],
  ...['networkProfile', 'timeCreated', 'addressPrefix', 'azureFirewall', 'remoteVirtualNetwork'],
  ...['enableInternetSecurity', 'routingConfiguration', 'routingPolicies', 'routes'],
  ...['networkRuleCollections', 'firewallPolicy', 'basePolicy', 'priority', 'ruleCollections'],
  ...['ipAddresses', 'networkManagerScopes', 'access', 'direction', 'protocol', 'destinationPortRanges'],
];

/** Whatever an API might send where something else was to be expected. */
const ODD: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, '', ' ', 'text', [], [null], [[]], ['text'], {}, { id: null }],
  ...[[{}], [{ name: 7, properties: null }], [{ properties: { rules: [7] } }], [{ rules: [null, {}] }]],
  ...[{ routes: 7 }, { vnetRoutes: { staticRoutes: [{}] } }, { subscriptions: [null] }],
];

describe('any odd field', () => {
  test.each(Object.entries(BORDERS))('is survived by %s', (_, border) => {
    for (const name of FIELDS)
      for (const odd of ODD)
        expect(() => border({ id: '/x', [name]: odd, properties: { [name]: odd } })).not.toThrow();
    for (const odd of ODD) expect(border(odd)).toBeUndefined();
  });

  test.each([
    ['scaleSets', readScaleSets, 'Microsoft.Compute/virtualMachineScaleSets'],
    ['firewalls', readFirewalls, 'Microsoft.Network/azureFirewalls'],
    ['virtualHubs', readVirtualHubs, 'Microsoft.Network/virtualHubs'],
    ['networkManagers', readNetworkManagers, 'Microsoft.Network/networkManagers'],
  ] as const)('leaves %s that fit their schema', async (kind, read, type) => {
    const items = FIELDS.flatMap((name, at) =>
      ODD.map((odd, number) => ({
        [name]: odd,
        id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/${type}/${at}-${number}`,
        properties: { [name]: odd },
      })),
    );
    const { arm } = fakeArm({ [`/subscriptions/${SUBSCRIPTION}/providers/${type}`]: items });
    const reading = await read(arm)(SUBSCRIPTION);
    if (reading.kind !== 'read') throw new Error('not read');
    expect(reading.items).toHaveLength(items.length);
    for (const item of reading.items)
      expect(FACT_SCHEMAS[kind].safeParse(JSON.parse(JSON.stringify(item))).error).toBeUndefined();
  });
});
