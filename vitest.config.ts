import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/tools/find-chromium.mjs';

/** Recorded answers of the real Azure lie beside the repository or nowhere. */
const hasCorpus = existsSync(new URL('../shared/corpus/oracles', import.meta.url));

/** The report's application is tested in a real browser, where there is one. */
const hasChromium = findChromium() !== undefined;
if (!hasChromium && !process.env['VITEST_POOL_ID']) {
  console.warn(
    'Browser tests: skipped, no Chromium was found. Install one (Debian: apt-get update && apt-get install -y chromium), or name it in CHROMIUM.',
  );
}

/** `trend` and whatever reads the history through DuckDB are tested where npm has brought its binary: it is an optional package. */
const hasDuckDb = await import('@duckdb/node-api').then(
  () => true,
  () => false,
);
const needDuckDb = hasDuckDb
  ? []
  : [
      'test/cli/trend.test.ts',
      'test/e2e/history.test.ts',
      'test/history/history-docs.test.ts',
      'test/store/parquet-history.test.ts',
    ];
if (!hasDuckDb && !process.env['VITEST_POOL_ID']) {
  console.warn(
    `Tests of the history: skipped, the optional package @duckdb/node-api is not installed here (${needDuckDb.join(', ')}).`,
  );
}

/** `unit` mirrors src; `e2e` runs the built program and takes its time. `npm test -- --project unit` runs one of them. */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/corpus/**', 'test/browser/**', ...needDuckDb],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: needDuckDb,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      ...(hasChromium
        ? [
            {
              extends: true as const,
              test: {
                name: 'browser',
                include: ['test/browser/**/*.test.ts'],
                testTimeout: 240_000,
                hookTimeout: 120_000,
              },
            },
          ]
        : []),
      ...(hasCorpus
        ? [{ extends: true as const, test: { name: 'oracles', include: ['test/corpus/**/*.test.ts'] } }]
        : []),
    ],
  },
});
