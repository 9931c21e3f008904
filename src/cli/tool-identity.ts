import { readFileSync } from 'node:fs';

/** The program's name and version. */
export interface ToolIdentity {
  readonly name: string;
  readonly version: string;
}

/** The program's name and version, as its own package.json has them; no schema library is loaded for it, which every start would pay. */
export function toolIdentity(): ToolIdentity {
  const url = new URL('../../package.json', import.meta.url);
  const { name, version } = JSON.parse(readFileSync(url, 'utf8')) as ToolIdentity;
  return { name, version };
}
