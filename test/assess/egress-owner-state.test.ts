import { describe, expect, test } from 'vitest';
import { type EgressOwnerState, egressOwnerState } from '../../src/assess/egress-owner-state.ts';
import {
  type ApplianceState,
  createEgressOwners,
  type EgressOwners,
} from '../../src/assess/egress-owners.ts';
import type { Confidence } from '../../src/model/confidence.ts';
import type { Passage, PathFinding } from '../../src/model/path-finding.ts';
import { keyOf, type ResourceId } from '../../src/model/resource-id.ts';
import type { RevisionName } from '../../src/model/revision.ts';
import { ID, id, OTHER } from '../network/builders.ts';
import { anAppliance, anOwnerSubscription, aPath, aPlatform, aPolicy, underRevisions } from './builders.ts';

const A = id('Microsoft.Network/networkInterfaces/a', OTHER, 'hub-rg');
const B = id('Microsoft.Network/networkInterfaces/b', OTHER, 'hub-rg');
const BALANCER = id('Microsoft.Network/loadBalancers/nvas', OTHER, 'hub-rg');

const toFirewall = (passage: Passage): PathFinding =>
  aPath({
    path: 'firewall',
    owner: ID.firewall,
    leavesFrom: { kind: 'firewall', firewall: ID.firewall, passage },
  });

const toAppliances = (...nics: readonly ResourceId[]): PathFinding =>
  aPath({
    path: 'appliance',
    owner: nics.length > 1 ? BALANCER : A,
    leavesFrom: { kind: 'appliance', nics },
  });

function ownersWith(...appliances: readonly (readonly [ResourceId, ApplianceState])[]): EgressOwners {
  return { ...createEgressOwners(), appliances: new Map(appliances.map(([nic, one]) => [keyOf(nic), one])) };
}

type Appliance = Extract<EgressOwnerState, { kind: 'appliance' }>;

function applianceState(
  path: PathFinding,
  owners: EgressOwners,
  under: RevisionName = '2020-11',
): Partial<Appliance> {
  const state = egressOwnerState(path, owners, under);
  if (state?.kind !== 'appliance') throw new Error('no appliance');
  return state;
}

describe('the state of an egress owner', () => {
  test('is none where the traffic leaves from the VM, or where the next hop is not known', () => {
    const owners = ownersWith([A, anAppliance()]);
    for (const path of ['internet', 'partial', 'denied', 'none', 'gateway', 'unknown', 'appliance'] as const)
      expect(egressOwnerState(aPath({ path }), owners, '2020-11')).toBeUndefined();
  });
});

describe('the state of a firewall', () => {
  const home = anOwnerSubscription({
    offer: 'enterprise-agreement',
    policy: underRevisions(aPolicy({ status: 'open' }), aPolicy({ status: 'requestable' })),
  });
  const known: EgressOwners = { ...createEgressOwners(), subscriptions: new Map([[home.id, home]]) };

  test.each(['passes', 'stops', 'not-known'] as const)(
    'has the passage %s that its rules give',
    (passage) => {
      expect(egressOwnerState(toFirewall(passage), known, '2020-11')).toMatchObject({
        kind: 'firewall',
        firewall: ID.firewall,
        passage,
      });
    },
  );

  test.each([
    ['2020-11', 'open'],
    ['2023-12', 'requestable'],
  ] as const)('has its subscription’s status under revision %s', (under, status) => {
    expect(egressOwnerState(toFirewall('passes'), known, under)).toMatchObject({
      home: { offer: 'enterprise-agreement', policy: { status } },
    });
  });

  test('has no home where its subscription is not known, or its ID names none', () => {
    const nowhere = '/fw' as ResourceId;
    const path = aPath({
      path: 'firewall',
      leavesFrom: { kind: 'firewall', firewall: nowhere, passage: 'passes' },
    });
    expect(egressOwnerState(path, known, '2020-11')).not.toHaveProperty('home');
    expect(egressOwnerState(toFirewall('passes'), createEgressOwners(), '2020-11')).not.toHaveProperty(
      'home',
    );
  });
});

