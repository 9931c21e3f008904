import { build } from 'esbuild';

/**
 * Bundles the report's application (src/page) into dist/page: one classic script and one style sheet, which the command writes into
 * every report. Fails when the script is larger than a report may carry.
 */

const MOST_BYTES = 250_000;

const { metafile } = await build({
  entryPoints: [
    { in: 'src/page/main.tsx', out: 'report-page' },
    { in: 'src/page/page.css', out: 'report-page' },
  ],
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome103', 'firefox115', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  charset: 'ascii',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const { bytes = 0 } = metafile.outputs['dist/page/report-page.js'] ?? {};
if (bytes > MOST_BYTES) {
  console.error(`The report's script has ${bytes} bytes; it may have ${MOST_BYTES}.`);
  process.exitCode = 1;
}
