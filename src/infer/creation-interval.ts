import type { CreationInference } from '../model/inference.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { Cutoff } from '../model/revision.ts';
import { cutoffSide } from './cutoff.ts';
import { DAY_MS, earliestMs, latestMs } from './moment.ts';
import type { Witness } from './witness.ts';
import { named } from './witness.ts';

/** A creation interval as far as its witnesses decide it. */
export type CreationInterval = Omit<CreationInference, 'evidence'>;

/**
 * Decides the interval in which a subscription was created, and its side of the cut-off, from all witnesses. A declared date wins
 * over all. A purchase date later than a strong witness is a transfer's and only proves "not after". Any other contradiction
 * between strong witnesses leaves the cut-off open and the interval wide enough for both. An exact witness stands against weak
 * ones; without an exact one the earliest of all is the bound, and a weak one gives "before" with low confidence only. No witness
 * of age proves youth: only an exact one gives "after".
 */
export function creationInterval(witnesses: readonly Witness[]): CreationInterval {
  const declared = witnesses.find((one) => one.testimony === 'declared');
  if (declared !== undefined) return standing(declared, byAge(witnesses));
  const { remaining, reasons } = demoteTransfers(byAge(witnesses));
  const contradiction = contradictionAmong(remaining);
  if (contradiction !== undefined) return contradicted(contradiction, remaining, reasons);
  const exacts = remaining.filter(isExact);
  // Of exact ones that agree, the one that no transfer can have falsified speaks for them.
  const exact = exacts.find(({ testimony }) => testimony === 'exact') ?? exacts[0];
  const interval = exact === undefined ? bounded(remaining) : standing(exact, remaining);
  return { ...interval, reasons: [...reasons, ...interval.reasons] };
}

/**
 * Whether the one proves that creation came before the moment that the other claims. Witnesses of one and the same creation may
 * be stamped in any order within a day, which counts as long as both lie on one side of the cut-off.
 */
function precedes(earlier: Witness, later: Witness): boolean {
  const gap = earliestMs(later.moment) - latestMs(earlier.moment);
  return gap > DAY_MS || (gap > 0 && cutoffSide(earlier.moment) !== cutoffSide(later.moment));
}

function standing(exact: Witness, all: readonly Witness[]): CreationInterval {
  const cutoff = cutoffSide(exact.moment);
  const against = all.filter((one) => one !== exact && disagrees(one, exact));
  const declared = exact.testimony === 'declared';
  return {
    notBefore: exact.moment.text,
    notAfter: exact.moment.text,
    exact: true,
    cutoff,
    // A transfer that left no older witness behind looks like a purchase: its date may be too late, never too early.
    confidence: exact.testimony === 'purchase' && cutoff !== 'before' ? 'medium' : 'high',
    reasons: [
      declared
        ? { code: 'creation-declared', on: exact.moment.text }
        : { code: 'creation-exact', witness: named(exact) },
      ...against.map((one) => setAside(one, exact)),
      ...(cutoff === 'indeterminate'
        ? [{ code: 'creation-near-cutoff', at: exact.moment.text } as const]
        : []),
    ],
  };
}

/** The interval that witnesses without an exact one bound, the oldest first. */
function bounded(witnesses: readonly Witness[]): CreationInterval {
  const [earliest] = witnesses;
  if (earliest === undefined) {
    return {
      notBefore: null,
      notAfter: null,
      exact: false,
      cutoff: 'indeterminate',
      confidence: 'low',
      reasons: [{ code: 'creation-unknown' }],
    };
  }
  const strong = witnesses.find(isStrong);
  const cutoff = cutoffSide(earliest.moment) === 'before' ? 'before' : 'indeterminate';
  const proved = strong !== undefined && cutoffSide(strong.moment) === 'before';
  const heard = strong === undefined || strong === earliest ? [earliest] : [strong, earliest];
  return {
    notBefore: null,
    notAfter: earliest.moment.text,
    exact: false,
    cutoff,
    confidence: proved ? 'high' : 'low',
    reasons: [
      ...heard.map(
        (one) =>
          ({ code: 'creation-not-after', witness: named(one), weak: one.testimony === 'weak' }) as const,
      ),
      ...(cutoffSide(earliest.moment) === 'indeterminate'
        ? [{ code: 'creation-near-cutoff', at: earliest.moment.text } as const]
        : []),
    ],
  };
}

/** The interval that holds whichever of the strong witnesses is right. */
function contradicted(
  [first, second]: readonly [Witness, Witness],
  witnesses: readonly Witness[],
  reasons: readonly InferenceReason[],
): CreationInterval {
  const exacts = witnesses.filter(isExact);
  const onlyExacts = isExact(first) && isExact(second);
  return {
    notBefore: onlyExacts ? (exacts[0]?.moment.text ?? null) : null,
    notAfter: exacts.at(-1)?.moment.text ?? null,
    exact: false,
    cutoff: 'indeterminate',
    confidence: 'low',
    reasons: [...reasons, { code: 'creation-contradiction', first: named(first), second: named(second) }],
  };
}

/** Turns every purchase date that a strong witness precedes into "not after", and says why. Takes the oldest witness first. */
function demoteTransfers(witnesses: readonly Witness[]): {
  readonly remaining: readonly Witness[];
  readonly reasons: readonly InferenceReason[];
} {
  const reasons: InferenceReason[] = [];
  const remaining = witnesses.map((one): Witness => {
    const earlier = witnesses.find((other) => isStrong(other) && precedes(other, one));
    if (one.testimony !== 'purchase' || earlier === undefined) return one;
    reasons.push({ code: 'creation-transferred', purchase: named(one), earlier: named(earlier) });
    return { ...one, testimony: 'not-after' };
  });
  return { remaining, reasons };
}

/** The oldest exact witness that a strong one precedes, behind the oldest that does: one of them must be wrong. */
function contradictionAmong(witnesses: readonly Witness[]): readonly [Witness, Witness] | undefined {
  for (const later of witnesses.filter(isExact)) {
    const earlier = witnesses.find((one) => isStrong(one) && precedes(one, later));
    if (earlier !== undefined) return [earlier, later];
  }
  return undefined;
}

function disagrees(one: Witness, exact: Witness): boolean {
  return precedes(one, exact) || (isExact(one) && precedes(exact, one));
}

function setAside(witness: Witness, against: Witness): InferenceReason {
  return { code: 'creation-witness-set-aside', witness: named(witness), against: named(against) };
}

function isExact({ testimony }: Witness): boolean {
  return testimony === 'exact' || testimony === 'purchase' || testimony === 'declared';
}

function isStrong({ testimony }: Witness): boolean {
  return testimony !== 'weak';
}

const SIDES = { before: 0, indeterminate: 1, after: 2 } as const satisfies Record<Cutoff, number>;

/**
 * The oldest first; of two at one moment the stronger, and then by spelling, so that the order of hearing decides nothing. A
 * calendar date before the cut-off goes ahead of an instant of the same day that is too near to it to tell: it says more.
 */
function byAge(witnesses: readonly Witness[]): readonly Witness[] {
  return [...witnesses].sort(
    (one, other) =>
      SIDES[cutoffSide(one.moment)] - SIDES[cutoffSide(other.moment)] ||
      latestMs(one.moment) - latestMs(other.moment) ||
      Number(isStrong(other)) - Number(isStrong(one)) ||
      compare(spelledOut(one), spelledOut(other)),
  );
}

function spelledOut({ kind, testimony, moment, subject }: Witness): string {
  return JSON.stringify([kind, testimony, moment.text, subject]);
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}
