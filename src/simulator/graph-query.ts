import { armError, type Reply } from './reply.ts';

/** A query as this simulator understands it: one type of one table, some columns, ordered by ID. */
export interface SimulatedQuery {
  readonly table: 'resources' | 'computeresources' | 'resourcecontainers';
  /** In lower case. */
  readonly type: string;
  readonly columns: readonly string[];
  /** In lower case, each once. */
  readonly subscriptions: readonly string[];
  readonly top: number;
  readonly skipToken: string | undefined;
  /** What the question is, whatever page of it is asked for. */
  readonly key: string;
}

const QUERY =
  /^\s*(resources|computeresources|resourcecontainers)\s*\|\s*where\s+type\s*=~\s*'([^']+)'\s*\|\s*project\s+([\w\s,]+?)\s*\|\s*order\s+by\s+id\s+asc\s*$/i;

const MOST_SUBSCRIPTIONS = 1_000;
const MOST_ROWS = 1_000;

/** An error as Resource Graph words it: the real one stands in the details. */
export function graphError(status: number, code: string, message: string): Reply {
  const support =
    'Please provide below info when asking for support: timestamp = 2025-01-01T00:00:00Z, correlationId = 00000000-0000-0000-0000-000000000000.';
  const outer = status === 429 ? code : 'BadRequest';
  return { status, body: { error: { code: outer, message: support, details: [{ code, message }] } } };
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function tableOf(name: string): SimulatedQuery['table'] {
  const lower = name.toLowerCase();
  return lower === 'computeresources' || lower === 'resourcecontainers' ? lower : 'resources';
}

/** Understands the body of a query, or refuses it. */
export function simulatedQuery(text: string): SimulatedQuery | Reply {
  const body = parsed(text);
  if (body === undefined) return armError(400, 'InvalidRequestContent', 'The request content was invalid.');
  const { subscriptions, query, options } = body;
  const listed = Array.isArray(subscriptions) ? subscriptions.map((id) => String(id).toLowerCase()) : [];
  if (listed.length === 0 || listed.length > MOST_SUBSCRIPTIONS) {
    const message = `The number of subscriptions must be between 1 and ${MOST_SUBSCRIPTIONS}.`;
    return graphError(400, 'InvalidSubscriptionsCount', message);
  }
  const [, table, type, columns] = QUERY.exec(String(query)) ?? [];
  if (table === undefined || type === undefined || columns === undefined)
    return graphError(400, 'InvalidQuery', 'Query is invalid. Please refer to the documentation.');
  const told: Record<string, unknown> = typeof options === 'object' && options !== null ? { ...options } : {};
  const top = Number(told['$top'] ?? 100);
  if (!(top >= 1 && top <= MOST_ROWS))
    return graphError(400, 'InvalidTop', `$top must be 1 to ${MOST_ROWS}.`);
  const skipToken = told['$skipToken'];
  return {
    table: tableOf(table),
    type: type.toLowerCase(),
    columns: columns.split(',').map((column) => column.trim()),
    subscriptions: [...new Set(listed)].toSorted(),
    top,
    skipToken: typeof skipToken === 'string' ? skipToken : undefined,
    key: JSON.stringify([listed, query]),
  };
}
