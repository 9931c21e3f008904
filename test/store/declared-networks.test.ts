import { describe, expect, test } from 'vitest';
import { keyOf, type ResourceId } from '../../src/model/resource-id.ts';
import { DeclarationsError, parseDeclarations } from '../../src/store/declarations-file.ts';

const TODAY = '2026-11-23';
const HUB =
  '/subscriptions/00000000-0000-0000-0000-00000000000A/resourceGroups/Net/providers/Microsoft.Network/virtualNetworks/Hub';

function problemsOf(text: string): readonly string[] {
  try {
    parseDeclarations(text, 'd.yaml', TODAY);
  } catch (error) {
    if (error instanceof DeclarationsError) return error.problems;
    throw error;
  }
  throw new Error('was accepted');
}

describe('the learned default route of a virtual network', () => {
  test.each(['none', 'gateway', 'appliance'])('is declared as %s', (route) => {
    const text = `networks:\n  ${HUB}:\n    learnedDefaultRoute: ${route}\n`;
    const { learnedDefaultRoutes } = parseDeclarations(text, 'd.yaml', TODAY);
    expect([...learnedDefaultRoutes]).toEqual([[keyOf(HUB as ResourceId), route]]);
  });

  test('is found whatever the spelling of the network', () => {
    const text = JSON.stringify({ networks: { [`${HUB.toUpperCase()}/`]: { learnedDefaultRoute: 'none' } } });
    const { learnedDefaultRoutes } = parseDeclarations(text, 'd.json', TODAY);
    expect(learnedDefaultRoutes.get(keyOf(HUB as ResourceId))).toBe('none');
  });

  test('is nothing where nothing is declared', () => {
    for (const text of ['', '{}', 'networks: {}\n'])
      expect(parseDeclarations(text, 'd.yaml', TODAY).learnedDefaultRoutes.size).toBe(0);
  });

  test('is refused where it is no such route', () => {
    expect(problemsOf(`networks:\n  ${HUB}:\n    learnedDefaultRoute: internet\n`)).toEqual([
      `d.yaml:3: networks.${HUB}.learnedDefaultRoute: expected one of none, gateway, appliance`,
    ]);
  });

  test.each([
    'hub',
    '/subscriptions/x/virtualNetworks/hub',
    '/subscriptions/x/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub',
    HUB.replace('virtualNetworks', 'routeTables'),
    `${HUB}/subnets/mail`,
    HUB.replace('/Hub', ''),
    '00000000-0000-0000-0000-00000000000a',
  ])('is refused for %s, which is no virtual network', (key) => {
    expect(problemsOf(`networks:\n  ${key}:\n    learnedDefaultRoute: none\n`)).toEqual([
      `d.yaml:2: networks.${key}: expected the resource ID of a virtual network`,
    ]);
  });

  test('is refused where a network is declared twice in different letter case', () => {
    const text = `networks:\n  ${HUB}:\n    learnedDefaultRoute: none\n  ${HUB.toLowerCase()}:\n    learnedDefaultRoute: gateway\n`;
    expect(problemsOf(text)).toEqual([
      `d.yaml:4: networks.${HUB.toLowerCase()}: ${HUB.toLowerCase()} is declared twice`,
    ]);
  });
});
