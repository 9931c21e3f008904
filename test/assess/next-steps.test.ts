import { describe, expect, test } from 'vitest';
import type { EgressOwnerState } from '../../src/assess/egress-owner-state.ts';
import { nextSteps, type StepsInput } from '../../src/assess/next-steps.ts';
import type { Action } from '../../src/model/action.ts';
import type { NetworkReason } from '../../src/model/network-reason.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import type { VerdictReason } from '../../src/model/verdict-reason.ts';
import { ID, OTHER, OWN, policyId } from '../network/builders.ts';
import { createdOn, offerOf } from '../policy/inferences.ts';
import { anAppliance, anOwnerSubscription, aPath, aPlatform, aPolicy, underRevisions } from './builders.ts';

const denies = {
  code: 'nsg-denies',
  attached: 'nic',
  group: ID.nicNsg,
  rule: 'DenyMail',
  priority: 100,
} as const satisfies NetworkReason;
const unread: NetworkReason = {
  code: 'subnet-not-read',
  object: ID.subnet,
  why: 'unreadable',
  action: 'Microsoft.Network/virtualNetworks/read',
};

const unreadRules: NetworkReason = {
  code: 'firewall-rules-not-read',
  firewall: ID.firewall,
  object: policyId('base'),
  why: 'unreadable',
  action: 'Microsoft.Network/firewallPolicies/read',
};

const bySame: NetworkReason = { code: 'no-source-address', nic: ID.nic, subnet: ID.subnet, because: [] };
const { code: _, ...rule } = denies;
const allowsPart: NetworkReason = { code: 'nsg-allows-part', allows: [], denies: [rule] };
const UNSUPPORTED: VerdictReason = {
  code: 'firewall-not-supported',
  firewall: ID.firewall,
  revision: '2020-11',
};

/** A situation, its verdict named in one word; `because` says how it came about. */
interface Given extends Partial<Omit<StepsInput, 'verdict'>> {
  readonly verdict?: Verdict;
  readonly because?: readonly VerdictReason[];
}

function anInput({ verdict = 'undetermined', because = [], ...overrides }: Given): StepsInput {
  return {
    verdict: { verdict, confidence: 'high', reasons: because },
    owner: undefined,
    platform: aPlatform('undetermined'),
    path: aPath(),
    policy: aPolicy(),
    subscriptionId: OWN,
    inference: { offer: offerOf(['csp']), creation: createdOn('after') },
    powerState: 'running',
    noLongerOffered: undefined,
    ...overrides,
  };
}

