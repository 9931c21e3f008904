import { UNPRINTABLE } from './unprintable.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What Markdown, in GitHub's and in Azure Pipelines' dialects, reads as more than text within a line or a table's cell. */
const SPECIAL = /[\\`*_{}[\]()#+!|~:@$^=]/g;

/**
 * Any text as Markdown text in one line or a table's cell: nothing in it marks up, links, mentions, or ends the cell. Characters that show
 * nothing are left out.
 */
export function markdownText(text: string): string {
  return text
    .replace(UNPRINTABLE, '')
    .replace(SPECIAL, '\\$&')
    .replace(/^([\s]*)([-.])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

/** A table of Markdown texts; the cells are ready Markdown. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

/** Commands or prepared texts as a block of code, fenced longer than anything in it. */
export function markdownCode(lines: readonly string[], language = ''): readonly string[] {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}
