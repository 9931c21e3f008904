import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../src/assess/coverage.ts';
import { unaskedFacts } from '../../src/collect/collect-subscription.ts';
import { factKinds } from '../../src/collect/fact-plan.ts';
import type { ScaleSetFact } from '../../src/model/compute-facts.ts';
import type { FirewallFact, NetworkManagerFact, VirtualHubFact } from '../../src/model/hub-facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { FactKind, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { parseSubscriptionId } from '../../src/model/subscription-id.ts';
import { id, OWN, unreadable } from '../network/builders.ts';

const NONE: Reading<never> = { kind: 'read', items: [], malformed: 0 };
const NOT_NEEDED: Reading<never> = { kind: 'not-asked', why: 'not-needed' };
const forbidden = unreadable<never>('Microsoft.X/y/read');

/** A subscription of which everything was read and nothing found but the items given, or read as given. */
function facts(items: Partial<Record<FactKind, readonly object[] | Reading<object>>>): SubscriptionFacts {
  const subscription = {
    id: parseSubscriptionId(OWN) as SubscriptionFacts['subscription']['id'],
    name: 'sub',
    state: 'Enabled',
    managedByTenants: [],
  };
  const readings = factKinds().map((kind) => {
    const given = items[kind] ?? NONE;
    return [kind, 'kind' in given ? given : { kind: 'read', items: given, malformed: 0 }];
  });
  return {
    ...unaskedFacts({ subscription, collectedAt: '2026-11-23T02:00:00Z' }, 'not-needed'),
    readings: Object.fromEntries(readings) as SubscriptionFacts['readings'],
  };
}

function scaleSet(over: Partial<ScaleSetFact> = {}): ScaleSetFact {
  const lists = { instances: NONE, networkInterfaces: NONE, publicAddresses: NOT_NEEDED };
  return { id: id('Microsoft.Compute/virtualMachineScaleSets/web'), name: 'web', ...lists, ...over };
}

function firewall(policies: FirewallFact['policies']): FirewallFact {
  return { id: id('Microsoft.Network/azureFirewalls/fw'), name: 'fw', policies, ipGroups: [] };
}

function hub(over: Partial<VirtualHubFact> = {}): VirtualHubFact {
  const lists = { connections: NONE, routingIntent: NONE, routeTables: NONE };
  return { id: id('Microsoft.Network/virtualHubs/hub'), name: 'hub', ...lists, ...over };
}

function manager(adminRules: NetworkManagerFact['adminRules']): NetworkManagerFact {
  return { id: id('Microsoft.Network/networkManagers/central'), name: 'central', adminRules };
}

describe('coverage of what stands inside facts', () => {
  test.each<[string, FactKind, readonly object[]]>([
    ['instances of scale set web', 'scaleSets', [scaleSet(), scaleSet({ instances: forbidden })]],
    ['network interfaces of scale set web', 'scaleSets', [scaleSet({ networkInterfaces: forbidden })]],
    ['public IP addresses of scale set web', 'scaleSets', [scaleSet({ publicAddresses: forbidden })]],
    ['rules of Azure Firewall fw', 'firewalls', [firewall(forbidden)]],
    ['connections of virtual hub hub', 'virtualHubs', [hub({ connections: forbidden })]],
    ['routing intent of virtual hub hub', 'virtualHubs', [hub({ routingIntent: forbidden })]],
    ['route tables of virtual hub hub', 'virtualHubs', [hub({ routeTables: forbidden })]],
  ])('without the %s is partial, and names it with the missing action', (fact, kind, items) => {
    const { coverage, detail, gaps } = coverageOf(facts({ [kind]: items }));
    expect(coverage).toBe('partial');
    expect(detail).toBe(`${fact} not read (403 AuthorizationFailed, needs Microsoft.X/y/read)`);
    expect(gaps).toMatchObject([{ fact, required: true, status: 403, action: 'Microsoft.X/y/read' }]);
  });

  test('without the rules of a network manager stays complete, and names them', () => {
    const { coverage, gaps } = coverageOf(facts({ networkManagers: [manager(forbidden)] }));
    expect(coverage).toBe('complete');
    expect(gaps).toMatchObject([
      { fact: 'security admin rules of network manager central', required: false },
    ]);
  });

  test('without scale sets is partial; only the VM list makes it unreadable', () => {
    expect(coverageOf(facts({ scaleSets: forbidden })).coverage).toBe('partial');
  });

  test('is complete where everything inside was read or not needed', () => {
    const flexible = scaleSet({ instances: NOT_NEEDED, networkInterfaces: NOT_NEEDED });
    const { coverage, gaps } = coverageOf(
      facts({
        scaleSets: [scaleSet(), flexible],
        firewalls: [firewall(NOT_NEEDED), firewall(NONE)],
        virtualHubs: [hub()],
        networkManagers: [manager(NONE)],
      }),
    );
    expect([coverage, gaps]).toEqual(['complete', []]);
  });

  test('is partial where instances came without an ID', () => {
    const items = [scaleSet({ instances: { kind: 'read', items: [], malformed: 1 } })];
    const { coverage, gaps } = coverageOf(facts({ scaleSets: items }));
    expect(coverage).toBe('partial');
    expect(gaps).toMatchObject([{ fact: 'instances of scale set web', code: 'MalformedItem' }]);
  });

  test('counts what was seen of a list that broke off', () => {
    const broken = { ...unreadable(), items: [hub({ connections: forbidden })] };
    const { gaps } = coverageOf(facts({ virtualHubs: broken }));
    expect(gaps.map(({ fact }) => fact)).toEqual(['virtual hubs', 'connections of virtual hub hub']);
  });
});
