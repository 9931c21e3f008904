import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import {
  DeclarationsError,
  parseDeclarations,
  readDeclarationsText,
} from '../../src/store/declarations-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const TODAY = '2026-11-23';
const A = '00000000-0000-0000-0000-00000000000a';
const B = '00000000-0000-0000-0000-00000000000b';
const HUB = `/subscriptions/${A}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub`;
const OFFERS = `expected one of ${OFFER_CLASSES.join(', ')}`;
const KEYS = 'expected offer, createdOn, exemption';
const DATE = 'expected a date such as 2016-03-01';

function problemsOf(text: string): readonly string[] {
  try {
    parseDeclarations(text, 'd.yaml', TODAY);
  } catch (error) {
    if (error instanceof DeclarationsError) return error.problems;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a declarations file', () => {
  const complete = {
    offer: 'csp',
    createdOn: '2016-03-01',
    exemption: {
      grantedOn: '2024-05-01',
      reference: 'support request 2405010040001234',
      by: 'messaging team',
    },
  };

  test('in YAML', () => {
    const text = `
subscriptions:
  ${A}:
    offer: csp
    createdOn: 2016-03-01   # a comment
    exemption: { grantedOn: 2024-05-01, reference: "support request 2405010040001234", by: "messaging team" }
  ${B}: {}
networks:
  ${HUB}:
    learnedDefaultRoute: none
senders:
  - tag: { role: mail }
  - name: "mx-*"
`;
    const { subscriptions, learnedDefaultRoutes } = parseDeclarations(text, 'd.yaml', TODAY);
    expect(Object.fromEntries(subscriptions)).toEqual({ [A]: complete, [B]: {} });
    expect(Object.fromEntries(learnedDefaultRoutes)).toEqual({ [HUB.toLowerCase()]: 'none' });
  });

  test('in JSON', () => {
    const text = JSON.stringify({ subscriptions: { [A]: complete } });
    expect(Object.fromEntries(parseDeclarations(text, 'd.json', TODAY).subscriptions)).toEqual({
      [A]: complete,
    });
  });

  test.each([
    ['with Windows line ends', `subscriptions:\r\n  ${A}:\r\n    offer: csp\r\n`],
    ['with a byte order mark', `\uFEFFsubscriptions:\n  ${A}:\n    offer: csp\n`],
    ['in JSON with a byte order mark', `\uFEFF{"subscriptions":{"${A}":{"offer":"csp"}}}`],
    ['with an ID in capitals', `subscriptions:\n  ${A.toUpperCase()}:\n    offer: csp\n`],
    ['with an anchor that nothing refers to', `subscriptions:\n  ${A}: &a\n    offer: csp\n`],
    ['with a document start and a directive', `%YAML 1.1\n---\nsubscriptions:\n  ${A}: { offer: csp }\n`],
  ])('%s', (_, text) => {
    expect(Object.fromEntries(parseDeclarations(text, 'd.yaml', TODAY).subscriptions)).toEqual({
      [A]: { offer: 'csp' },
    });
  });

  test.each([
    ['empty', ''],
    ['blank', ' \n\n'],
    ['only a comment', '# nothing yet\n'],
    ['an empty map', '{}'],
  ])('that is %s declares nothing', (_, text) => {
    expect(parseDeclarations(text, 'd.yaml', TODAY).subscriptions.size).toBe(0);
  });
});

