import { readFile } from 'node:fs/promises';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type * as z from 'zod';
import type { Declarations } from '../model/declarations.ts';
import { keyOf, parseResourceId, type ResourceKey } from '../model/resource-id.ts';
import { parseSubscriptionId, subscriptionOf } from '../model/subscription-id.ts';
import { declarationsSchema } from './declarations-schema.ts';

/** The declarations file cannot be used. Each problem names the file, the line and what was expected. */
export class DeclarationsError extends Error {
  override readonly name = 'DeclarationsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Something wrong at a place in the text, which is counted in characters. */
interface Problem {
  readonly offset: number | undefined;
  readonly message: string;
}

/** Room for declarations of some 20,000 subscriptions. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const MOST_PROBLEMS_TOLD = 20;

/** The text of a declarations file. Throws {@link DeclarationsError} when it cannot be read. */
export async function readDeclarationsText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeclarationsError([`${path}: cannot be read (${reason})`]);
  });
}

/**
 * Checks the text of a declarations file (YAML 1.2 or JSON, at most 4 Mi characters); `path` is only for messages. An empty file
 * declares nothing. Throws {@link DeclarationsError} with every problem at once, of which the first 20 are told.
 */
export function parseDeclarations(text: string, path: string): Declarations {
  if (text.length > MOST_CHARACTERS) {
    throw new DeclarationsError([`${path}:1: larger than a declarations file can be (4 Mi characters)`]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    logLevel: 'error',
    prettyErrors: false,
  });
  const refuseIfAny = (problems: readonly Problem[]) => {
    if (problems.length > 0) throw new DeclarationsError(told(problems, path, lines));
  };
  refuseIfAny(document.errors.map(syntaxProblem));
  refuseIfAny(aliasProblems(document));
  const parsed = declarationsSchema.safeParse(document.toJS() ?? {});
  const issues = parsed.error?.issues ?? [];
  refuseIfAny([
    ...keyProblems(document, 'subscriptions'),
    ...keyProblems(document, 'networks'),
    ...issues.flatMap((issue) => issueProblems(document, issue)),
  ]);
  const { subscriptions = {}, networks = {} } = parsed.data ?? {};
  const routes = [...keyed(networks, parseNetworkKey)].map(
    ([key, { learnedDefaultRoute }]) => [key, learnedDefaultRoute] as const,
  );
  return {
    subscriptions: keyed(subscriptions, parseSubscriptionId),
    learnedDefaultRoutes: new Map(routes),
  };
}

function keyed<K, V>(record: Record<string, V>, parse: (text: string) => K | undefined): Map<K, V> {
  return new Map(
    Object.entries(record).flatMap(([text, value]) => {
      const key = parse(text);
      return key === undefined ? [] : [[key, value]];
    }),
  );
}

const NETWORK_KEY =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.network\/virtualnetworks\/[^/]+$/;

/** The key of a virtual network's resource ID, whatever its letter case; nothing else has one. */
function parseNetworkKey(text: string): ResourceKey | undefined {
  const id = parseResourceId(text);
  if (id === undefined || subscriptionOf(id) === undefined) return undefined;
  const key = keyOf(id);
  return NETWORK_KEY.test(key) ? key : undefined;
}

/** The problems line by line, each once. */
function told(problems: readonly Problem[], path: string, lines: LineCounter): readonly string[] {
  const inOrder = problems.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const all = inOrder.map(
    ({ offset, message }) => `${path}:${lines.linePos(offset ?? 0).line || 1}: ${message}`,
  );
  const each = [...new Set(all)];
  const more = each.length - MOST_PROBLEMS_TOLD;
  return more > 0 ? [...each.slice(0, MOST_PROBLEMS_TOLD), `${path}: and ${more} more problems`] : each;
}

function syntaxProblem({ code, message, pos }: Document['errors'][number]): Problem {
  return { offset: pos[0], message: code === 'MULTIPLE_DOCS' ? 'expected a single document' : message };
}

/** Aliases can make a small text unfold into a huge one, and nobody needs them here. */
function aliasProblems(document: Document): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_, { source, range }) {
      problems.push({ offset: range?.[0], message: `expected a value instead of the alias *${source}` });
    },
  });
  return problems;
}

/** The maps of the file whose keys are IDs: how a key is read, and what it is called where it cannot be. */
const KEYS = {
  subscriptions: { parse: parseSubscriptionId, expected: 'a subscription ID (a GUID)' },
  networks: { parse: parseNetworkKey, expected: 'the resource ID of a virtual network' },
} as const;

/** The keys of a map must be IDs, each there once in whatever spelling. */
function keyProblems(document: Document, part: keyof typeof KEYS): readonly Problem[] {
  const map = document.get(part);
  const { parse, expected } = KEYS[part];
  const seen = new Set<string>();
  return (isMap(map) ? map.items : []).flatMap((pair) => {
    const key = keyText(pair);
    const id = parse(key);
    const offset = (pair.key as Node | null)?.range?.[0];
    if (id === undefined) return [{ offset, message: `${part}.${key}: expected ${expected}` }];
    if (seen.has(id)) return [{ offset, message: `${part}.${key}: ${id} is declared twice` }];
    seen.add(id);
    return [];
  });
}

/** What an issue says, key by key where several are not known. */
function issueProblems(document: Document, issue: z.core.$ZodIssue): readonly Problem[] {
  const place = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  if (issue.code !== 'unrecognized_keys') {
    return [{ offset: keyOffset(document, issue.path), message: `${place}${issue.message}` }];
  }
  return issue.keys.map((key) => ({
    offset: keyOffset(document, [...issue.path, key]),
    message: `${place}unknown key ${key}; ${issue.message}`,
  }));
}

function keyText({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** Where the key at the end of the path stands, or the nearest part of the path that is there. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0];
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find((one) => keyText(one) === String(part));
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
  }
  return offset;
}
