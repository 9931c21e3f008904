import type { Fault } from './fault.ts';
import { offsetOf, pageLink } from './paging.ts';
import type { Reply } from './reply.ts';

function withLink(reply: Reply, nextLink: string): Reply {
  const page = typeof reply.body === 'object' && reply.body !== null ? reply.body : {};
  return { ...reply, body: { ...page, nextLink } };
}

/** Where the page after this one would start, by its own account. */
function following(reply: Reply, url: URL): number {
  const { body } = reply;
  const items =
    typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value)
      ? body.value.length
      : 0;
  return offsetOf(url.searchParams) + Math.max(1, items);
}

/** Bends the link to the next page of a right answer. */
export function bendLink(reply: Reply, fault: Extract<Fault, { kind: 'next-link' }>, url: URL): Reply {
  const next = new URL(pageLink(url, following(reply, url)));
  switch (fault.link) {
    case 'relative':
      return withLink(reply, `${next.pathname}${next.search}`);
    case 'repeated':
      return withLink(reply, url.href);
    case 'endless':
      return withLink(
        offsetOf(url.searchParams) === 0 ? reply : { ...reply, body: { value: [] } },
        next.href,
      );
    case 'foreign':
      return withLink(reply, `${fault.origin}${next.pathname}${next.search}`);
  }
}
