import type { Environment, RawOptions } from './options.ts';
import { type Problems, parsed, setting, wholeNumber } from './setting.ts';

/** How long runs are kept: for so many days, or so many of them. With both, a run stays that either of them keeps. */
export interface RetentionSettings {
  readonly keepDays?: number;
  readonly keepRuns?: number;
}

const MOST_DAYS = 36_500;
const MOST_RUNS = 100_000;

const DAYS = {
  expected: `a number of days from 1 to ${MOST_DAYS}, such as 30d`,
  parse(text: string): number | undefined {
    const days = /^(\d{1,5})d$/.exec(text.trim())?.[1];
    return days !== undefined && Number(days) >= 1 && Number(days) <= MOST_DAYS ? Number(days) : undefined;
  },
};

/** What is to be kept of older runs; `undefined` where everything is. */
export function retentionSettings(
  options: RawOptions,
  environment: Environment,
  problems: Problems,
): RetentionSettings | undefined {
  const either = (name: string, text: string | undefined, variable: string) =>
    setting({ name, text }, { name: variable, environment });
  const keepDays = parsed(either('--keep', options.keep, 'PORT25_KEEP'), problems, DAYS);
  const keepRuns = parsed(
    either('--keep-runs', options.keepRuns, 'PORT25_KEEP_RUNS'),
    problems,
    wholeNumber(1, MOST_RUNS),
  );
  if (keepDays === undefined && keepRuns === undefined) return undefined;
  return {
    ...(keepDays === undefined ? {} : { keepDays }),
    ...(keepRuns === undefined ? {} : { keepRuns }),
  };
}
