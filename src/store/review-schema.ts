import { parseSubscriptionId } from '../model/subscription-id.ts';
import { VERDICTS } from '../model/verdict.ts';
import { ID_PATTERNS, parseMachineKey } from './declared-ids.ts';
import { calendarDate, dateUntil, mapOf, oneOf, someWords, whenMap, words } from './declared-words.ts';
import { namePattern, tagValues } from './sender-schema.ts';

const accepted = mapOf({
  verdict: oneOf(VERDICTS).describe('The verdict that is accepted; any other one is shown as not accepted.'),
  reason: someWords.describe('Why it is accepted.'),
  by: someWords.describe('Who accepts it.'),
  until: calendarDate.describe('The last day on which it is accepted: 2027-06-30.'),
}).describe('A finding that somebody accepts until a day.');

function reviewed(today: string) {
  return mapOf({
    by: someWords.describe('Who has looked at it.'),
    on: dateUntil(today).describe('The day on which that was: not in the future.'),
    comment: words.describe('What there is to say of it.').exactOptional(),
  }).describe('A finding that somebody has looked at.');
}

/** The targets that an entry names; name and tag are one together. */
function targetsOf(entry: object): readonly string[] {
  const pattern = ['name', 'tag'].filter((key) => key in entry).join(' and ');
  return [...['subscription', 'vm'].filter((key) => key in entry), ...(pattern === '' ? [] : [pattern])];
}

const TARGETS = 'subscription, vm, or name and tag';

function wrongTarget(input: unknown): string {
  const targets = typeof input === 'object' && input !== null ? targetsOf(input) : [];
  return targets.length === 0
    ? `expected what it is about: ${TARGETS}`
    : `expected one of ${TARGETS}, not ${targets.join(' and ')}`;
}

/** An entry under `reviews`: one target, and what somebody says of it. Nobody has looked at anything after `today`. */
export function reviewSchema(today: string) {
  return mapOf({
    subscription: words
      .refine((text) => parseSubscriptionId(text) !== undefined, 'expected a subscription ID (a GUID)')
      .meta({ pattern: ID_PATTERNS.subscription })
      .describe('The subscription as a whole, by its ID (a GUID).')
      .exactOptional(),
    vm: words
      .refine(
        (text) => parseMachineKey(text) !== undefined,
        'expected the resource ID of a VM, of a scale set or of an instance of one',
      )
      .meta({ pattern: ID_PATTERNS.machine })
      .describe('One VM, one instance of a scale set, or all of a scale set, by resource ID.')
      .exactOptional(),
    name: namePattern.exactOptional(),
    tag: tagValues.exactOptional(),
    accepted: accepted.exactOptional(),
    reviewed: reviewed(today).exactOptional(),
  })
    .refine((entry) => targetsOf(entry).length === 1, {
      error: ({ input }) => wrongTarget(input),
      when: whenMap,
    })
    .refine((entry) => 'accepted' in entry || 'reviewed' in entry, {
      error: 'expected accepted, reviewed, or both',
      when: whenMap,
    })
    .meta({
      oneOf: [
        { required: ['subscription'] },
        { required: ['vm'] },
        { anyOf: [{ required: ['name'] }, { required: ['tag'] }] },
      ],
      anyOf: [{ required: ['accepted'] }, { required: ['reviewed'] }],
    })
    .describe(
      'What somebody says of the findings of one target: a subscription, a VM or scale set, or VMs by name and tag.',
    );
}
