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

function tallyOf(facts: SubscriptionFacts): OptionalFactTally {
  const counted = OPTIONAL_FACTS.flatMap((kind) => {
    const what = countOf(facts, kind);
    return what === undefined ? [] : [[kind, { ...NONE, [what]: 1 }] as const];
  });
  return Object.fromEntries(counted);
}

/** The tally with one more subscription. Kinds of which there is nothing to count are left out. */
export function addOptionalFacts(tally: OptionalFactTally, facts: SubscriptionFacts): OptionalFactTally {
  return joinOptionalFacts(tally, tallyOf(facts));
}

/** The tallies of two parts of a run, as that of both. */
export function joinOptionalFacts(a: OptionalFactTally, b: OptionalFactTally): OptionalFactTally {
  const joined = OPTIONAL_FACTS.flatMap((kind) => {
    if (a[kind] === undefined && b[kind] === undefined) return [];
    const [one, other] = [a[kind] ?? NONE, b[kind] ?? NONE];
    const counts: OptionalFactCounts = {
      read: one.read + other.read,
      unreadable: one.unreadable + other.unreadable,
      spared: one.spared + other.spared,
    };
    return [[kind, counts] as const];
  });
  return Object.fromEntries(joined);
}
