import {
  Composer,
  type CST,
  Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  visit,
  type YAMLMap,
} from 'yaml';

/** Something wrong at a place in the text, which is counted in characters. */
export interface Problem {
  readonly offset: number | undefined;
  readonly message: string;
}

/** The text of a declarations file as a document. Where there are problems, nothing else of it may be relied on. */
export interface DeclarationsText {
  readonly problems: readonly Problem[];
  readonly document: Document;
  /** The line, from 1, at a place in the text. */
  lineAt(offset: number | undefined): number;
  /** Where the key at the end of the path stands, or the nearest part of the path that is there. */
  offsetOf(path: readonly PropertyKey[]): number | undefined;
}

/** Keys that are there twice are looked for below: the parser would compare each key of a map with all others. */
const OPTIONS = { schema: 'core', logLevel: 'error', prettyErrors: false, uniqueKeys: false } as const;

/** The file goes five deep; nesting that goes on for ever would cost more memory than there is. */
const DEEPEST = 500;

/** Collecting a million syntax errors takes long, and what is no declarations file shows it in its beginning. */
const BEGINNING = 64 * 1024;
const MOST_ERRORS_IN_BEGINNING = 100;

interface Composed {
  readonly document: Document;
  readonly problems: readonly Problem[];
}

/** Parses step by step, so that nesting beyond measure is noticed before it is gone through. */
function composed(text: string): Composed {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  const take = (tokens: Iterable<CST.Token>) => {
    for (const token of tokens) documents.push(...composer.next(token));
  };
  for (const lexeme of new Lexer().lex(text)) {
    take(parser.next(lexeme));
    if (parser.stack.length <= DEEPEST) continue;
    const problem = { offset: parser.offset, message: `expected at most ${DEEPEST} levels of nesting` };
    return { document: new Document(null), problems: [problem] };
  }
  take(parser.end());
  documents.push(...composer.end(true, text.length));
  const [document = new Document(null), second] = documents;
  const problems = document.errors.map(({ message, pos }) => ({ offset: pos[0], message }));
  const more =
    second === undefined ? [] : [{ offset: second.range[0], message: 'expected a single document' }];
  return { document, problems: [...problems, ...more] };
}

function parsed(text: string): Composed {
  if (text.length > BEGINNING) {
    const beginning = composed(text.slice(0, BEGINNING));
    if (beginning.problems.length > MOST_ERRORS_IN_BEGINNING) return beginning;
  }
  return composed(text);
}

function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** The text of a key, whatever stands there. */
export function keyText({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** Where a key stands. */
export function keyOffset({ key }: Pair): number | undefined {
  return (key as Node | null)?.range?.[0];
}

function repeatedKeys(map: YAMLMap): readonly Problem[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair) => {
    const key = keyText(pair);
    if (seen.has(key)) return [{ offset: keyOffset(pair), message: 'Map keys must be unique' }];
    seen.add(key);
    return [];
  });
}

/** Keys that are there twice, and aliases, which can make a small text unfold into a huge one; nobody needs them here. */
function structureProblems(document: Document): readonly Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  const noteAnchor = ({ anchor }: { anchor?: string }) => {
    if (anchor !== undefined) anchors.add(anchor);
  };
  visit(document, {
    Map(_, map) {
      noteAnchor(map);
      for (const problem of repeatedKeys(map)) problems.push(problem);
    },
    Value: (_, node) => noteAnchor(node),
    Alias(_, { source, range }) {
      const hint = anchors.has(source) ? '' : '; a pattern that begins with * has to stand in quotes';
      const message = `expected a value instead of the alias *${source}${hint}`;
      problems.push({ offset: range?.[0], message });
    },
  });
  return problems;
}

/** Looks keys up by their text; each map is gone through once, however many of its keys are asked for. */
function createOffsets(document: Document): DeclarationsText['offsetOf'] {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const indexOf = (map: YAMLMap) => {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyText(pair), pair]));
    indexes.set(map, index);
    return index;
  };
  return (path) => {
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0];
    for (const part of path) {
      if (isMap(node)) {
        const pair = indexOf(node).get(String(part));
        if (pair === undefined) return offset;
        offset = keyOffset(pair) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(part)];
        offset = (node as Node | undefined)?.range?.[0] ?? offset;
      }
    }
    return offset;
  };
}

/** Opens the text of a declarations file, YAML 1.2 or JSON, as far as it is one. */
export function openDeclarationsText(text: string): DeclarationsText {
  const { document, problems } = parsed(text);
  const lines = countLines(text);
  return {
    problems: problems.length > 0 ? problems : structureProblems(document),
    document,
    lineAt: (offset) => lines.linePos(offset ?? 0).line,
    offsetOf: createOffsets(document),
  };
}
