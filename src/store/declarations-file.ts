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
} from 'yaml';
import type * as z from 'zod';
import type { Declarations, SubscriptionDeclaration } from '../model/declarations.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
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

/** The text of a declarations file. Throws {@link DeclarationsError} when it cannot be read. */
export async function readDeclarationsText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeclarationsError([`${path}: cannot be read (${reason})`]);
  });
}

/**
 * Checks the text of a declarations file (YAML or JSON); `path` is only for messages. An empty file declares nothing. Throws
 * {@link DeclarationsError} with every problem at once.
 */
export function parseDeclarations(text: string, path: string): Declarations {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number | undefined) => `${path}:${lines.linePos(offset ?? 0).line || 1}`;
  const syntax = document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`);
  if (syntax.length > 0) throw new DeclarationsError(syntax);

  const parsed = declarationsSchema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (!parsed.success) {
    throw new DeclarationsError(
      parsed.error.issues.map((issue) => `${at(offsetOf(document, issue))}: ${wording(issue)}`),
    );
  }
  const subscriptions = new Map<SubscriptionId, SubscriptionDeclaration>();
  const doubles: string[] = [];
  for (const [key, declaration] of Object.entries(parsed.data.subscriptions ?? {})) {
    const id = parseSubscriptionId(key);
    if (id === undefined) continue;
    if (subscriptions.has(id))
      doubles.push(`${at(keyOffset(document, ['subscriptions', key]))}: ${id} is declared twice`);
    subscriptions.set(id, declaration);
  }
  if (doubles.length > 0) throw new DeclarationsError(doubles);
  return { subscriptions };
}

function wording(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return issue.code === 'unrecognized_keys'
    ? `${place}unknown ${issue.keys.length === 1 ? 'key' : 'keys'} ${issue.keys.join(', ')}`
    : `${place}${issue.message}`;
}

function offsetOf(document: Document, issue: z.core.$ZodIssue): number | undefined {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return keyOffset(document, [...issue.path, ...extra]);
}

/** Where the key at the end of the path stands, or the nearest part of the path that is there. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0];
  for (const part of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => String(isScalar(key) ? key.value : key) === String(part),
      );
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
