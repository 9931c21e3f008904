import type { SubscriptionId } from '../model/subscription-id.ts';
import type { GraphList } from './graph-lists.ts';
import { type GraphQuery, isTooLarge } from './graph-query.ts';
import type { GraphRow } from './graph-rows.ts';
import { ArmError, BrokenListError } from './read-problem.ts';

/** What Resource Graph said of a group: the rows, and of which subscriptions they are all there are. */
export interface FetchedList {
  readonly answered: readonly SubscriptionId[];
  readonly rows: readonly GraphRow[];
}

export type GraphFetch = (list: GraphList, subscriptions: readonly SubscriptionId[]) => Promise<FetchedList>;

/** A group is halved so often before its subscriptions are left to Resource Manager. */
const MOST_HALVINGS = 3;
/** After so many failures in a row Resource Graph is taken to be out of order for the rest of the run. */
const MOST_FAILURES = 8;

const NOTHING: FetchedList = { answered: [], rows: [] };

/** Fewer subscriptions may help where there was too much, too slowly, or too much coming and going. */
function helpsToSplit(cause: unknown): boolean {
  if (!(cause instanceof ArmError)) return true;
  return isTooLarge(cause) || cause.status >= 500 || cause.status === 200 || cause.status === 408;
}

/**
 * Reads a list of a group, and where that fails of its halves. Never throws: a subscription of which Resource Graph could not be brought
 * to give a whole answer is not among those answered.
 */
export function graphFetch(query: GraphQuery): GraphFetch {
  let failuresInARow = 0;

  /** An answer that does not add up is asked for once more: resources come and go while pages are read. */
  async function whole(list: GraphList, members: readonly SubscriptionId[]): Promise<readonly GraphRow[]> {
    try {
      return await query(list, members);
    } catch (cause) {
      if (!(cause instanceof BrokenListError)) throw cause;
      return query(list, members);
    }
  }

  async function halves(
    list: GraphList,
    members: readonly SubscriptionId[],
    halvings: number,
  ): Promise<FetchedList> {
    const middle = Math.ceil(members.length / 2);
    const first = await part(list, members.slice(0, middle), halvings);
    const second = await part(list, members.slice(middle), halvings);
    return {
      answered: [...first.answered, ...second.answered],
      rows: [...first.rows, ...second.rows],
    };
  }

  async function part(
    list: GraphList,
    members: readonly SubscriptionId[],
    halvings: number,
  ): Promise<FetchedList> {
    if (failuresInARow >= MOST_FAILURES) return NOTHING;
    try {
      const rows = await whole(list, members);
      failuresInARow = 0;
      return { answered: members, rows };
    } catch (cause) {
      failuresInARow += 1;
      if (halvings === 0 || members.length === 1 || !helpsToSplit(cause)) return NOTHING;
      return halves(list, members, halvings - 1);
    }
  }

  return (list, subscriptions) => part(list, subscriptions, MOST_HALVINGS);
}
