import * as z from 'zod';
import { mapOf, whenMap, words } from './declared-words.ts';

/** What to say of a pattern that is too little: one that matches nothing, or everything. */
function tooLittle(input: unknown): string {
  return String(input).trim() === ''
    ? 'an empty pattern matches no VM: expected a name such as "mx-*"'
    : `the pattern ${input} matches every VM: expected a part of a name beside it, such as "mx-*"`;
}

/** A VM's name, in which `*` stands for any text. */
export const namePattern = words
  .regex(/[^*\s]/, { error: ({ input }) => tooLittle(input) })
  .describe('The name of a VM or of its scale set; * stands for any text, as in mx-*.');

/** Tags with their values, of which a VM has to have all. */
export const tagValues = z
  .record(
    z.string(),
    words.regex(
      /^(?!\*+$)/,
      'the value of a tag is compared as it is, so that * matches no VM: expected a value',
    ),
    'expected a map of tag names and values',
  )
  .refine((tags) => Object.keys(tags).length > 0, {
    error: 'an empty map of tags matches every VM: expected a tag, such as role: mail',
    when: whenMap,
  })
  .meta({ minProperties: 1 })
  .describe('Tags with their values; a VM has to have every one of them.');

/** An entry under `senders`: VMs by name, by tags, or by both. */
export const senderSchema = mapOf({ tag: tagValues.exactOptional(), name: namePattern.exactOptional() })
  .refine((entry) => 'tag' in entry || 'name' in entry, {
    error: 'an entry without tag and name matches every VM: expected one of them, or both',
    when: whenMap,
  })
  .meta({ minProperties: 1 })
  .describe('VMs by name, by tags, or by both.');
