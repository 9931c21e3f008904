import type { Matcher, ReviewEntry, ReviewMark } from '../model/review.ts';

/** Of how many findings an entry of the declarations file speaks, and of how many it no longer holds. */
export interface ReviewCounts {
  readonly findings: number;
  readonly otherVerdict: number;
  readonly otherFacts: number;
}

/** Counts what the entries of the declarations file speak of, while findings go by in any order. */
export interface ReviewUse {
  add(entry: ReviewEntry, mark: ReviewMark): void;
  /** The counts of all entries, in their order. */
  counts(): readonly ReviewCounts[];
}

const UNUSED: ReviewCounts = { findings: 0, otherVerdict: 0, otherFacts: 0 };

function added(a: ReviewCounts, b: ReviewCounts): ReviewCounts {
  return {
    findings: a.findings + b.findings,
    otherVerdict: a.otherVerdict + b.otherVerdict,
    otherFacts: a.otherFacts + b.otherFacts,
  };
}

/** Gathers the use of the reviews. */
export function createReviewUse(entries: readonly ReviewEntry[]): ReviewUse {
  const used = new Map<ReviewEntry, ReviewCounts>();
  return {
    add(entry, { accepted }) {
      const one: ReviewCounts = {
        findings: 1,
        otherVerdict: accepted?.standing === 'verdict-changed' ? 1 : 0,
        otherFacts: accepted?.standing === 'facts-changed' ? 1 : 0,
      };
      used.set(entry, added(used.get(entry) ?? UNUSED, one));
    },
    counts: () => entries.map((entry) => used.get(entry) ?? UNUSED),
  };
}

/** The counts of two parts of a run as those of both. */
export function joinReviewCounts(
  a: readonly ReviewCounts[],
  b: readonly ReviewCounts[],
): readonly ReviewCounts[] {
  return a.map((counts, at) => added(counts, b[at] ?? UNUSED));
}

/**
 * What the author of the entries should look into, in the order of their lines. `today` is a calendar date. An entry that matches nothing
 * is told only where everything in scope was read (`complete`): what it speaks of may be what could not be read.
 */
export function reviewWarnings(
  entries: readonly ReviewEntry[],
  counts: readonly ReviewCounts[],
  when: { readonly today: string; readonly complete: boolean },
): readonly string[] {
  return entries
    .map((entry, at) => ({ entry, counts: counts[at] ?? UNUSED }))
    .toSorted((a, b) => a.entry.line - b.entry.line)
    .flatMap((one) => warningsOf(one.entry, one.counts, when));
}

function warningsOf(
  entry: ReviewEntry,
  counts: ReviewCounts,
  { today, complete }: { readonly today: string; readonly complete: boolean },
): readonly string[] {
  const start = `declarations line ${entry.line}: the review of ${spokenOf(entry.matcher)}`;
  const until = entry.accepted?.until;
  if (until !== undefined && until < today) {
    return [`${start} is accepted until ${until}, which is over; renew it or take it out`];
  }
  if (counts.findings === 0) return complete ? [`${start} matches nothing that was found`] : [];
  return [
    ...standsFor(
      counts.otherVerdict,
      `accepts ${entry.accepted?.verdict}, which is no longer the verdict of`,
      start,
    ),
    ...standsFor(counts.otherFacts, 'was given for other facts than those now found of', start),
  ];
}

function standsFor(count: number, what: string, start: string): readonly string[] {
  if (count === 0) return [];
  return [`${start} ${what} ${count === 1 ? '1 finding' : `${count} findings`}; look again`];
}

function spokenOf(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'subscription':
      return `subscription ${matcher.id}`;
    case 'vm':
      return `VM ${matcher.key}`;
    case 'pattern': {
      const tags = Object.entries(matcher.tag ?? {}).map(([name, value]) => `tag ${name}: ${value}`);
      return [...(matcher.name === undefined ? [] : [`VMs named ${matcher.name}`]), ...tags].join(', ');
    }
  }
}
