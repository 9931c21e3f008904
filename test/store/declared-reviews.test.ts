import { describe, expect, test } from 'vitest';
import { VERDICTS } from '../../src/model/verdict.ts';
import { DeclarationsError, parseDeclarations } from '../../src/store/declarations-file.ts';

const TODAY = '2026-11-23';
const A = '00000000-0000-0000-0000-00000000000a';
const VM = `/subscriptions/${A}/resourceGroups/Mail/providers/Microsoft.Compute/virtualMachines/MX-1`;
const SET = `/subscriptions/${A}/resourceGroups/web/providers/Microsoft.Compute/virtualMachineScaleSets/web`;
const ACCEPTED = { verdict: 'relay', reason: 'moves in spring', by: 'messaging team', until: '2027-06-30' };
const REVIEWED = { by: 'a. reviewer', on: '2026-11-20' };

function problemsOf(text: string): readonly string[] {
  try {
    parseDeclarations(text, 'd.yaml', TODAY);
  } catch (error) {
    if (error instanceof DeclarationsError) return error.problems;
    throw error;
  }
  throw new Error('was accepted');
}

/** The problems of a single review, without the place that they all have. */
function problemsOfReview(review: unknown): readonly string[] {
  return problemsOf(JSON.stringify({ reviews: [review] })).map((problem) =>
    problem.replace(/^d\.yaml:1: /, ''),
  );
}

describe('senders', () => {
  test('are VMs by name, by tags or by both, each with its line', () => {
    const text = `
senders:
  - tag: { role: mail, tier: "1" }
  - name: "mx-*"

  - name: "*-mail"
    tag:
      owner: messaging team
  - { name: "mx-*" }
`;
    expect(parseDeclarations(text, 'd.yaml', TODAY).senders).toEqual([
      { matcher: { kind: 'pattern', tag: { role: 'mail', tier: '1' } }, line: 3 },
      { matcher: { kind: 'pattern', name: 'mx-*' }, line: 4 },
      { matcher: { kind: 'pattern', name: '*-mail', tag: { owner: 'messaging team' } }, line: 6 },
      { matcher: { kind: 'pattern', name: 'mx-*' }, line: 9 },
    ]);
  });

  test('are none where the list is empty or missing', () => {
    for (const text of ['', 'senders: []\n']) {
      expect(parseDeclarations(text, 'd.yaml', TODAY)).toMatchObject({ senders: [], reviews: [] });
    }
  });

  test.each<[string, string, string]>([
    [
      'nothing stated',
      '{}',
      'senders.0: an entry without tag and name matches every VM: expected one of them, or both',
    ],
    [
      'an empty name',
      '{ name: "" }',
      'senders.0.name: an empty pattern matches no VM: expected a name such as "mx-*"',
    ],
    [
      'a blank name',
      '{ name: "  " }',
      'senders.0.name: an empty pattern matches no VM: expected a name such as "mx-*"',
    ],
    [
      'only a star',
      '{ name: "*" }',
      'senders.0.name: the pattern * matches every VM: expected a part of a name beside it, such as "mx-*"',
    ],
    [
      'only stars, beside a tag',
      '{ name: "**", tag: { role: mail } }',
      'senders.0.name: the pattern ** matches every VM: expected a part of a name beside it, such as "mx-*"',
    ],
    [
      'no tags',
      '{ tag: {} }',
      'senders.0.tag: an empty map of tags matches every VM: expected a tag, such as role: mail',
    ],
    [
      'a star as the value of a tag',
      '{ tag: { role: "*" } }',
      'senders.0.tag.role: the value of a tag is compared as it is, so that * matches no VM: expected a value',
    ],
    ['a number as the value of a tag', '{ tag: { tier: 1 } }', 'senders.0.tag.tier: expected text'],
    ['a tag without a value', '{ tag: role }', 'senders.0.tag: expected a map of tag names and values'],
    ['a number as a name', '{ name: 25 }', 'senders.0.name: expected text'],
    ['a name in place of an entry', 'mx-1', 'senders.0: expected tag, name'],
    [
      'a pattern without quotes, which is an alias in YAML',
      '{ name: *-mail }',
      'expected a value instead of the alias *-mail; a pattern that begins with * has to stand in quotes',
    ],
  ])('with %s are refused, saying what that would do', (_, entry, problem) => {
    expect(problemsOf(`senders:\n  - ${entry}\n`)).toEqual([`d.yaml:2: ${problem}`]);
  });
});

