import * as z from 'zod';
import type { ArmGet } from './arm-get.ts';
import { ForeignHostError, sameOrigin } from './arm-policies.ts';
import { BrokenListError } from './read-problem.ts';

const MOST_PAGES = 5_000;
const MOST_PAGES_WITHOUT_NEWS = 50;

const pageSchema = z.object({ value: z.array(z.unknown()).nullable(), nextLink: z.string().nullish() });

/** The ID of an item, lower-cased, for noticing one that comes twice; items without an ID are never alike. */
function idOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('id' in item)) return undefined;
  return typeof item.id === 'string' ? item.id.toLowerCase() : undefined;
}

/** The next page's URL; a relative link is taken from the page that carries it, a foreign one is refused. */
function follow(nextLink: string, from: string): string {
  if (!URL.canParse(nextLink, from))
    throw new BrokenListError('BrokenLink', 'the list has a malformed nextLink');
  const next = new URL(nextLink, from).href;
  if (!sameOrigin(next, from)) {
    throw new ForeignHostError(
      `the list continues at another host (${new URL(next).host}), which was refused`,
    );
  }
  return next;
}

/**
 * Follows an ARM list to its end and hands each item to `accept` once, also when pages repeat it. Throws when the chain of pages
 * comes back to a page already read, brings nothing new for 50 pages, is longer than 5,000 pages, or leaves Resource Manager.
 */
export async function followList(get: ArmGet, url: string, accept: (item: unknown) => void): Promise<void> {
  const visited = new Set<string>();
  const seen = new Set<string>();
  let pagesWithoutNews = 0;
  for (let next: string | undefined = url; next !== undefined; ) {
    if (visited.has(next))
      throw new BrokenListError('RepeatedLink', 'the list links back to a page already read');
    if (visited.size === MOST_PAGES || pagesWithoutNews === MOST_PAGES_WITHOUT_NEWS) {
      throw new BrokenListError('EndlessList', `the list did not end after ${visited.size} pages`);
    }
    visited.add(next);
    const page = pageSchema.safeParse(await get(next));
    if (!page.success)
      throw new BrokenListError('NotAList', 'the answer is not a list', { cause: page.error });
    const fresh = (page.data.value ?? []).filter((item) => isNew(item, seen));
    fresh.forEach(accept);
    pagesWithoutNews = fresh.length === 0 ? pagesWithoutNews + 1 : 0;
    next = page.data.nextLink ? follow(page.data.nextLink, next) : undefined;
  }
}

function isNew(item: unknown, seen: Set<string>): boolean {
  const id = idOf(item);
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}
