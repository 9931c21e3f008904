import { type Declarations, NO_DECLARATIONS } from '../model/declarations.ts';
import { parseDeclarations, readDeclarationsText } from '../store/declarations-file.ts';
import { calendarDay } from './calendar-day.ts';

/** Declarations with the text that they were read from, which is kept with the snapshot; without a text, none. */
export interface DeclarationsRead {
  readonly declarations: Declarations;
  readonly yaml: string | undefined;
}

/** Reads the declarations file at `path`; nothing in it may lie after `now` (ISO 8601 UTC). Throws a DeclarationsError. */
export async function declarationsAt(path: string, now: string): Promise<DeclarationsRead> {
  return declarationsIn(await readDeclarationsText(path), path, now);
}

/** Reads declarations that came as text; `name` is for messages. Throws a DeclarationsError. */
export function declarationsIn(yaml: string | undefined, name: string, now: string): DeclarationsRead {
  return {
    yaml,
    declarations: yaml === undefined ? NO_DECLARATIONS : parseDeclarations(yaml, name, calendarDay(now)),
  };
}