describe('reviews', () => {
  test('are of a subscription, a VM, a scale set, one of its instances, or VMs by name and tag', () => {
    const text = `
reviews:
  - subscription: ${A.toUpperCase()}
    accepted: { verdict: relay, reason: moves in spring, by: messaging team, until: 2027-06-30 }
  - vm: ${VM}
    reviewed: { by: a. reviewer, on: 2026-11-20, comment: asked the owner }
  - vm: ${SET}/
    reviewed: { by: a. reviewer, on: 2026-11-23 }
  - vm: ${SET}/virtualMachines/0
    accepted: { verdict: relay, reason: moves in spring, by: messaging team, until: 2027-06-30 }
    reviewed: { by: a. reviewer, on: 2026-11-20 }
  - name: "mx-*"
    tag: { role: mail }
    reviewed: { by: a. reviewer, on: 2026-11-20 }
`;
    expect(parseDeclarations(text, 'd.yaml', TODAY).reviews).toEqual([
      { matcher: { kind: 'subscription', id: A }, line: 3, accepted: ACCEPTED },
      {
        matcher: { kind: 'vm', key: VM.toLowerCase() },
        line: 5,
        reviewed: { ...REVIEWED, comment: 'asked the owner' },
      },
      {
        matcher: { kind: 'vm', key: SET.toLowerCase() },
        line: 7,
        reviewed: { by: 'a. reviewer', on: '2026-11-23' },
      },
      {
        matcher: { kind: 'vm', key: `${SET}/virtualMachines/0`.toLowerCase() },
        line: 9,
        accepted: ACCEPTED,
        reviewed: REVIEWED,
      },
      { matcher: { kind: 'pattern', name: 'mx-*', tag: { role: 'mail' } }, line: 12, reviewed: REVIEWED },
    ]);
  });

  test('may be accepted until a day that is long past or far away', () => {
    for (const until of ['2020-01-01', '2099-12-31']) {
      const text = JSON.stringify({ reviews: [{ vm: VM, accepted: { ...ACCEPTED, until } }] });
      expect(parseDeclarations(text, 'd.json', TODAY).reviews).toMatchObject([{ accepted: { until } }]);
    }
  });

  const TARGETS = 'subscription, vm, or name and tag';

  test.each<[string, unknown, readonly string[]]>([
    ['no target', { reviewed: REVIEWED }, [`reviews.0: expected what it is about: ${TARGETS}`]],
    [
      'two targets',
      { subscription: A, vm: VM, reviewed: REVIEWED },
      [`reviews.0: expected one of ${TARGETS}, not subscription and vm`],
    ],
    [
      'a VM and a pattern',
      { vm: VM, name: 'mx-*', tag: { role: 'mail' }, reviewed: REVIEWED },
      [`reviews.0: expected one of ${TARGETS}, not vm and name and tag`],
    ],
    ['nothing said of it', { vm: VM }, ['reviews.0: expected accepted, reviewed, or both']],
    [
      'neither',
      {},
      [`reviews.0: expected what it is about: ${TARGETS}`, 'reviews.0: expected accepted, reviewed, or both'],
    ],
    [
      'a malformed subscription ID',
      { subscription: 'mine', reviewed: REVIEWED },
      ['reviews.0.subscription: expected a subscription ID (a GUID)'],
    ],
    [
      'an ID that is no VM',
      { vm: VM.replace('virtualMachines', 'disks'), reviewed: REVIEWED },
      ['reviews.0.vm: expected the resource ID of a VM, of a scale set or of an instance of one'],
    ],
    [
      'a name in place of an ID',
      { vm: 'mx-1', reviewed: REVIEWED },
      ['reviews.0.vm: expected the resource ID of a VM, of a scale set or of an instance of one'],
    ],
    [
      'a pattern that matches everything',
      { name: '*', reviewed: REVIEWED },
      ['reviews.0.name: the pattern * matches every VM: expected a part of a name beside it, such as "mx-*"'],
    ],
    [
      'an unknown key, which may be the target misspelt',
      { vn: VM, reviewed: REVIEWED },
      ['reviews.0: unknown key vn; expected subscription, vm, name, tag, accepted, reviewed'],
    ],
    [
      'an acceptance of nothing',
      { vm: VM, accepted: {} },
      [
        `reviews.0.accepted.verdict: expected one of ${VERDICTS.join(', ')}`,
        'reviews.0.accepted.reason: expected text',
        'reviews.0.accepted.by: expected text',
        'reviews.0.accepted.until: expected a date such as 2016-03-01',
      ],
    ],
    [
      'an acceptance without a reason',
      { vm: VM, accepted: { ...ACCEPTED, reason: ' ' } },
      ['reviews.0.accepted.reason: expected text that is not empty'],
    ],
    [
      'an impossible last day',
      { vm: VM, accepted: { ...ACCEPTED, until: '2027-02-29' } },
      ['reviews.0.accepted.until: expected a date such as 2016-03-01'],
    ],
    [
      'a verdict that there is not',
      { vm: VM, accepted: { ...ACCEPTED, verdict: 'blocked' } },
      [`reviews.0.accepted.verdict: expected one of ${VERDICTS.join(', ')}`],
    ],
    [
      'a review by nobody',
      { vm: VM, reviewed: { on: '2026-11-20' } },
      ['reviews.0.reviewed.by: expected text'],
    ],
    [
      'a review in the future',
      { vm: VM, reviewed: { ...REVIEWED, on: '2026-11-24' } },
      ['reviews.0.reviewed.on: 2026-11-24 lies in the future (today is 2026-11-23, UTC)'],
    ],
    [
      'several things wrong at once',
      { vm: 'mx-1', name: 'mx-*', reviewed: { on: 'today' } },
      [
        'reviews.0.vm: expected the resource ID of a VM, of a scale set or of an instance of one',
        'reviews.0.reviewed.by: expected text',
        'reviews.0.reviewed.on: expected a date such as 2016-03-01',
        `reviews.0: expected one of ${TARGETS}, not vm and name`,
      ],
    ],
  ])('with %s are refused', (_, review, problems) => {
    expect(problemsOfReview(review).toSorted()).toEqual(problems.toSorted());
  });

  test('of the same target twice are refused, in whatever spelling, naming both lines', () => {
    const text = `
reviews:
  - subscription: ${A}
    reviewed: { by: a. reviewer, on: 2026-11-20 }
  - vm: ${VM}
    reviewed: { by: a. reviewer, on: 2026-11-20 }
  - subscription: /subscriptions/${A.toUpperCase()}
    reviewed: { by: another, on: 2026-11-20 }
  - vm: ${VM.toUpperCase()}/
    reviewed: { by: another, on: 2026-11-20 }
  - name: "mx-*"
    reviewed: { by: a. reviewer, on: 2026-11-20 }
  - name: "mx-*"
    reviewed: { by: another, on: 2026-11-20 }
`;
    expect(problemsOf(text)).toEqual([
      `d.yaml:7: reviews.2.subscription: /subscriptions/${A.toUpperCase()} has an entry already, in line 3`,
      `d.yaml:9: reviews.3.vm: ${VM.toUpperCase()}/ has an entry already, in line 5`,
    ]);
  });
});

describe('what cannot have happened yet', () => {
  test.each(['createdOn: 2026-11-24', 'exemption: { grantedOn: 2026-11-24 }'])('is refused: %s', (fact) => {
    const place = fact.startsWith('created') ? 'createdOn' : 'exemption.grantedOn';
    expect(problemsOf(`subscriptions:\n  ${A}:\n    ${fact}\n`)).toEqual([
      `d.yaml:3: subscriptions.${A}.${place}: 2026-11-24 lies in the future (today is 2026-11-23, UTC)`,
    ]);
  });

  test('may have happened today', () => {
    const text = `subscriptions:\n  ${A}:\n    createdOn: ${TODAY}\n    exemption: { grantedOn: ${TODAY} }\n`;
    expect(parseDeclarations(text, 'd.yaml', TODAY).subscriptions.size).toBe(1);
  });
});
