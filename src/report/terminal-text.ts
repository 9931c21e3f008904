import { displayWidth, fitting } from './display-width.ts';
import { withoutPipelineCommands } from './pipeline-commands.ts';
import { UNPRINTABLE } from './unprintable.ts';

/** More marks on one letter than any language needs. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * A name from the tenant made harmless for a terminal: nothing in it moves the cursor, changes colour or turns the line around, and no
 * pipeline that keeps the log takes it for a command.
 */
function terminalText(text: string): string {
  return withoutPipelineCommands(text.replace(UNPRINTABLE, '').replace(PILED_MARKS, '$1'));
}

/** {@link terminalText} in at most `width` columns; what does not fit is shown as cut by an ellipsis. */
export function cut(text: string, width: number): string {
  const clean = terminalText(text);
  return displayWidth(clean) <= width ? clean : `${fitting(clean, width - 1)}…`;
}

/** {@link cut}, filled with spaces on the right to exactly `width` columns. */
export function padded(text: string, width: number): string {
  const fits = cut(text, width);
  return fits + ' '.repeat(width - displayWidth(fits));
}

/** A text in lines of at most `width` columns, broken at spaces; a word that is longer than a line is broken anywhere, never cut. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of terminalText(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const start = fitting(line, width);
      lines.push(start);
      line = line.slice(start.length);
    }
  }
  return [...lines, line];
}