interface Case {
  readonly name: string;
  readonly input: Given;
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
    steps: ['request-exemption', 'allow-in-security-group', 'use-relay'],
  },
  {
    name: 'request without a way out: give it one too',
    input: { verdict: 'request-exemption', path: aPath({ path: 'none', reasons: [bySame] }) },
    steps: ['request-exemption', 'add-way-out', 'use-relay'],
  },
  {
    name: 'request behind NSGs that let only a part through: mend that too',
    input: {
      verdict: 'request-exemption',
      because: [{ code: 'network-holds-back', path: 'partial' }],
      path: aPath({ path: 'partial', reasons: [allowsPart] }),
    },
    steps: ['request-exemption', 'allow-in-security-group', 'use-relay'],
  },
  {
    name: 'request through a firewall that the revision does not support: the exemption covers only the straight way',
    input: {
      verdict: 'request-exemption',
      because: [UNSUPPORTED],
      path: aPath({ path: 'firewall', owner: ID.firewall }),
    },
    steps: ['request-exemption', 'route-straight-to-internet', 'use-relay'],
  },
  {
    name: 'undetermined by Azure, through a firewall that the revision does not support: nobody need be asked about it',
    input: {
      because: [UNSUPPORTED],
      path: aPath({ path: 'firewall', owner: ID.firewall }),
      policy: aPolicy({ status: 'undetermined', reasons: [{ code: 'policy-would-settle', fact: 'offer' }] }),
    },
    steps: ['settle-policy', 'route-straight-to-internet', 'use-relay'],
  },
  {
    name: 'relay through a firewall that the revision does not support: no way helps a VM that is blocked for good',
    input: {
      verdict: 'relay',
      because: [UNSUPPORTED],
      path: aPath({ path: 'firewall', owner: ID.firewall }),
    },
    steps: ['use-relay'],
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

const throughFirewall = aPath({ path: 'firewall', owner: ID.firewall });
const firewall: EgressOwnerState = { kind: 'firewall', firewall: ID.firewall, passage: 'passes' };
const appliancePath = aPath({ path: 'appliance', owner: ID.nic });
function appliance(over: Partial<Extract<EgressOwnerState, { kind: 'appliance' }>> = {}): EgressOwnerState {
  return {
    kind: 'appliance',
    appliance: ID.nic,
    state: 'open',
    passage: 'passes',
    confidence: 'high',
    members: [anAppliance()],
    ...over,
  };
}

/** A step by its code and what it names. */
function told({ code, ...rest }: Action): string {
  return [code, ...Object.values(rest).map((value) => JSON.stringify(value))].join(' ');
}

const OWNER_CASES: readonly Case[] = [
  {
    name: 'rules of a firewall that hold the mail back: change them',
    input: {
      verdict: 'fix-network',
      because: [{ code: 'firewall-holds-back', firewall: ID.firewall }],
      platform: aPlatform('blocked'),
      path: throughFirewall,
      owner: { ...firewall, passage: 'stops' },
    },
    steps: ['allow-in-firewall'],
  },
  {
    name: 'and pick the permission up too, where the VM has not',
    input: {
      verdict: 'fix-network',
      because: [{ code: 'firewall-holds-back', firewall: ID.firewall }],
      platform: aPlatform('restart'),
      path: throughFirewall,
      owner: { ...firewall, passage: 'stops' },
    },
    steps: ['allow-in-firewall', 'stop-and-start'],
  },
  {
    name: 'a firewall that the revision does not support, whatever its rules: go straight to the internet',
    input: {
      verdict: 'fix-network',
      because: [UNSUPPORTED],
      platform: aPlatform('restart'),
      path: throughFirewall,
      owner: { ...firewall, passage: 'stops' },
    },
    steps: ['route-straight-to-internet', 'stop-and-start'],
  },
  {
    name: 'a firewall whose rules could not be read: read them, or ask',
    input: {
      platform: aPlatform('open'),
      path: { ...throughFirewall, reasons: [unreadRules] },
      owner: { ...firewall, passage: 'not-known' },
    },
    steps: ['read-missing-fact', 'ask-owner-of-next-hop', 'use-relay'],
  },
  {
    name: 'a firewall in a subscription that is blocked: a relay',
    input: { verdict: 'relay', platform: aPlatform('open'), path: throughFirewall, owner: firewall },
    steps: ['use-relay'],
  },
  {
    name: 'an appliance to restart: it, and not the VM',
    input: {
      verdict: 'restart',
      platform: aPlatform('restart'),
      path: appliancePath,
      owner: appliance({ state: 'restart' }),
      powerState: 'deallocated',
    },
    steps: ['cycle-appliance'],
  },
  {
    name: 'an appliance to ask for: ask, and relay meanwhile',
    input: {
      verdict: 'request-exemption',
      path: appliancePath,
      owner: appliance({ state: 'request' }),
      noLongerOffered: { revision: '2023-12', dated: '12/20/2023' },
    },
    steps: ['no-longer-offered', 'request-exemption', 'use-relay'],
  },
  {
    name: 'an appliance to ask for whose own network holds it back: mend that too',
    input: {
      verdict: 'request-exemption',
      path: appliancePath,
      owner: appliance({
        state: 'request',
        passage: 'stops',
        members: [anAppliance({ reasons: [denies] })],
      }),
    },
    steps: ['request-exemption', 'mend-appliance-network', 'allow-in-security-group', 'use-relay'],
  },
  {
    name: 'an appliance whose own network holds it back: mend that',
    input: {
      verdict: 'fix-network',
      platform: aPlatform('restart'),
      path: appliancePath,
      owner: appliance({ passage: 'stops', members: [anAppliance({ reasons: [denies, bySame] })] }),
    },
    steps: ['mend-appliance-network', 'allow-in-security-group', 'add-way-out'],
  },
  {
    name: 'and cycle it too, where it has not picked the permission up',
    input: {
      verdict: 'fix-network',
      platform: aPlatform('open'),
      path: appliancePath,
      owner: appliance({
        state: 'restart',
        passage: 'stops',
        members: [anAppliance({ reasons: [denies] })],
      }),
    },
    steps: ['mend-appliance-network', 'allow-in-security-group', 'cycle-appliance'],
  },
  {
    name: 'an appliance of whose network something could not be read: read it',
    input: {
      platform: aPlatform('open'),
      path: appliancePath,
      owner: appliance({ passage: 'not-known', members: [anAppliance({ reasons: [unread, unread] })] }),
    },
    steps: ['read-missing-fact', 'use-relay'],
  },
  {
    name: 'an appliance that stops nothing is not mended where the VM is undetermined for its own sake',
    input: {
      platform: aPlatform('request'),
      because: [{ code: 'own-block-may-count', state: 'request' }],
      path: appliancePath,
      owner: appliance({ members: [anAppliance({ reasons: [denies] })] }),
    },
    steps: ['use-relay'],
  },
  {
    name: 'an appliance of which nothing is known: ask whoever runs it',
    input: {
      platform: aPlatform('open'),
      path: appliancePath,
      owner: appliance({ state: 'undetermined', passage: 'not-known', members: [] }),
    },
    steps: ['ask-owner-of-next-hop', 'use-relay'],
  },
];

describe('the next steps where the traffic leaves elsewhere', () => {
  test.each(OWNER_CASES)('$name', ({ input, steps }) => {
    expect(nextSteps(anInput(input)).map(({ code }) => code)).toEqual(steps);
  });

  test.each([
    [['running'], false],
    [['deallocated'], true],
    [[undefined], false],
    [['deallocated', 'deallocated'], true],
    [['deallocated', 'running'], false],
  ] as const)('an appliance that is %s is only started: %s', (powerStates, deallocated) => {
    const members = powerStates.map((powerState) => anAppliance({ powerState }));
    const owner = appliance({ state: 'restart', members });
    const steps = nextSteps(anInput({ verdict: 'restart', path: appliancePath, owner }));
    expect(steps).toEqual([{ code: 'cycle-appliance', appliance: ID.nic, deallocated }]);
  });

  test('a request is the appliance’s subscription’s, by its own routes', () => {
    const policy = underRevisions(aPolicy({ routes: ['support'] }), aPolicy({ routes: [] }));
    const members = [anAppliance({ subscription: anOwnerSubscription({ policy }) })];
    const owner = appliance({ state: 'request', members });
    const [step] = nextSteps(anInput({ verdict: 'request-exemption', path: appliancePath, owner }));
    expect(step).toEqual({
      code: 'request-exemption',
      routes: ['support'],
      subscription: OTHER,
      appliances: ['vm-nva'],
    });
  });

  test('appliances in several subscriptions ask in each', () => {
    const another = anOwnerSubscription({ id: OWN as SubscriptionId });
    const members = [anAppliance(), anAppliance({ subscription: another, vm: 'vm-own' }), anAppliance()];
    const owner = appliance({ state: 'request', members });
    const steps = nextSteps(anInput({ verdict: 'request-exemption', path: appliancePath, owner }));
    expect(steps.map(told)).toEqual([
      `request-exemption ["diagnose"] "${OTHER}" ["vm-nva"]`,
      `request-exemption ["diagnose"] "${OWN}" ["vm-own"]`,
      'use-relay',
    ]);
  });

  test('a firewall is named where its rules are to change', () => {
    const path = aPath({ path: 'firewall', owner: ID.firewall });
    const because = [{ code: 'firewall-holds-back', firewall: ID.firewall }] as const;
    const [step] = nextSteps(anInput({ verdict: 'fix-network', because, path, owner: firewall }));
    expect(step).toEqual({ code: 'allow-in-firewall', firewall: ID.firewall });
  });
});

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
