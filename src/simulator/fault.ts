/** A request as a fault plan sees it. `path` is as sent, without the query; `subscription` is in lower case. */
export interface SimulatedRequest {
  readonly kind: 'sign-in' | 'resource-manager';
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly subscription?: string;
}

/**
 * What can be wrong with the items of a right answer: no `properties`; null for every list inside; words that nobody knows for every
 * word of Azure's (states, kinds of hops, protocols); IDs in upper case; no IDs; every item twice; the first one left out.
 */
export type ItemFault =
  | 'without-properties'
  | 'null-lists'
  | 'unknown-words'
  | 'upper-case-ids'
  | 'without-ids'
  | 'twice'
  | 'without-first';

/**
 * Something that goes wrong with one request: another answer, a connection that breaks before or in the middle of the answer, a
 * delay before the right answer (milliseconds), the right answer with other headers or with something wrong in its items, or a page
 * whose link leads nowhere good. `endless` pages are empty and always have a next one; a `foreign` link names another `origin`, such
 * as `https://example.org`.
 */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncate' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'items'; readonly what: ItemFault }
  | { readonly kind: 'next-link'; readonly link: 'relative' | 'repeated' | 'endless' }
  | { readonly kind: 'next-link'; readonly link: 'foreign'; readonly origin: string };

/** One line of the request log; `status` is 0 where the connection was broken on purpose. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly subscription?: string;
}
