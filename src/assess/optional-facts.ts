import type { OptionalFactCounts } from '../model/run.ts';
import type { FactKind, SubscriptionFacts } from '../model/subscription-facts.ts';
import { OPTIONAL_FACTS } from './coverage.ts';

/** Of how many subscriptions each optional fact was read, unreadable, or spared. */
export type OptionalFactTally = Readonly<Partial<Record<FactKind, OptionalFactCounts>>>;

const NONE: OptionalFactCounts = { read: 0, unreadable: 0, spared: 0 };

/** What one subscription adds: a fact is spared where it was left alone because it decided nothing. */
function countOf({ readings }: SubscriptionFacts, kind: FactKind): keyof OptionalFactCounts | undefined {
  const reading = readings[kind];
  if (reading.kind !== 'not-asked') return reading.kind;
  return reading.why === 'cutoff-known' || reading.why === 'cannot-decide' ? 'spared' : undefined;
}

/** The tally with one more subscription. Kinds of which there is nothing to count are left out. */
export function addOptionalFacts(tally: OptionalFactTally, facts: SubscriptionFacts): OptionalFactTally {
  const counted = OPTIONAL_FACTS.flatMap((kind) => {
    const before = tally[kind];
    const what = countOf(facts, kind);
    if (what === undefined) return before === undefined ? [] : [[kind, before] as const];
    const counts = before ?? NONE;
    return [[kind, { ...counts, [what]: counts[what] + 1 }] as const];
  });
  return Object.fromEntries(counted);
}

/** The tallies of two parts of a run, as that of both. */
export function joinOptionalFacts(a: OptionalFactTally, b: OptionalFactTally): OptionalFactTally {
  const joined = OPTIONAL_FACTS.flatMap((kind) => {
    const [one, other] = [a[kind], b[kind]];
    if (one === undefined || other === undefined) {
      const only = one ?? other;
      return only === undefined ? [] : [[kind, only] as const];
    }
    const counts: OptionalFactCounts = {
      read: one.read + other.read,
      unreadable: one.unreadable + other.unreadable,
      spared: one.spared + other.spared,
    };
    return [[kind, counts] as const];
  });
  return Object.fromEntries(joined);
}
