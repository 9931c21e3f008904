import * as z from 'zod';

/**
 * Why something could not be read: HTTP `status` (absent when no answer came), ARM's error `code`, a `message` without secrets,
 * and the read `action` that the auditor's principal is missing, where ARM named one.
 */
export const readProblemSchema = z.object({
  status: z.number().optional(),
  code: z.string(),
  message: z.string(),
  action: z.string().optional(),
});

export type ReadProblem = z.output<typeof readProblemSchema>;

/**
 * The reasons for which a list is not asked for at all. `cutoff-known`: the side of the cut-off is settled without it;
 * `cannot-decide`: it would change no verdict; `not-needed`: nothing asked for it.
 */
const NOT_ASKED = [
  'subscription-disabled',
  'subscription-excluded',
  'subscription-delegated',
  'no-virtual-machines',
  'not-needed',
  'cutoff-known',
  'cannot-decide',
] as const;

/**
 * The outcome of reading one kind of fact of one subscription. `unreadable` may carry the `items` of the pages that came before
 * the failure: they are shown, but the list is not complete and absence from it proves nothing.
 */
export type Reading<T> =
  | { readonly kind: 'read'; readonly items: readonly T[]; readonly malformed: number }
  | { readonly kind: 'unreadable'; readonly problem: ReadProblem; readonly items: readonly T[] }
  | { readonly kind: 'not-asked'; readonly why: (typeof NOT_ASKED)[number] };

/** The schema of a {@link Reading} of items with the given schema, as it stands in a snapshot. */
export function readingSchema<S extends z.ZodType>(item: S) {
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('read'), items: z.array(item).readonly(), malformed: z.number() }),
    z.object({ kind: z.literal('unreadable'), problem: readProblemSchema, items: z.array(item).readonly() }),
    z.object({ kind: z.literal('not-asked'), why: z.enum(NOT_ASKED) }),
  ]);
}

/** The items of a reading, as far as there are any; use it only where completeness does not matter. */
export function itemsOf<T>(reading: Reading<T>): readonly T[] {
  return reading.kind === 'not-asked' ? [] : reading.items;
}
