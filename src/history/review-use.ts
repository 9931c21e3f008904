import type { Matcher, ReviewEntry, ReviewMark } from '../model/review.ts';

/** Counts the entries of the declarations file that speak of something, while findings go by in any order. */
export interface ReviewUse {
  add(entry: ReviewEntry, mark: ReviewMark): void;
  /** What their author should look into, in the order of the lines. */
  warnings(): readonly string[];
}

/**
 * Gathers the use of the reviews. `today` is a calendar date. An entry that matches nothing is told only where everything in scope was
 * read (`complete`): what it speaks of may be what could not be read.
 */
export function createReviewUse(
  entries: readonly ReviewEntry[],
  { today, complete }: { readonly today: string; readonly complete: () => boolean },
): ReviewUse {
  const used = new Map<ReviewEntry, { otherVerdict: number; otherFacts: number }>();
  return {
    add(entry, { accepted }) {
      const counts = used.get(entry) ?? { otherVerdict: 0, otherFacts: 0 };
      used.set(entry, {
        otherVerdict: counts.otherVerdict + (accepted?.standing === 'verdict-changed' ? 1 : 0),
        otherFacts: counts.otherFacts + (accepted?.standing === 'facts-changed' ? 1 : 0),
      });
    },
    warnings: () =>
      entries
        .toSorted((a, b) => a.line - b.line)
        .flatMap((entry) => warningsOf(entry, used.get(entry), { today, complete: complete() })),
  };
}

function warningsOf(
  entry: ReviewEntry,
  counts: { readonly otherVerdict: number; readonly otherFacts: number } | undefined,
  { today, complete }: { readonly today: string; readonly complete: boolean },
): readonly string[] {
  const start = `declarations line ${entry.line}: the review of ${spokenOf(entry.matcher)}`;
  const until = entry.accepted?.until;
  if (until !== undefined && until < today) {
    return [`${start} is accepted until ${until}, which is over; renew it or take it out`];
  }
  if (counts === undefined) return complete ? [`${start} matches nothing that was found`] : [];
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
