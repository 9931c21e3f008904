import type { HistoryHead } from '../model/history.ts';
import type { CoverageGap } from '../model/run.ts';

/** What to remember of a run's gaps: the facts that could not be read, by subscription ID; those of the tenant under the empty text. */
export function unreadFacts(gaps: readonly CoverageGap[]): HistoryHead['unread'] {
  const facts = new Map<string, Set<string>>();
  for (const { subscriptionId, fact } of gaps) {
    const known = facts.get(subscriptionId ?? '');
    if (known === undefined) facts.set(subscriptionId ?? '', new Set([fact]));
    else known.add(fact);
  }
  const ids = [...facts.keys()].toSorted();
  return Object.fromEntries(ids.map((id) => [id, [...(facts.get(id) ?? [])].toSorted()]));
}

/** Whether in one run something could be read, of the given subscriptions or of any, that could not in the other. */
export function unreadDiffers(
  before: HistoryHead,
  after: HistoryHead,
  where: readonly string[] | 'anywhere',
): boolean {
  if (where === 'anywhere') return wholeDiffers(before, after);
  return where.some((id) => joined(before.unread[id]) !== joined(after.unread[id]));
}

const compared = new WeakMap<HistoryHead, WeakMap<HistoryHead, boolean>>();

/** Asked for every VM whose path became known or unknown, and the same for all of them. */
function wholeDiffers(before: HistoryHead, after: HistoryHead): boolean {
  const known = compared.get(before)?.get(after);
  if (known !== undefined) return known;
  const ids = [...new Set([...Object.keys(before.unread), ...Object.keys(after.unread)])];
  const differs = unreadDiffers(before, after, ids);
  const others = compared.get(before) ?? new WeakMap<HistoryHead, boolean>();
  compared.set(before, others.set(after, differs));
  return differs;
}

function joined(facts: readonly string[] | undefined): string {
  return facts === undefined ? '' : facts.join('\n');
}