describe('the state of an appliance', () => {
  test('is that of its NIC, under every revision, whatever the letter case', () => {
    const platform = underRevisions(aPlatform('request'), aPlatform('blocked'));
    const owners = ownersWith([A, anAppliance({ platform })]);
    const path = toAppliances(A.toUpperCase() as ResourceId);
    expect(applianceState(path, owners)).toMatchObject({ appliance: A, state: 'request' });
    expect(applianceState(path, owners, '2023-12')).toMatchObject({ appliance: A, state: 'blocked' });
  });

  test('is undetermined, with nothing claimed, where nothing is known of it', () => {
    expect(applianceState(toAppliances(A), createEgressOwners())).toEqual({
      kind: 'appliance',
      appliance: A,
      state: 'undetermined',
      passage: 'not-known',
      confidence: 'low',
      members: [],
    });
  });

  test('has the name of the load balancer in front of several', () => {
    const owners = ownersWith([A, anAppliance()], [B, anAppliance()]);
    expect(applianceState(toAppliances(A, B), owners)).toMatchObject({
      appliance: BALANCER,
      state: 'open',
      passage: 'passes',
      members: [{ powerState: 'running' }, { powerState: 'running' }],
    });
  });

  test.each([
    ['open', 'open', 'open'],
    ['restart', 'restart', 'restart'],
    ['request', 'request', 'request'],
    ['open', 'restart', 'undetermined'],
    ['open', 'blocked', 'undetermined'],
    ['request', 'blocked', 'undetermined'],
    ['open', 'undetermined', 'undetermined'],
    ['undetermined', 'undetermined', 'undetermined'],
  ] as const)('of which one is %s and one %s is %s', (first, second, state) => {
    const of = (each: typeof first | typeof second) =>
      anAppliance({ platform: underRevisions(aPlatform(each), aPlatform('open')) });
    const owners = ownersWith([A, of(first)], [B, of(second)]);
    expect(applianceState(toAppliances(A, B), owners).state).toBe(state);
    expect(applianceState(toAppliances(A, B), owners, '2023-12').state).toBe('open');
  });

  test('of which one is not known is undetermined, and none is named', () => {
    const owners = ownersWith([A, anAppliance()]);
    expect(applianceState(toAppliances(A, B), owners)).toMatchObject({
      state: 'undetermined',
      passage: 'not-known',
      confidence: 'low',
      members: [],
    });
  });

  test.each<readonly [Passage, Passage, Passage]>([
    ['passes', 'passes', 'passes'],
    ['passes', 'stops', 'stops'],
    ['stops', 'stops', 'stops'],
    ['passes', 'not-known', 'not-known'],
    ['stops', 'not-known', 'not-known'],
  ])('of which one %s and one %s: %s', (first, second, passage) => {
    const owners = ownersWith([A, anAppliance({ passage: first })], [B, anAppliance({ passage: second })]);
    expect(applianceState(toAppliances(A, B), owners).passage).toBe(passage);
  });

  test.each<readonly [Confidence, Confidence, Confidence]>([
    ['high', 'high', 'high'],
    ['medium', 'high', 'medium'],
    ['high', 'low', 'low'],
  ])('with a network known to %s and a platform to %s confidence has %s', (network, platform, least) => {
    const finding = aPlatform('open', { confidence: platform });
    const appliance = anAppliance({
      confidence: network,
      platform: underRevisions(finding),
    });
    expect(
      applianceState(toAppliances(A, B), ownersWith([A, anAppliance()], [B, appliance])).confidence,
    ).toBe(least);
  });

  test('has low confidence wherever it is undetermined', () => {
    const of = (state: 'open' | 'blocked') => anAppliance({ platform: underRevisions(aPlatform(state)) });
    const owners = ownersWith([A, of('open')], [B, of('blocked')]);
    expect(applianceState(toAppliances(A, B), owners)).toMatchObject({
      state: 'undetermined',
      confidence: 'low',
    });
  });
});
