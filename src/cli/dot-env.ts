import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/**
 * Adds what `.env` in the working directory says to the environment, where the environment does not say it already. It has to be the
 * process's own environment: `@azure/identity` reads its variables there.
 */
export function loadDotEnv(environment: NodeJS.ProcessEnv): void {
  let text: string;
  try {
    text = readFileSync('.env', 'utf8');
  } catch {
    return;
  }
  for (const [name, value] of Object.entries(parse(text))) environment[name] ??= value;
}
