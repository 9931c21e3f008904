import type { Environment } from './options.ts';

/** One setting as text with the name of the option or variable that it came from, for error messages. */
export interface Setting {
  readonly name: string;
  readonly text: string;
}

/** Collects problems so that all of them can be told at once. */
export interface Problems {
  readonly list: string[];
}

/** The option when it is given, else the variable; an empty variable counts as not set. */
export function setting(
  option: { readonly name: string; readonly text: string | undefined },
  variable: { readonly name: string; readonly environment: Environment },
): Setting | undefined {
  if (option.text !== undefined) return { name: option.name, text: option.text };
  const text = variable.environment[variable.name];
  return text ? { name: variable.name, text } : undefined;
}

/** The value that `parse` makes of a setting; where it makes none, the problem is noted and `undefined` returned. */
export function parsed<T>(
  from: Setting | undefined,
  problems: Problems,
  rule: { readonly parse: (text: string) => T | undefined; readonly expected: string },
): T | undefined {
  if (from === undefined) return undefined;
  const value = rule.parse(from.text);
  if (value === undefined) {
    problems.list.push(`${from.name}: "${withoutCredentials(from.text)}" is not ${rule.expected}`);
  }
  return value;
}

/** A URL may carry a password by mistake; that must not reach an error message. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/\S*@/, '//(secret)@');
}

/** Any text but an empty one. An empty option is most often a shell variable that is not set. */
export function notEmpty(expected: string) {
  return {
    expected,
    parse: (text: string): string | undefined => (text.trim() === '' ? undefined : text),
  };
}

/** A comma-separated list whose entries must all be among `known`. */
export function listOf<T extends string>(
  from: Setting | undefined,
  problems: Problems,
  known: readonly T[],
): readonly T[] | undefined {
  if (from === undefined) return undefined;
  const entries = from.text.split(',').map((entry) => entry.trim());
  return entries.flatMap((entry) => {
    const match = known.find((one) => one === entry);
    if (match === undefined) {
      problems.list.push(`${from.name}: "${entry}" is not one of ${known.join(', ')}`);
      return [];
    }
    return [match];
  });
}

/** A whole number within bounds. */
export function wholeNumber(lowest: number, highest: number) {
  return {
    expected: `a whole number from ${lowest} to ${highest}`,
    parse(text: string): number | undefined {
      const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
      return value >= lowest && value <= highest ? value : undefined;
    },
  };
}

/** An https URL without query or credentials, as sign-in and Resource Manager endpoints are; a private cloud's may have a path. */
export const HTTPS_ENDPOINT = {
  expected: 'an https URL such as https://management.azure.com',
  parse(text: string): string | undefined {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return url.protocol === 'https:' && plain ? text.trim() : undefined;
  },
};
