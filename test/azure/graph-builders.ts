import type { GraphAnswer, GraphPost } from '../../src/azure/graph-post.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';

/** The subscription with this number. */
export function subscriptionNumber(number: number): SubscriptionId {
  const id = parseSubscriptionId(`${String(number).padStart(8, '0')}-0000-0000-0000-000000000000`);
  if (id === undefined) throw new Error('not an ID');
  return id;
}

/** The row of a NIC, changed as told. */
export function nicRow(subscription: SubscriptionId, name: string, changes: object = {}) {
  return {
    id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/${name}`,
    name,
    type: 'microsoft.network/networkinterfaces',
    location: 'westeurope',
    subscriptionId: subscription,
    kind: '',
    sku: null,
    tags: null,
    properties: { allowPort25Out: true, ipConfigurations: [] },
    ...changes,
  };
}

/** A query as it is posted. */
export interface Posted {
  readonly subscriptions: readonly SubscriptionId[];
  readonly query: string;
  readonly options: { readonly resultFormat: string; readonly $top: number; readonly $skipToken?: string };
}

/** A page as Resource Graph sends it, changed as told. */
export function page(rows: readonly object[], total = rows.length, changes: object = {}): object {
  return {
    totalRecords: total,
    count: rows.length,
    data: rows,
    facets: [],
    resultTruncated: 'false',
    ...changes,
  };
}

export function answer(body: unknown, headers: Readonly<Record<string, string>> = {}): GraphAnswer {
  return { body, headers: { get: (name) => headers[name] } };
}

/** Rows in pages as large as asked for, with tokens that say where the next one begins. */
export function paged(rows: readonly object[], { options }: Posted): object {
  const from = Number(options.$skipToken ?? 0);
  const to = from + options.$top;
  return page(rows.slice(from, to), rows.length, to < rows.length ? { $skipToken: String(to) } : {});
}

/** A Resource Graph that answers as told and remembers what it was asked. */
export function fakeGraph(reply: (posted: Posted, at: number) => unknown): {
  readonly post: GraphPost;
  readonly asked: readonly Posted[];
} {
  const asked: Posted[] = [];
  return {
    asked,
    async post(query) {
      const posted = query as Posted;
      asked.push(posted);
      await Promise.resolve();
      const given = reply(posted, asked.length - 1);
      if (given instanceof Error) throw given;
      return isAnswer(given) ? given : answer(given);
    },
  };
}

function isAnswer(given: unknown): given is GraphAnswer {
  return typeof given === 'object' && given !== null && 'headers' in given;
}
