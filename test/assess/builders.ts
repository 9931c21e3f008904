import type { PlatformFinding } from '../../src/assess/platform-state.ts';
import type { ExemptionInference } from '../../src/infer/exemption.ts';
import type { PolicyFinding } from '../../src/model/inference.ts';
import type { PathFinding } from '../../src/model/path-finding.ts';
import type { PlatformState } from '../../src/model/verdict.ts';

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
