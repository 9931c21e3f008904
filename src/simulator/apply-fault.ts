import { bendItems } from './bend-items.ts';
import type { Fault } from './fault.ts';
import { offsetOf, pageLink } from './paging.ts';
import type { Reply } from './reply.ts';

function withLink(reply: Reply, nextLink: string): Reply {
  const page = typeof reply.body === 'object' && reply.body !== null ? reply.body : {};
  return { ...reply, body: { ...page, nextLink } };
}

function itemsOf({ body }: Reply): readonly unknown[] | undefined {
  return typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value)
    ? body.value
    : undefined;
}

/** Where the page after this one would start, by its own account. */
function following(reply: Reply, url: URL): number {
  return offsetOf(url.searchParams) + Math.max(1, itemsOf(reply)?.length ?? 0);
}

/** Bends the link to the next page of a right answer. */
function bendLink(reply: Reply, fault: Extract<Fault, { kind: 'next-link' }>, url: URL): Reply {
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

/** Makes of a right answer what the fault wants; faults that are no matter of the answer's content leave it as it is. */
export function applyFault(reply: Reply, fault: Fault, url: URL): Reply {
  if (reply.status !== 200) return reply;
  switch (fault.kind) {
    case 'next-link':
      return bendLink(reply, fault, url);
    case 'headers':
      return { ...reply, headers: { ...reply.headers, ...fault.headers } };
    case 'items': {
      const items = itemsOf(reply);
      return items === undefined
        ? reply
        : { ...reply, body: { ...(reply.body as object), value: bendItems(items, fault.what) } };
    }
    case 'answer':
    case 'reset':
    case 'truncate':
    case 'delay':
      return reply;
  }
}
