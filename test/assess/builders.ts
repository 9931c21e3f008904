import type { ApplianceState, OwnerSubscription } from '../../src/assess/egress-owners.ts';
import { perRevision } from '../../src/assess/per-revision.ts';
import type { PlatformFinding } from '../../src/assess/platform-state.ts';
import type { ExemptionInference } from '../../src/infer/exemption.ts';
import type { PolicyFinding } from '../../src/model/inference.ts';
import type { PathFinding } from '../../src/model/path-finding.ts';
import type { RevisionName } from '../../src/model/revision.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import type { PlatformState } from '../../src/model/verdict.ts';
import { OTHER } from '../network/builders.ts';

export function aPolicy(overrides: Partial<PolicyFinding> = {}): PolicyFinding {
  return {
    revision: '2020-11',
    status: 'requestable',
    confidence: 'high',
    routes: ['diagnose'],
    possibilities: [],
    reasons: [],
    ...overrides,
  };
}

export function anExemption(overrides: Partial<ExemptionInference> = {}): ExemptionInference {
  return { exemption: 'none', anyTrue: false, newestFlagged: undefined, reasons: [], ...overrides };
}

export function aPath(overrides: Partial<PathFinding> = {}): PathFinding {
  return { path: 'internet', confidence: 'high', reasons: [], addresses: [], evidence: [], ...overrides };
}

export function aPlatform(state: PlatformState, overrides: Partial<PlatformFinding> = {}): PlatformFinding {
  return { state, confidence: 'high', reasons: [], ...overrides };
}

/** The same under every revision, or something else under the newest public one. */
export function underRevisions<T>(all: T, newest: T = all): Readonly<Record<RevisionName, T>> {
  return perRevision((name) => (name === '2023-12' ? newest : all));
}

/** The subscription of an egress owner, the same under every revision unless told otherwise. */
export function anOwnerSubscription(overrides: Partial<OwnerSubscription> = {}): OwnerSubscription {
  return {
    id: OTHER as SubscriptionId,
    name: 'hub',
    offer: 'pay-as-you-go',
    policy: underRevisions(aPolicy()),
    ...overrides,
  };
}

/** An appliance that Azure allows and whose network lets mail out. */
export function anAppliance(overrides: Partial<ApplianceState> = {}): ApplianceState {
  return {
    subscription: anOwnerSubscription(),
    platform: underRevisions(aPlatform('open')),
    passage: 'passes',
    confidence: 'high',
    reasons: [],
    addresses: [],
    vm: 'vm-nva',
    powerState: 'running',
    ...overrides,
  };
}
