import { ConfigurationError } from './configuration-error.ts';
import type { RawOptions } from './options.ts';

/** What only one of the two ways to make a report makes use of. */
const ONLY_FROM = { title: '--title', maxRowsStatic: '--max-rows-static' } as const;
const ONLY_MERGE = {
  failOn: '--fail-on',
  failOnSenders: '--fail-on-senders',
  allowIncomplete: '--allow-incomplete',
  notify: '--notify',
  notifyForm: '--notify-form',
  notifyOn: '--notify-on',
  summary: '--summary',
  keep: '--keep',
  keepRuns: '--keep-runs',
} as const satisfies Partial<Record<keyof RawOptions, string>>;

function given(names: Readonly<Partial<Record<keyof RawOptions, string>>>, options: RawOptions) {
  return Object.entries(names).flatMap(([key, name]) =>
    options[key as keyof RawOptions] === undefined ? [] : [name],
  );
}

/** The runs of `report --merge`; `undefined` where it is to be `report --from`. Throws a ConfigurationError where it is not clear which. */
export function mergeNamed(options: RawOptions): readonly string[] | undefined {
  const { from, merge } = options;
  if ((from === undefined) === (merge === undefined)) {
    const expected = 'give either --from with one run, or --merge with the runs of all shards';
    throw new ConfigurationError([
      from === undefined ? `--from or --merge is missing: ${expected}` : `--from and --merge: ${expected}`,
    ]);
  }
  const without =
    merge === undefined
      ? given(ONLY_MERGE, options).map((name) => `${name} goes with --merge only`)
      : given(ONLY_FROM, options).map(
          (name) => `${name} goes with --from only: write the report of the merged run anew`,
        );
  if (without.length > 0) throw new ConfigurationError(without);
  return merge;
}
