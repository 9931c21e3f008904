/** The views of the report. */
const VIEWS = ['overview', 'subscriptions', 'vms', 'changes', 'coverage'] as const;

export type View = (typeof VIEWS)[number];

/** What the address says: a view, the subscription or VM that it names, and its filters. */
export interface Route {
  readonly view: View;
  readonly id: string;
  readonly params: URLSearchParams;
}

/** Reads what stands behind `#` in the address: `#/vms?verdict=relay&policy=2023-12`. Anything else is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = cut(hash.replace(/^#\/?/, ''));
  const [first = '', ...rest] = path.split('/');
  const view = VIEWS.find((name) => name === first) ?? 'overview';
  return { view, id: decoded(rest.join('/')), params: new URLSearchParams(query) };
}

/** The address of a view, as {@link parseRoute} reads it; parameters without a value are left out. */
export function hashOf(view: View, id: string, params: URLSearchParams): string {
  const path = view === 'overview' ? '' : view;
  const named = id === '' ? path : `${path}/${encodeURIComponent(id)}`;
  const query = [...params].filter(([, value]) => value !== '');
  return `#/${named}${query.length === 0 ? '' : `?${new URLSearchParams(query)}`}`;
}

function cut(text: string): readonly [string, string] {
  const at = text.indexOf('?');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** A link may have been cut or changed on its way: what cannot be decoded stands as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