describe('a declarations file is refused, line by line,', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown key at the top',
      'subscription: {}\n',
      ['d.yaml:1: unknown key subscription; expected subscriptions, networks, senders, reviews'],
    ],
    [
      'unknown keys of a subscription',
      `subscriptions:\n  ${A}:\n    ofer: csp\n    creatdOn: x\n`,
      [
        `d.yaml:3: subscriptions.${A}: unknown key ofer; ${KEYS}`,
        `d.yaml:4: subscriptions.${A}: unknown key creatdOn; ${KEYS}`,
      ],
    ],
    [
      'an unknown key of an exemption',
      `subscriptions:\n  ${A}:\n    exemption:\n      granted: 2024-05-01\n`,
      [`d.yaml:4: subscriptions.${A}.exemption: unknown key granted; expected grantedOn, reference, by`],
    ],
    [
      'an unknown key of a network',
      `networks:\n  ${HUB}:\n    learned: none\n`,
      [
        `d.yaml:2: networks.${HUB}.learnedDefaultRoute: expected one of none, gateway, appliance`,
        `d.yaml:3: networks.${HUB}: unknown key learned; expected learnedDefaultRoute`,
      ],
    ],
    [
      'an unknown key of a sender',
      'senders:\n  - name: mx\n  - nme: mx\n',
      ['d.yaml:3: senders.1: unknown key nme; expected tag, name'],
    ],
    [
      'a key that names no property of JavaScript',
      '{"__proto__": {}}',
      ['d.yaml:1: unknown key __proto__; expected subscriptions, networks, senders, reviews'],
    ],
    [
      'a day that no calendar has',
      `subscriptions:\n  ${A}:\n    createdOn: 2023-02-30\n`,
      [`d.yaml:3: subscriptions.${A}.createdOn: ${DATE}`],
    ],
    [
      'a month that no year has',
      `subscriptions:\n  ${A}:\n    exemption:\n      grantedOn: 2023-13-01\n`,
      [`d.yaml:4: subscriptions.${A}.exemption.grantedOn: ${DATE}`],
    ],
    [
      'a date in another spelling',
      `subscriptions:\n  ${A}:\n    createdOn: 1 March 2016\n`,
      [`d.yaml:3: subscriptions.${A}.createdOn: ${DATE}`],
    ],
    [
      'a time in place of a date',
      `subscriptions:\n  ${A}:\n    createdOn: 2016-03-01T00:00:00Z\n`,
      [`d.yaml:3: subscriptions.${A}.createdOn: ${DATE}`],
    ],
    [
      'a number in place of a date',
      `subscriptions:\n  ${A}:\n    createdOn: 20160301\n`,
      [`d.yaml:3: subscriptions.${A}.createdOn: ${DATE}`],
    ],
    [
      'an offer that there is not',
      `subscriptions:\n  ${A}:\n    offer: EA\n`,
      [`d.yaml:3: subscriptions.${A}.offer: ${OFFERS}`],
    ],
    [
      'a list in place of an offer',
      `subscriptions:\n  ${A}:\n    offer: [csp]\n`,
      [`d.yaml:3: subscriptions.${A}.offer: ${OFFERS}`],
    ],
    [
      'text in place of an exemption',
      `subscriptions:\n  ${A}:\n    exemption: yes\n`,
      [`d.yaml:3: subscriptions.${A}.exemption: expected grantedOn, reference, by`],
    ],
    [
      'a number in place of a reference',
      `subscriptions:\n  ${A}:\n    exemption: { reference: 24 }\n`,
      [`d.yaml:3: subscriptions.${A}.exemption.reference: expected text`],
    ],
    [
      'a subscription of which nothing is said',
      `subscriptions:\n  ${A}:\n`,
      [`d.yaml:2: subscriptions.${A}: ${KEYS}`],
    ],
    [
      'subscriptions that are a list',
      `subscriptions:\n  - ${A}\n`,
      ['d.yaml:1: subscriptions: expected a map of subscription IDs'],
    ],
    [
      'subscriptions without any',
      'subscriptions:\n',
      ['d.yaml:1: subscriptions: expected a map of subscription IDs'],
    ],
    ['senders that are a map', 'senders: { name: mx }\n', ['d.yaml:1: senders: expected a list']],
    ['a list at the top', '- a\n', ['d.yaml:1: expected subscriptions, networks, senders, reviews']],
    ['text at the top', 'hello', ['d.yaml:1: expected subscriptions, networks, senders, reviews']],
    [
      'a malformed ID',
      'subscriptions:\n  0000-0000:\n    offer: csp\n',
      ['d.yaml:2: subscriptions.0000-0000: expected a subscription ID (a GUID)'],
    ],
    [
      'a key that is no text',
      'subscriptions:\n  ? [a]\n  : {}\n',
      ['d.yaml:2: subscriptions.["a"]: expected a subscription ID (a GUID)'],
    ],
    [
      'an ID that JavaScript takes for another thing',
      '{"subscriptions": {"__proto__": {}}}',
      ['d.yaml:1: subscriptions.__proto__: expected a subscription ID (a GUID)'],
    ],
    ['an ID twice', `subscriptions:\n  ${A}: {}\n  ${A}: {}\n`, ['d.yaml:3: Map keys must be unique']],
    [
      'an ID twice in JSON',
      `{"subscriptions": {\n"${A}": {},\n"${A}": {}}}`,
      ['d.yaml:3: Map keys must be unique'],
    ],
    [
      'an ID twice in different letter case',
      `subscriptions:\n  ${A}: {}\n  ${B}: {}\n  ${A.toUpperCase()}: {}\n`,
      [`d.yaml:4: subscriptions.${A.toUpperCase()}: ${A} is declared twice`],
    ],
    [
      'an ID once bare and once as a path',
      `subscriptions:\n  ${A}: {}\n  /subscriptions/${A}: {}\n`,
      [`d.yaml:3: subscriptions./subscriptions/${A}: ${A} is declared twice`],
    ],
    [
      'an alias',
      `subscriptions:\n  ${A}: &a { offer: csp }\n  ${B}: *a\n`,
      ['d.yaml:3: expected a value instead of the alias *a'],
    ],
    [
      'a merge key',
      `subscriptions:\n  ${A}:\n    <<: { offer: csp }\n`,
      [`d.yaml:3: subscriptions.${A}: unknown key <<; ${KEYS}`],
    ],
    ['two documents', 'senders: []\n---\nsenders: []\n', ['d.yaml:2: expected a single document']],
    ['tabs', 'subscriptions:\n\tx: 1\n', ['d.yaml:2: Tabs are not allowed as indentation']],
  ])('for %s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('for broken YAML and broken JSON', () => {
    expect(problemsOf('subscriptions:\n  - [a\n')).toEqual([expect.stringMatching(/^d\.yaml:3: .+ ]$/)]);
    expect(problemsOf('{\n "subscriptions": {\n')[0]).toMatch(/^d\.yaml:3: .+ }$/);
  });

  test('with every problem at once, in the order of the lines', () => {
    const text = [
      'senders: none',
      'subscriptions:',
      '  wrong:',
      '    offer: EA',
      `  ${A}:`,
      '    createdOn: never',
      '    exemption: { on: 2024-05-01 }',
      `  ${A.toUpperCase()}: {}`,
      'more: true',
    ].join('\r\n');
    expect(problemsOf(text).map((problem) => problem.replace(/;? ?expected.*/, ''))).toEqual([
      'd.yaml:1: senders:',
      'd.yaml:3: subscriptions.wrong:',
      'd.yaml:4: subscriptions.wrong.offer:',
      `d.yaml:6: subscriptions.${A}.createdOn:`,
      `d.yaml:7: subscriptions.${A}.exemption: unknown key on`,
      `d.yaml:8: subscriptions.${A.toUpperCase()}: ${A} is declared twice`,
      'd.yaml:9: unknown key more',
    ]);
  });

  test('with the first 20 problems of very many', () => {
    const lines = Array.from({ length: 500 }, (_, at) => `  wrong${at}: {}`);
    const problems = problemsOf(`subscriptions:\n${lines.join('\n')}\n`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('d.yaml: and 480 more problems');
  });

  test('for 10 MB of junk, without reading through it', () => {
    expect(problemsOf('a: b: c\n'.repeat(1_300_000))).toEqual([
      'd.yaml:1: larger than a declarations file can be (4 Mi characters)',
    ]);
  });

  test('for nesting beyond all measure', () => {
    expect(problemsOf('['.repeat(20_000))[0]).toMatch(/^d\.yaml:1: /);
  });
});

describe('the text of a declarations file', () => {
  test('is what the file holds', async () => {
    const path = join(await temporaryFolder(), 'd.yaml');
    await writeFile(path, '# ünïcode\r\n');
    expect(await readDeclarationsText(path)).toBe('# ünïcode\r\n');
  });

  test('that cannot be read names the file', async () => {
    const folder = await temporaryFolder();
    for (const path of [join(folder, 'missing.yaml'), folder]) {
      const refused = await readDeclarationsText(path).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DeclarationsError);
      expect(refused).toHaveProperty('message', expect.stringContaining(`${path}: cannot be read (`));
    }
  });
});
