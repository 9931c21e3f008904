import { isMap, isScalar, isSeq } from 'yaml';
import type { Matcher, ReviewEntry } from '../model/review.ts';
import { parseSubscriptionId } from '../model/subscription-id.ts';
import type { DeclarationsData } from './declarations-schema.ts';
import type { DeclarationsText, Problem } from './declarations-text.ts';
import { parseMachineKey } from './declared-ids.ts';

type ReviewData = NonNullable<DeclarationsData['reviews']>[number];

const IDS = { subscription: parseSubscriptionId, vm: parseMachineKey } as const;

/** Entries about the same subscription, or the same VM or scale set, in whatever spelling: nobody could tell which one counts. */
export function repeatedTargets({ document, lineAt, offsetOf }: DeclarationsText): readonly Problem[] {
  const reviews = document.get('reviews');
  const first = new Map<string, number>();
  return (isSeq(reviews) ? reviews.items : []).flatMap((entry, at) =>
    (['subscription', 'vm'] as const).flatMap((target) => {
      const node = isMap(entry) ? entry.get(target, true) : undefined;
      const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
      const id = IDS[target](text);
      if (id === undefined) return [];
      const offset = offsetOf(['reviews', at, target]);
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, lineAt(offset));
        return [];
      }
      return [
        { offset, message: `reviews.${at}.${target}: ${text} has an entry already, in line ${before}` },
      ];
    }),
  );
}

function matcherOf({ subscription, vm, name, tag }: ReviewData): Matcher {
  const id = parseSubscriptionId(subscription ?? '');
  if (id !== undefined) return { kind: 'subscription', id };
  const key = parseMachineKey(vm ?? '');
  if (key !== undefined) return { kind: 'vm', key };
  return { kind: 'pattern', ...(name === undefined ? {} : { name }), ...(tag === undefined ? {} : { tag }) };
}

/** The entries under `reviews`, which have been checked; `lineOf` tells where each stands. */
export function declaredReviews(
  reviews: readonly ReviewData[],
  lineOf: (at: number) => number,
): readonly ReviewEntry[] {
  return reviews.map((review, at) => ({
    matcher: matcherOf(review),
    line: lineOf(at),
    ...(review.accepted === undefined ? {} : { accepted: review.accepted }),
    ...(review.reviewed === undefined ? {} : { reviewed: review.reviewed }),
  }));
}
