import { wrapped } from './terminal-text.ts';

/** The width that every line of an explanation keeps to. */
const EXPLAIN_WIDTH = 80;

const INDENT = '   ';

/** A part of an explanation: its lines stand ready, without its number. One without lines is left out. */
export interface ExplainSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A text in lines under a section's title. */
export function paragraph(text: string): readonly string[] {
  return hanging(text, INDENT, INDENT);
}

/** An item of a list; `mark` is `-`, or `!` for what contradicts something else. */
export function item(text: string, mark: '-' | '!' = '-'): readonly string[] {
  return hanging(text, `${INDENT}${mark} `, `${INDENT}  `);
}

/** What belongs to the item above it. */
export function under(text: string): readonly string[] {
  return hanging(text, `${INDENT}  `, `${INDENT}  `);
}

/** Whole lines that begin at the margin. */
export function atMargin(text: string): readonly string[] {
  return hanging(text, '', '');
}

/** A text in lines of which the first begins with `first` and the others with `rest`. IDs and addresses break after a slash. */
export function hanging(text: string, first: string, rest: string): readonly string[] {
  const width = EXPLAIN_WIDTH - Math.max(first.length, rest.length);
  return wrapped(brokenAtSlashes(text, width), width).map((line, at) =>
    `${at === 0 ? first : rest}${line}`.trimEnd(),
  );
}

/** IDs and addresses that are longer than a line go on in the next one after a slash, where a reader can put them together again. */
function brokenAtSlashes(text: string, width: number): string {
  return text
    .split(' ')
    .map((word) => (word.length <= width ? word : partsOf(word, width).join(' ')))
    .join(' ');
}

function partsOf(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  for (const segment of word.split(/(?<=\/)/)) {
    const longer = (parts.at(-1) ?? '') + segment;
    if (parts.length > 0 && longer.length <= width) parts[parts.length - 1] = longer;
    else parts.push(segment);
  }
  return parts;
}
