import type { ExemptionInference } from '../infer/exemption.ts';
import type { Confidence } from '../model/confidence.ts';
import type { PolicyFinding } from '../model/inference.ts';
import type { ReadProblem } from '../model/reading.ts';
import type { NicFlag, PlatformState } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import type { SinceExemption } from './machine-history.ts';

/** What decides whether Azure's platform lets a VM send on TCP 25. `grantedOn` is a calendar date. */
export interface PlatformInput {
  /** The primary NIC's flag; `null` where no single NIC counts or it cannot be read. */
  readonly flag: NicFlag | null;
  /** What became of the VM since the declared exemption, where that has a date. */
  readonly since: SinceExemption | undefined;
  readonly holdsVms: boolean;
  readonly policy: PolicyFinding;
  readonly exemption: ExemptionInference;
  /** The declared exemption of the subscription, where there is one. */
  readonly declared: { readonly grantedOn?: string } | undefined;
}

export interface PlatformFinding {
  readonly state: PlatformState;
  readonly confidence: Confidence;
  readonly reasons: readonly VerdictReason[];
}

const ALLOWS: VerdictReason = { code: 'flag-allows' };
const BLOCKS: VerdictReason = { code: 'flag-blocks' };
const NOT_REPORTED: VerdictReason = { code: 'flag-not-reported' };

/** How far the activity log reaches back, and what reading it takes (Microsoft, "Azure Monitor activity log": 90 days). */
const LOG_DAYS = 90;
const LOG_ACTION = 'Microsoft.Insights/eventtypes/values/read';

function logNotRead({ status, code, action = LOG_ACTION }: ReadProblem, grantedOn: string): VerdictReason {
  const problem = [status, code].filter((part) => part !== undefined).join(' ');
  return { code: 'activity-log-not-read', grantedOn, problem, action };
}

function finding(state: PlatformState, confidence: Confidence, ...reasons: VerdictReason[]): PlatformFinding {
  return { state, confidence, reasons };
}

/** Azure's platform state of a VM by the table of the decision procedure: the first row that fits decides. */
export function platformState(input: PlatformInput): PlatformFinding {
  if (!input.holdsVms) return finding('undetermined', 'low', { code: 'quota-cannot-hold-vms' });
  switch (input.flag) {
    case null:
      return finding('undetermined', 'low');
    case 'true':
      return flagTrue(input);
    case 'false':
      return flagFalse(input);
    case 'not-reported':
      return flagMissing(input);
  }
}

function flagTrue({ policy, declared }: PlatformInput): PlatformFinding {
  if (policy.status === 'open' || declared !== undefined) return finding('open', 'high', ALLOWS);
  return finding('open', 'medium', ALLOWS, { code: 'flag-allows-against-policy', status: policy.status });
}

function flagFalse({ policy, exemption, declared }: PlatformInput): PlatformFinding {
  if (policy.status === 'open' && !exemption.anyTrue) {
    return finding('undetermined', 'low', BLOCKS, { code: 'flag-contradicts-policy' });
  }
  if (policy.status === 'open' || exemption.exemption !== 'none') {
    const notCycled: VerdictReason = { code: 'not-cycled-since-permission', exemption: exemption.exemption };
    const confirmed = declared !== undefined || policy.status === 'open' || exemption.newestFlagged === true;
    return confirmed
      ? finding('restart', 'medium', BLOCKS, notCycled)
      : finding('restart', 'low', BLOCKS, notCycled, { code: 'permission-may-be-ending' });
  }
  const requestable =
    policy.status === 'requestable' ||
    (policy.status === 'undetermined' && policy.possibilities.some(({ status }) => status === 'requestable'));
  return finding(requestable ? 'request' : 'blocked', policy.confidence, BLOCKS);
}

function flagMissing(input: PlatformInput): PlatformFinding {
  const { policy, exemption, declared } = input;
  if (policy.status === 'open') return finding('open', policy.confidence, NOT_REPORTED);
  if (declared?.grantedOn !== undefined) return datedExemption(input, declared.grantedOn);
  if (exemption.exemption !== 'none') {
    const why: VerdictReason =
      declared === undefined
        ? { code: 'not-cycled-since-permission', exemption: exemption.exemption }
        : { code: 'exemption-undated' };
    return finding('restart', 'low', NOT_REPORTED, why);
  }
  const state = { requestable: 'request', 'no-exemption': 'blocked', undetermined: 'undetermined' } as const;
  return finding(state[policy.status], policy.confidence, NOT_REPORTED);
}

/** Without a flag, a VM made or cycled after the day of a declared exemption has it; another one may not. */
function datedExemption({ since }: PlatformInput, grantedOn: string): PlatformFinding {
  switch (since?.kind) {
    case 'created-after': {
      const { created } = since;
      return finding('open', 'medium', NOT_REPORTED, { code: 'created-after-exemption', created, grantedOn });
    }
    case 'cycled':
      return finding('open', 'medium', NOT_REPORTED, {
        code: 'cycled-after-exemption',
        ...since.cycle,
        grantedOn,
      });
    case 'no-cycle-in-log':
      return finding('restart', 'low', NOT_REPORTED, { code: since.kind, days: LOG_DAYS, grantedOn });
    case 'log-not-read':
      return finding('restart', 'low', NOT_REPORTED, logNotRead(since.problem, grantedOn));
    case 'not-known':
    case undefined:
      return finding('restart', 'low', NOT_REPORTED, { code: 'start-after-exemption-not-known', grantedOn });
  }
}
