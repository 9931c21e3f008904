import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { type Document, isMap } from 'yaml';
import type * as z from 'zod';
import type { Declarations } from '../model/declarations.ts';
import { parseSubscriptionId } from '../model/subscription-id.ts';
import { type DeclarationsData, declarationsSchema } from './declarations-schema.ts';
import {
  type DeclarationsText,
  keyOffset,
  keyText,
  openDeclarationsText,
  type Problem,
} from './declarations-text.ts';
import { parseNetworkKey } from './declared-ids.ts';
import { declaredReviews, repeatedTargets } from './declared-reviews.ts';

/** The declarations file cannot be used. Each problem names the file, the line and what was expected. */
export class DeclarationsError extends Error {
  override readonly name = 'DeclarationsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/** Room for declarations of some 20,000 subscriptions. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** A character takes at most three bytes here: one that takes four counts as two. */
const MOST_BYTES = 3 * MOST_CHARACTERS;
const MOST_PROBLEMS_TOLD = 20;
const LONGEST_MESSAGE = 1000;

const NOT_TEXT = 'is not text in UTF-8: expected YAML or JSON';

function textOf(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const mark = bytes.subarray(0, 2).toString('hex');
    const isUtf16 = mark === 'fffe' || mark === 'feff';
    const problem = isUtf16 ? 'is text in UTF-16: save it in UTF-8' : NOT_TEXT;
    throw new DeclarationsError([`${path}:1: ${problem}`], { cause });
  }
}

/** The text of a declarations file. Throws {@link DeclarationsError} when it cannot be read, is too large, or is no text. */
export async function readDeclarationsText(path: string): Promise<string> {
  // A pipe or a device has no size to be asked for: reading ends where it is enough to know.
  const bytes = await buffer(createReadStream(path, { end: MOST_BYTES })).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DeclarationsError([`${path}: cannot be read (${reason})`], { cause });
  });
  if (bytes.length > MOST_BYTES) throw tooLarge(path);
  return textOf(bytes, path);
}

function tooLarge(path: string): DeclarationsError {
  return new DeclarationsError([`${path}:1: larger than a declarations file can be (4 Mi characters)`]);
}

/**
 * Checks the text of a declarations file (YAML 1.2 or JSON, at most 4 Mi characters); `path` is only for messages. Dates of what has
 * happened must not lie after `today`, a calendar date in UTC. An empty file declares nothing. Throws {@link DeclarationsError} with
 * every problem at once, of which the first 20 are told.
 */
export function parseDeclarations(text: string, path: string, today: string): Declarations {
  if (text.length > MOST_CHARACTERS) throw tooLarge(path);
  const nul = text.indexOf('\0');
  if (nul >= 0)
    throw new DeclarationsError([`${path}:${text.slice(0, nul).split('\n').length}: ${NOT_TEXT}`]);
  const opened = openDeclarationsText(text);
  refuseIfAny(opened.problems, opened, path);
  const { document } = opened;
  const parsed = declarationsSchema(today).safeParse(document.toJS() ?? {});
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...keyProblems(document, 'subscriptions'),
    ...keyProblems(document, 'networks'),
    ...repeatedTargets(opened),
    ...issues.flatMap((issue) => issueProblems(opened, issue)),
  ];
  refuseIfAny(problems, opened, path);
  return declared(parsed.data ?? {}, opened);
}

function declared(data: DeclarationsData, opened: DeclarationsText): Declarations {
  const { subscriptions = {}, networks = {}, senders = [], reviews = [] } = data;
  const routes = [...keyed(networks, parseNetworkKey)].map(
    ([key, { learnedDefaultRoute }]) => [key, learnedDefaultRoute] as const,
  );
  return {
    subscriptions: keyed(subscriptions, parseSubscriptionId),
    learnedDefaultRoutes: new Map(routes),
    senders: senders.map((sender, at) => ({
      matcher: { kind: 'pattern', ...sender },
      line: opened.lineAt(opened.offsetOf(['senders', at])),
    })),
    reviews: declaredReviews(reviews, (at) => opened.lineAt(opened.offsetOf(['reviews', at]))),
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

/** Throws where there are problems: line by line, each once. */
function refuseIfAny(problems: readonly Problem[], { lineAt }: DeclarationsText, path: string): void {
  if (problems.length === 0) return;
  const inOrder = problems.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const all = inOrder.map(
    ({ offset, message }) => `${path}:${lineAt(offset)}: ${message.slice(0, LONGEST_MESSAGE)}`,
  );
  const each = [...new Set(all)];
  const more = each.length - MOST_PROBLEMS_TOLD;
  throw new DeclarationsError(
    more > 0 ? [...each.slice(0, MOST_PROBLEMS_TOLD), `${path}: and ${more} more problems`] : each,
  );
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
    const offset = keyOffset(pair);
    if (id === undefined) return [{ offset, message: `${part}.${key}: expected ${expected}` }];
    if (seen.has(id)) return [{ offset, message: `${part}.${key}: ${id} is declared twice` }];
    seen.add(id);
    return [];
  });
}

/** What an issue says, key by key where several are not known. */
function issueProblems({ offsetOf }: DeclarationsText, issue: z.core.$ZodIssue): readonly Problem[] {
  const place = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  if (issue.code !== 'unrecognized_keys') {
    return [{ offset: offsetOf(issue.path), message: `${place}${issue.message}` }];
  }
  return issue.keys.map((key) => ({
    offset: offsetOf([...issue.path, key]),
    message: `${place}unknown key ${key}; ${issue.message}`,
  }));
}
