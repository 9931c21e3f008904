import type { InferenceReason } from '../model/inference-reason.ts';
import type { Exemption, PolicyStatus } from '../model/revision.ts';
import { isSet, latestMs, parseMoment } from './moment.ts';

/** The flag of a NIC that is attached to a VM or scale-set instance, and when that was created (ISO 8601 UTC). */
export interface AttachedFlag {
  readonly flag: boolean;
  readonly createdAt?: string;
}

export interface ExemptionFacts {
  readonly policyStatus: PolicyStatus;
  readonly declared: boolean;
  readonly attachedFlags: readonly AttachedFlag[];
}

/**
 * Whether a subscription is exempted. `anyTrue` says that some attached NIC may send; `newestFlagged` is the flag of the
 * newest-created VM that has one, `undefined` where no creation time is known.
 */
export interface ExemptionInference {
  readonly exemption: Exemption;
  readonly anyTrue: boolean;
  readonly newestFlagged: boolean | undefined;
  readonly reasons: readonly InferenceReason[];
}

/**
 * Decides whether a subscription is exempted from the block. An open one cannot be, so a declaration for it changes nothing and
 * earns a warning. Otherwise a true flag on an attached NIC is an exemption that is observed, and wins over a declared one. The
 * flag is `allowPort25Out` of Microsoft.Network/networkInterfaces, which Microsoft does not document: evidence, not a promise.
 */
export function inferExemption({
  policyStatus,
  declared,
  attachedFlags,
}: ExemptionFacts): ExemptionInference {
  const flagsTrue = attachedFlags.filter(({ flag }) => flag).length;
  const flagsFalse = attachedFlags.length - flagsTrue;
  const anyTrue = flagsTrue > 0;
  const newestFlagged = flagOfNewest(attachedFlags);
  if (policyStatus === 'open') {
    const reasons = declared ? [{ code: 'declared-exemption-needless' } as const] : [];
    return { exemption: 'none', anyTrue, newestFlagged, reasons };
  }
  const reasons: readonly InferenceReason[] = [
    ...(anyTrue ? [{ code: 'exemption-observed', flagsTrue, flagsFalse } as const] : []),
    ...(declared ? [{ code: 'exemption-declared', flagsTrue, flagsFalse } as const] : []),
  ];
  const unobserved = declared ? 'declared' : 'none';
  return { exemption: anyTrue ? 'observed' : unobserved, anyTrue, newestFlagged, reasons };
}

/**
 * Where several VMs (or NICs of one VM) share the newest instant and differ, the answer is false: it only lowers a confidence,
 * while a wrong true would hide that a permission may be ending.
 */
function flagOfNewest(flags: readonly AttachedFlag[]): boolean | undefined {
  let newest: number | undefined;
  let answer: boolean | undefined;
  for (const { flag, createdAt } of flags) {
    const moment = createdAt === undefined ? undefined : parseMoment(createdAt);
    if (moment === undefined || !isSet(moment)) continue;
    const ms = latestMs(moment);
    if (newest === undefined || ms > newest) {
      newest = ms;
      answer = flag;
    } else if (ms === newest) {
      answer = answer === true && flag;
    }
  }
  return answer;
}
