import { ConfigurationError } from './configuration-error.ts';
import type { RawOptions } from './options.ts';
import type { ReportOptions } from './report-page.ts';
import { notEmpty, type Problems, parsed, wholeNumber } from './setting.ts';

const MOST_ROWS = 1_000_000;

/** What `report` may be told of the page; every problem at once as a {@link ConfigurationError}. */
export function reportOptions(options: RawOptions): ReportOptions {
  const problems: Problems = { list: [] };
  const option = (name: string, text: string | undefined) =>
    text === undefined ? undefined : { name, text };
  const title = parsed(option('--title', options.title), problems, notEmpty('a title'));
  const rows = option('--max-rows-static', options.maxRowsStatic);
  const maxRowsStatic = parsed(rows, problems, wholeNumber(0, MOST_ROWS));
  if (problems.list.length > 0) throw new ConfigurationError(problems.list);
  return {
    ...(title === undefined ? {} : { title }),
    ...(maxRowsStatic === undefined ? {} : { maxRowsStatic }),
  };
}
