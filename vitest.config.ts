import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Recorded answers of the real Azure lie beside the repository or nowhere. */
const hasCorpus = existsSync(new URL('../shared/corpus/oracles', import.meta.url));

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
          exclude: ['test/e2e/**', 'test/corpus/**'],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      ...(hasCorpus
        ? [{ extends: true as const, test: { name: 'oracles', include: ['test/corpus/**/*.test.ts'] } }]
        : []),
    ],
  },
});
