import { readFile } from 'node:fs/promises';
import type { PageApplication } from '../report/html-application.ts';

/** Beside the compiled program, or, where the sources run as they are, in the last build. */
const PLACES = ['../page/', '../../dist/page/'];

/** Reads the report's application as `npm run build` left it. */
export async function readPageApplication(): Promise<PageApplication> {
  for (const place of PLACES) {
    const script = await readIfThere(new URL(`${place}report-page.js`, import.meta.url));
    const style = await readIfThere(new URL(`${place}report-page.css`, import.meta.url));
    if (script !== undefined && style !== undefined) return { script, style };
  }
  throw new Error("the report's application (dist/page/report-page.js) is missing: run `npm run build`");
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}
