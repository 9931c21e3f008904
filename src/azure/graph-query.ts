import * as z from 'zod';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { type GraphList, graphQueryText } from './graph-lists.ts';
import type { GraphAnswer, GraphPost } from './graph-post.ts';
import { type GraphRow, graphRow } from './graph-rows.ts';
import { ArmError, BrokenListError } from './read-problem.ts';

/** Reads a list of a group of subscriptions to its end. Throws where that cannot be proved. */
export type GraphQuery = (
  list: GraphList,
  subscriptions: readonly SubscriptionId[],
) => Promise<readonly GraphRow[]>;

/** Resource Graph gives at most 1,000 rows and 16 MiB at once. */
const LARGEST_PAGE = 1_000;
const SMALLEST_PAGE = 10;

const answerSchema = z.object({
  totalRecords: z.number().int().nonnegative(),
  count: z.number().int().nonnegative(),
  data: z.array(z.unknown()),
  /** Documented as a text. */
  resultTruncated: z.union([z.string(), z.boolean()]).nullish(),
  $skipToken: z.string().nullish(),
});

type Page = Omit<z.output<typeof answerSchema>, '$skipToken'> & { readonly next: string | undefined };

function isTrue(told: unknown): boolean {
  return String(told ?? '').toLowerCase() === 'true';
}

/** One page, checked for what says that rows were left out. */
function pageOf({ body, headers }: GraphAnswer): Page {
  if (isTrue(headers.get('x-ms-tenant-subscription-limit-hit')))
    throw new BrokenListError('SubscriptionLimitHit', 'Resource Graph left out subscriptions beyond 10,000');
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success)
    throw new BrokenListError('NotAGraphAnswer', 'the answer is not that of Resource Graph', {
      cause: parsed.error,
    });
  const { $skipToken, ...page } = parsed.data;
  const next = $skipToken || undefined;
  if (page.count !== page.data.length)
    throw new BrokenListError('RowCountMismatch', `${page.data.length} rows came, ${page.count} were said`);
  if (isTrue(page.resultTruncated) && next === undefined)
    throw new BrokenListError('ResultTruncated', 'the result is cut and has no next page');
  return { ...page, next };
}

/** What is asked: a list of some subscriptions, so many rows at once. */
interface Question {
  readonly list: GraphList;
  readonly subscriptions: readonly SubscriptionId[];
  readonly top: number;
}

function bodyOf({ list, subscriptions, top }: Question, token: string | undefined): object {
  return {
    subscriptions,
    query: graphQueryText(list),
    options: {
      resultFormat: 'objectArray',
      $top: top,
      ...(token === undefined ? {} : { $skipToken: token }),
    },
  };
}

/** The rows so far, each resource once. */
function rowsOf({ list, subscriptions }: Question) {
  const asked: ReadonlySet<string> = new Set(subscriptions);
  const rows = new Map<string, GraphRow>();
  return {
    rows,
    add(raw: unknown): void {
      const row = graphRow(raw, list);
      if (row === undefined || !asked.has(row.subscription))
        throw new BrokenListError('ForeignRow', 'a row does not say which of the subscriptions it is of');
      rows.set(row.id.toLowerCase(), row);
    },
  };
}

/** A page's token leads on only where the page brought something new and the token is a new one. */
function follow({ next }: Page, seen: Set<string>, brought: number): string | undefined {
  if (next === undefined) return undefined;
  if (brought === 0 || seen.has(next))
    throw new BrokenListError('EndlessList', 'the pages do not come to an end');
  seen.add(next);
  return next;
}

async function readPages(post: GraphPost, question: Question): Promise<readonly GraphRow[]> {
  const { rows, add } = rowsOf(question);
  const tokens = new Set<string>();
  let total: number | undefined;
  let token: string | undefined;
  do {
    const page = pageOf(await post(bodyOf(question, token)));
    total ??= page.totalRecords;
    if (page.totalRecords !== total)
      throw new BrokenListError('RowsMoved', 'resources came or went between two pages');
    const before = rows.size;
    page.data.forEach(add);
    token = follow(page, tokens, rows.size - before);
  } while (token !== undefined);
  if (rows.size !== total)
    throw new BrokenListError('RowCountMismatch', `${rows.size} resources came of ${total}`);
  return [...rows.values()];
}

/** The answer is larger than Resource Graph gives at once. */
export function isTooLarge(cause: unknown): boolean {
  return cause instanceof ArmError && (cause.code === 'ResponsePayloadTooLarge' || cause.status === 413);
}

/**
 * Reads lists through `post`, page by page. A page that is too large is halved, down to ten rows, and the list begun anew, because a
 * token belongs to its page size; the smaller size stays for the rest of the run.
 */
export function graphQuery(post: GraphPost): GraphQuery {
  const sizes = new Map<GraphList, number>();
  return async function read(list, subscriptions) {
    for (;;) {
      const top = sizes.get(list) ?? LARGEST_PAGE;
      try {
        return await readPages(post, { list, subscriptions, top });
      } catch (cause) {
        const smaller = Math.floor(top / 2);
        if (!isTooLarge(cause) || smaller < SMALLEST_PAGE) throw cause;
        sizes.set(list, smaller);
      }
    }
  };
}
