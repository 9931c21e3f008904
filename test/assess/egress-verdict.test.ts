import { describe, expect, test } from 'vitest';
import type { EgressOwnerState } from '../../src/assess/egress-owner-state.ts';
import { decideVerdict } from '../../src/assess/verdict.ts';
import type { Confidence } from '../../src/model/confidence.ts';
import type { OfferClass } from '../../src/model/offer.ts';
import type { Passage } from '../../src/model/path-finding.ts';
import type { PolicyStatus, RevisionName } from '../../src/model/revision.ts';
import type { PlatformState, Verdict } from '../../src/model/verdict.ts';
import { REVISIONS } from '../../src/policy/revisions.ts';
import { aPath, aPlatform, aPolicy } from './builders.ts';

interface Found {
  readonly verdict: Verdict;
  readonly confidence?: Confidence;
}

function throughFirewall(
  passage: Passage,
  status: PolicyStatus,
  offer: OfferClass | null = 'enterprise-agreement',
): EgressOwnerState {
  return { kind: 'firewall', firewall: '/fw', passage, home: { policy: aPolicy({ status }), offer } };
}

function throughAppliance(state: PlatformState, passage: Passage = 'passes'): EgressOwnerState {
  return { kind: 'appliance', appliance: '/nva-nic', state, passage, confidence: 'high', members: [] };
}

function judged(
  own: PlatformState,
  owner: EgressOwnerState | undefined,
  revision: RevisionName = '2023-12',
): Found {
  const path = aPath({ path: owner?.kind ?? 'appliance' });
  return decideVerdict({ platform: aPlatform(own), path, revision: REVISIONS[revision], owner });
}

const OWN = ['open', 'restart', 'request', 'blocked', 'undetermined'] as const;

describe('through an Azure Firewall, where the revision allows it', () => {
  test.each(OWN)('rules that stop port 25 give fix-network, the VM being %s', (own) => {
    expect(judged(own, throughFirewall('stops', 'open')).verdict).toBe('fix-network');
  });

  test.each(OWN)('rules that are not known give undetermined, the VM being %s', (own) => {
    expect(judged(own, throughFirewall('not-known', 'open')).verdict).toBe('undetermined');
  });

  test.each<{ own: PlatformState; status: PolicyStatus; offer: OfferClass | null; verdict: Verdict }>([
    { own: 'open', status: 'open', offer: 'enterprise-agreement', verdict: 'direct' },
    { own: 'open', status: 'open', offer: 'mca-enterprise', verdict: 'direct' },
    { own: 'restart', status: 'open', offer: 'enterprise-agreement', verdict: 'undetermined' },
    { own: 'blocked', status: 'open', offer: 'enterprise-agreement', verdict: 'undetermined' },
    { own: 'open', status: 'open', offer: 'pay-as-you-go', verdict: 'undetermined' },
    { own: 'open', status: 'open', offer: 'enterprise-dev-test', verdict: 'undetermined' },
    { own: 'open', status: 'open', offer: null, verdict: 'undetermined' },
    { own: 'open', status: 'undetermined', offer: null, verdict: 'undetermined' },
    { own: 'open', status: 'requestable', offer: 'pay-as-you-go', verdict: 'relay' },
    { own: 'open', status: 'no-exemption', offer: 'csp', verdict: 'relay' },
    { own: 'blocked', status: 'no-exemption', offer: 'csp', verdict: 'relay' },
  ])('a firewall in a subscription that is $status ($offer), the VM being $own: $verdict', (given) => {
    expect(judged(given.own, throughFirewall('passes', given.status, given.offer)).verdict).toBe(
      given.verdict,
    );
  });

  test('direct is medium at most, relay low', () => {
    expect(judged('open', throughFirewall('passes', 'open')).confidence).toBe('medium');
    expect(judged('open', throughFirewall('passes', 'requestable', 'pay-as-you-go')).confidence).toBe('low');
  });

  test('a firewall whose subscription was not read gives undetermined', () => {
    const owner: EgressOwnerState = { kind: 'firewall', firewall: '/fw', passage: 'passes' };
    expect(judged('open', owner).verdict).toBe('undetermined');
  });

  test.each<[RevisionName, Verdict]>([
    ['2020-11', 'fix-network'],
    ['2021-04', 'undetermined'],
  ])('under %s its rules and subscription do not matter: %s', (revision, verdict) => {
    expect(judged('open', throughFirewall('passes', 'open'), revision).verdict).toBe(verdict);
  });
});

describe('through an appliance', () => {
  test.each<{ own: PlatformState; state: PlatformState; passage: Passage; verdict: Verdict }>([
    { own: 'open', state: 'open', passage: 'passes', verdict: 'direct' },
    { own: 'restart', state: 'open', passage: 'passes', verdict: 'undetermined' },
    { own: 'request', state: 'open', passage: 'passes', verdict: 'undetermined' },
    { own: 'blocked', state: 'open', passage: 'passes', verdict: 'undetermined' },
    { own: 'open', state: 'restart', passage: 'passes', verdict: 'restart' },
    { own: 'blocked', state: 'restart', passage: 'passes', verdict: 'restart' },
    { own: 'open', state: 'open', passage: 'stops', verdict: 'fix-network' },
    { own: 'open', state: 'restart', passage: 'stops', verdict: 'fix-network' },
    { own: 'open', state: 'open', passage: 'not-known', verdict: 'undetermined' },
    { own: 'open', state: 'request', passage: 'passes', verdict: 'request-exemption' },
    { own: 'open', state: 'request', passage: 'stops', verdict: 'request-exemption' },
    { own: 'open', state: 'blocked', passage: 'not-known', verdict: 'relay' },
    { own: 'open', state: 'undetermined', passage: 'passes', verdict: 'undetermined' },
  ])('$state appliance that $passage, the VM being $own: $verdict', ({ own, state, passage, verdict }) => {
    expect(judged(own, throughAppliance(state, passage)).verdict).toBe(verdict);
  });

  test('one that is not resolved gives undetermined, whatever the VM', () => {
    expect(OWN.map((own) => judged(own, undefined).verdict)).toEqual(OWN.map(() => 'undetermined'));
  });

  test('the revision does not matter', () => {
    for (const revision of Object.keys(REVISIONS) as RevisionName[]) {
      expect(judged('open', throughAppliance('open'), revision).verdict).toBe('direct');
    }
  });
});
