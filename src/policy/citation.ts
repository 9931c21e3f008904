import type { PolicySource } from './revision.ts';

/** One line that cites a page of Microsoft: its name, its date or the date of its text, and where it is to be found. */
export function citation(source: PolicySource): string {
  const place = [source.repository, source.path].filter((part) => part !== undefined).join(', ');
  return [
    source.page,
    source.msDate === undefined ? '' : `ms.date ${source.msDate}`,
    source.textOf === undefined ? '' : `text of ${source.textOf}`,
    source.url ?? place,
    source.moved === undefined ? '' : `moved ${source.moved}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
