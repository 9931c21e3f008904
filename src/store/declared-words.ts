import * as z from 'zod';

/**
 * A map with these keys and no others; a wrong key or value is told together with what may stand there. Keys that begin with `$`
 * are for editors and not mentioned.
 */
export function mapOf<S extends z.core.$ZodShape>(shape: S) {
  const keys = Object.keys(shape).filter((key) => !key.startsWith('$'));
  return z.strictObject(shape, `expected ${keys.join(', ')}`);
}

/** One of some words. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `expected one of ${values.join(', ')}`);
}

/** Any text. */
export const words = z.string('expected text');

/** Text that says something. */
export const someWords = words.regex(/\S/, 'expected text that is not empty');

/** A day that exists, written `2016-03-01`. */
export const calendarDate = z.iso.date('expected a date such as 2016-03-01');

/** A calendar date that is not after `today`. */
export function dateUntil(today: string) {
  // What is no date at all is told as that, and nothing else.
  return calendarDate.refine((text) => text <= today || !calendarDate.safeParse(text).success, {
    error: ({ input }) => `${input} lies in the future (today is ${today}, UTC)`,
  });
}

/**
 * Lets a rule over several keys of a map be checked also where one of them is wrong, so that all problems are told at once; not where
 * a key is unknown, which may be the missing one misspelt.
 */
export function whenMap({ value, issues }: z.core.ParsePayload): boolean {
  const isMap = typeof value === 'object' && value !== null;
  return isMap && issues.every(({ code }) => code !== 'unrecognized_keys');
}
