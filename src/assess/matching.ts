import type { ResourceKey } from '../model/resource-id.ts';
import type { Matcher } from '../model/review.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';

/** What the tags of one resource are, as ARM sent them. */
export type Tags = Readonly<Record<string, string>>;

/** What an entry of the declarations file can speak of: a VM with its names and tags, or a subscription as a whole. */
export interface Matchable {
  readonly subscription: SubscriptionId;
  /** The VM, then the scale set that it belongs to; none for a subscription as a whole. */
  readonly keys: readonly ResourceKey[];
  /** The VM's own name, then those of what it belongs to; or the subscription's. */
  readonly names: readonly string[];
  /** The tags of each of them. */
  readonly tags: readonly Tags[];
}

/** Whether the matcher speaks of the subject. A pattern has to match in every part that it states, and one without any matches nothing. */
export function matches(matcher: Matcher, subject: Matchable): boolean {
  switch (matcher.kind) {
    case 'subscription':
      return subject.keys.length === 0 && matcher.id === subject.subscription;
    case 'vm':
      return subject.keys.includes(matcher.key);
    case 'pattern': {
      const { name, tag } = matcher;
      if (name === undefined && tag === undefined) return false;
      const named = name === undefined || subject.names.some((one) => matchesName(name, one));
      return named && (tag === undefined || hasTags(tag, subject.tags));
    }
  }
}

/** Whether a name fits a pattern in which `*` stands for any run of characters, also none. Letter case does not matter. */
export function matchesName(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  // The pieces in between have to follow each other; the leftmost place for each leaves the most room for the next.
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from;
}

/** The value of a tag; names are compared without letter case, as Resource Manager does. */
export function tagValue(tags: Tags | undefined, name: string): string | undefined {
  if (tags === undefined) return undefined;
  if (Object.hasOwn(tags, name)) return tags[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(tags).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : tags[key];
}

/** Every tag that is asked for is set to that very value: on the resource itself, or on what it belongs to where it has none itself. */
function hasTags(wanted: Tags, tags: readonly Tags[]): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const [nearest] = tags.flatMap((one) => tagValue(one, name) ?? []);
    return nearest === value;
  });
}
