import { readFileSync } from 'node:fs';
import * as z from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string() });

/** The program's name and version, as its package.json has them. */
export function toolIdentity(): { readonly name: string; readonly version: string } {
  const url = new URL('../../package.json', import.meta.url);
  return packageSchema.parse(JSON.parse(readFileSync(url, 'utf8')));
}
