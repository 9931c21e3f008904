import { describe, expect, test } from 'vitest';
import { nextSteps, type StepsInput } from '../../src/assess/next-steps.ts';
import type { Action } from '../../src/model/action.ts';
import type { NetworkReason } from '../../src/model/network-reason.ts';
import { ID, OWN } from '../network/builders.ts';
import { aPath, aPlatform, aPolicy } from './builders.ts';

const denies: NetworkReason = {
  code: 'nsg-denies',
  attached: 'nic',
  group: ID.nicNsg,
  rule: 'DenyMail',
  priority: 100,
};
const unread: NetworkReason = {
  code: 'subnet-not-read',
  object: ID.subnet,
  why: 'unreadable',
  action: 'Microsoft.Network/virtualNetworks/read',
};

function anInput(overrides: Partial<StepsInput>): StepsInput {
  return {
    verdict: 'undetermined',
    platform: aPlatform('undetermined'),
    path: aPath(),
    policy: aPolicy(),
    subscriptionId: OWN,
    powerState: 'running',
    noLongerOffered: undefined,
    ...overrides,
  };
}

interface Case {
  readonly name: string;
  readonly input: Partial<StepsInput>;
  readonly steps: readonly Action['code'][];
}

const CASES: readonly Case[] = [
  { name: 'direct: see to deliverability', input: { verdict: 'direct' }, steps: ['check-deliverability'] },
  { name: 'restart: stop and start', input: { verdict: 'restart' }, steps: ['stop-and-start'] },
  {
    name: 'restart of one that is deallocated: just start it',
    input: { verdict: 'restart', powerState: 'deallocated' },
    steps: ['start'],
  },
  {
    name: 'restart where the power state is not known: stop and start',
    input: { verdict: 'restart', powerState: undefined },
    steps: ['stop-and-start'],
  },
  {
    name: 'request: ask, and relay meanwhile',
    input: { verdict: 'request-exemption' },
    steps: ['request-exemption', 'use-relay'],
  },
  {
    name: 'request that the current page no longer offers: say so first',
    input: {
      verdict: 'request-exemption',
      noLongerOffered: { revision: '2023-12', dated: '12/20/2023' },
    },
    steps: ['no-longer-offered', 'request-exemption', 'use-relay'],
  },
  {
    name: 'request behind an NSG that denies: mend that too',
    input: { verdict: 'request-exemption', path: aPath({ path: 'denied', reasons: [denies] }) },
    steps: ['request-exemption', 'use-relay', 'allow-in-security-group'],
  },
  {
    name: 'request on a path that is not known: no network to mend',
    input: { verdict: 'request-exemption', path: aPath({ path: 'unknown', reasons: [unread] }) },
    steps: ['request-exemption', 'use-relay'],
  },
  {
    name: 'relay: nothing else, also behind an NSG that denies',
    input: { verdict: 'relay', path: aPath({ path: 'denied', reasons: [denies] }) },
    steps: ['use-relay'],
  },
  {
    name: 'network to mend',
    input: {
      verdict: 'fix-network',
      platform: aPlatform('open'),
      path: aPath({ path: 'denied', reasons: [denies] }),
    },
    steps: ['allow-in-security-group'],
  },
  {
    name: 'network to mend, and the permission to pick up',
    input: {
      verdict: 'fix-network',
      platform: aPlatform('restart'),
      powerState: 'deallocated',
      path: aPath({ path: 'denied', reasons: [denies] }),
    },
    steps: ['allow-in-security-group', 'start'],
  },
  {
    name: 'a firewall that the revision does not support: go straight to the internet',
    input: {
      verdict: 'fix-network',
      platform: aPlatform('open'),
      path: aPath({ path: 'firewall', owner: ID.firewall, reasons: [] }),
    },
    steps: ['route-straight-to-internet'],
  },
  {
    name: 'undetermined because the flag contradicts the policy: try one VM',
    input: {
      platform: aPlatform('undetermined', { reasons: [{ code: 'flag-contradicts-policy' }] }),
    },
    steps: ['try-stop-and-start-on-one', 'use-relay'],
  },
  {
    name: 'undetermined by the policy: the fact that would settle it',
    input: {
      policy: aPolicy({ status: 'undetermined', reasons: [{ code: 'policy-would-settle', fact: 'offer' }] }),
    },
    steps: ['settle-policy', 'use-relay'],
  },
  {
    name: 'undetermined by the network alone: the policy need not be settled',
    input: {
      platform: aPlatform('open'),
      policy: aPolicy({ reasons: [{ code: 'policy-would-settle', fact: 'offer' }] }),
      path: aPath({ path: 'unknown', reasons: [unread] }),
    },
    steps: ['read-missing-fact', 'use-relay'],
  },
  {
    name: 'undetermined behind a firewall: ask its owner',
    input: {
      platform: aPlatform('open'),
      path: aPath({ path: 'firewall', owner: ID.firewall }),
    },
    steps: ['ask-owner-of-next-hop', 'use-relay'],
  },
];

describe('the next steps of a VM’s owner', () => {
  test.each(CASES)('$name', ({ input, steps }) => {
    expect(nextSteps(anInput(input)).map(({ code }) => code)).toEqual(steps);
  });

  test('a request names the routes and the subscription', () => {
    const policy = aPolicy({ routes: ['support-by-partner'] });
    expect(nextSteps(anInput({ verdict: 'request-exemption', policy }))[0]).toEqual({
      code: 'request-exemption',
      routes: ['support-by-partner'],
      subscription: OWN,
    });
  });
});
