import type { Wire } from './estate.ts';
import type { Reply } from './reply.ts';

/** A list that is read a slice at a time. */
export interface Listing {
  readonly count: number;
  readonly slice: (from: number, to: number) => readonly Wire[];
}

export function listingOf(items: readonly Wire[]): Listing {
  return { count: items.length, slice: (from, to) => items.slice(from, to) };
}

/** The offset that a skip token of this simulator stands for; 0 without one. */
export function offsetOf(query: URLSearchParams): number {
  for (const [name, value] of query) {
    if (name.toLowerCase() === '$skiptoken') {
      return Number.parseInt(Buffer.from(value, 'base64').toString('latin1'), 10) || 0;
    }
  }
  return 0;
}

/** The address of the page that starts at an offset: the same request with a skip token. */
export function pageLink(url: URL, offset: number): string {
  const query = [...url.searchParams].filter(([name]) => name.toLowerCase() !== '$skiptoken');
  const token = Buffer.from(String(offset), 'latin1').toString('base64');
  const parts = [...query, ['$skiptoken', token]].map(
    ([name, value]) =>
      `${encodeURIComponent(name ?? '').replace('%24', '$')}=${encodeURIComponent(value ?? '')}`,
  );
  return `${url.origin}${url.pathname}?${parts.join('&')}`;
}

/** One page of a list, with an absolute link to the next one where there is more. */
export function pageOf(listing: Listing, url: URL, pageSize: number): Reply {
  const from = offsetOf(url.searchParams);
  const to = from + pageSize;
  const value = listing.slice(from, to);
  return {
    status: 200,
    body: to < listing.count ? { value, nextLink: pageLink(url, to) } : { value },
  };
}
