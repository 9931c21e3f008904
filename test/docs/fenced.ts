import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a document: its language and its text, without the indentation of a list that it stands in. */
export interface Fenced {
  readonly language: string;
  readonly text: string;
  /** The nearest heading above it. */
  readonly under: string;
}

const ROOT = join(import.meta.dirname, '../..');

export function textOf(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

/** The fenced blocks of a Markdown document, in their order. */
export function fencedIn(markdown: string): readonly Fenced[] {
  const blocks: Fenced[] = [];
  let under = '';
  let open: { indent: string; language: string; lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    const fence = /^(\s*)```(\w*)/.exec(line);
    if (open === undefined) {
      under = /^#+ (.+)$/.exec(line)?.[1] ?? under;
      if (fence !== null) open = { indent: fence[1] ?? '', language: fence[2] ?? '', lines: [] };
    } else if (fence !== null) {
      blocks.push({ language: open.language, text: open.lines.join('\n'), under });
      open = undefined;
    } else {
      open.lines.push(line.slice(open.indent.length));
    }
  }
  if (open !== undefined) throw new Error(`a fence under "${under}" is never closed`);
  return blocks;
}

/** The text outside of fenced blocks. */
export function proseOf(markdown: string): string {
  return markdown.replace(/^\s*```[\s\S]*?^\s*```$/gm, '');
}
