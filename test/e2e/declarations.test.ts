import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, type Outsider } from './outsider.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const VM = `/subscriptions/${ID}/resourceGroups/mail/providers/Microsoft.Compute/virtualMachines/mx-1`;
const NETWORK = `/subscriptions/${ID}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub`;
const JUNK_BYTES = 10 * 1024 * 1024;
const SOON_MS = 20_000;

/** A calendar date so many days from today, UTC. */
function day(from: number): string {
  return new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
}

let outsider: Outsider;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 2 });
});
afterAll(() => outsider.leave());

interface Bad {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  /** What was expected, in words. */
  readonly tells: RegExp;
}

function subscription(text: string): string {
  return `subscriptions:\n  ${ID}:\n    ${text}\n`;
}

function review(text: string): string {
  return `reviews:\n  - name: "mx-*"\n    ${text}\n`;
}

const ACCEPTED = 'verdict: relay, reason: "known", by: "messaging team"';

const BAD: readonly Bad[] = [
  { name: 'a tab', text: 'subscriptions:\n\toffer: csp\n', line: 2, tells: /[Tt]abs/ },
  { name: 'an open bracket', text: 'senders: [\n', line: 2, tells: /./ },
  { name: 'half a JSON document', text: '{ "senders": [ { "name": "mx-*" }', line: 1, tells: /./ },
  {
    name: 'an unknown key at the top',
    text: 'sender: []\n',
    line: 1,
    tells: /unknown key sender; expected .*senders/,
  },
  {
    name: 'an unknown key of a subscription',
    text: subscription('offers: csp'),
    line: 3,
    tells: /unknown key offers; expected .*offer/,
  },
  { name: 'an unknown offer', text: subscription('offer: cheap'), line: 3, tells: /expected one of .*csp/ },
  {
    name: 'a day that no calendar has',
    text: subscription('createdOn: 2023-02-30'),
    line: 3,
    tells: /expected a date such as 2016-03-01/,
  },
  {
    name: 'a day in other words',
    text: subscription('createdOn: 1 March 2016'),
    line: 3,
    tells: /expected a date such as/,
  },
  {
    name: 'an exemption of tomorrow',
    text: subscription(`exemption: { grantedOn: ${day(2)} }`),
    line: 3,
    tells: /lies in the future \(today is \d{4}-\d\d-\d\d, UTC\)/,
  },
  {
    name: 'an exemption that is none',
    text: subscription('exemption: yes'),
    line: 3,
    tells: /expected grantedOn, reference, by/,
  },
  {
    name: 'a subscription that is no GUID',
    text: 'subscriptions:\n  prod:\n    offer: csp\n',
    line: 2,
    tells: /expected a subscription ID \(a GUID\)|prod/,
  },
  {
    name: 'a subscription twice',
    text: `subscriptions:\n  ${ID}:\n    offer: csp\n  ${ID}:\n    offer: mpn\n`,
    line: 4,
    tells: /unique/,
  },
  {
    name: 'a subscription twice in other letters',
    text: `subscriptions:\n  ${ID}:\n    offer: csp\n  /SUBSCRIPTIONS/${ID.toUpperCase()}:\n    offer: mpn\n`,
    line: 4,
    tells: /declared twice/,
  },
  {
    name: 'a network that is none',
    text: `networks:\n  ${VM}:\n    learnedDefaultRoute: none\n`,
    line: 2,
    tells: /expected the resource ID of a virtual network/,
  },
  {
    name: 'a route that leads nowhere',
    text: `networks:\n  ${NETWORK}:\n    learnedDefaultRoute: internet\n`,
    line: 3,
    tells: /expected one of .*none.*gateway.*appliance/,
  },
  {
    name: 'a sender that is everything',
    text: 'senders:\n  - name: "*"\n',
    line: 2,
    tells: /the pattern \* matches every VM/,
  },
  {
    name: 'a sender that is nothing',
    text: 'senders:\n  - {}\n',
    line: 2,
    tells: /without tag and name matches every VM/,
  },
  { name: 'a pattern without quotes', text: 'senders:\n  - name: *mx\n', line: 2, tells: /alias \*?mx/ },
  {
    name: 'a review of nothing',
    text: 'reviews:\n  - reviewed: { by: "x", on: 2026-01-01 }\n',
    line: 2,
    tells: /expected what it is about: subscription, vm/,
  },
  {
    name: 'a review that says nothing',
    text: 'reviews:\n  - name: "mx-*"\n',
    line: 2,
    tells: /expected accepted, reviewed, or both/,
  },
  {
    name: 'a review of two things',
    text: `reviews:\n  - vm: ${VM}\n    subscription: ${ID}\n    accepted: { ${ACCEPTED}, until: 2027-01-01 }\n`,
    line: 2,
    tells: /expected one of .*, not subscription and vm/,
  },
  {
    name: 'an unknown verdict',
    text: review(`accepted: { verdict: fine, reason: "x", by: "y", until: 2027-01-01 }`),
    line: 3,
    tells: /expected one of .*direct/,
  },
  {
    name: 'an acceptance without an end',
    text: review(`accepted: { ${ACCEPTED} }`),
    line: 3,
    tells: /until/,
  },
  {
    name: 'an acceptance until a day that is not',
    text: review(`accepted: { ${ACCEPTED}, until: 2027-13-01 }`),
    line: 3,
    tells: /expected a date/,
  },
  {
    name: 'a review of tomorrow',
    text: review(`reviewed: { by: "x", on: ${day(2)} }`),
    line: 3,
    tells: /lies in the future/,
  },
  {
    name: 'a VM reviewed twice',
    text: `reviews:\n  - vm: ${VM}\n    accepted: { ${ACCEPTED}, until: 2027-01-01 }\n  - vm: ${VM.toUpperCase()}\n    accepted: { ${ACCEPTED}, until: 2027-02-01 }\n`,
    line: 4,
    tells: /has an entry already, in line 2/,
  },
  { name: 'two documents', text: 'senders: []\n---\nsenders: []\n', line: 2, tells: /single document/ },
  { name: 'a list', text: '- one\n', line: 1, tells: /expected subscriptions, networks, senders, reviews/ },
  {
    name: 'one word',
    text: 'nothing\n',
    line: 1,
    tells: /expected subscriptions, networks, senders, reviews/,
  },
  { name: 'the depths', text: '['.repeat(100_000), line: 1, tells: /levels of nesting|./ },
];

/** Audits with a file of this content; nothing may run and nothing may be left. */
async function refused(name: string, content: string | Buffer) {
  const host = outsider.neighbour();
  const file = `${name.replaceAll(' ', '-')}.yaml`;
  writeFileSync(host.path(file), content);
  const ended = await host.run(['audit', '--declarations', file]);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 3, stdout: '' });
  expect(ended.stderr).toMatch(/^error: /);
  expect(ended.stderr).not.toMatch(/^\s+at |undefined|\[object/m);
  expect(ended.stderr.length).toBeLessThan(5_000);
  expect(readdirSync(host.folder)).toEqual([file]);
  expect(ended.elapsedMs).toBeLessThan(SOON_MS);
  return { ...ended, file };
}

describe.concurrent('a declarations file with', () => {
  test.each(BAD)(
    '$name is refused by its line, with what was expected',
    async ({ name, text, line, tells }) => {
      const { file, stderr } = await refused(name, text);
      const lines = stderr.split('\n').filter((told) => told.includes(`${file}:${line}: `));
      expect(lines.length, stderr).toBeGreaterThan(0);
      expect(stderr).toMatch(tells);
    },
  );

  test('several mistakes is told of all of them at once', async () => {
    const text = `subscriptions:\n  ${ID}:\n    offer: cheap\n    createdOn: soon\nsenders:\n  - name: ""\n`;
    const { file, stderr } = await refused('several', text);
    for (const line of [3, 4, 6]) expect(stderr).toContain(`${file}:${line}: `);
  });

  test.each([
    { name: 'noise', content: randomBytes(JUNK_BYTES) },
    { name: 'text without end', content: 'x'.repeat(JUNK_BYTES) },
    { name: 'entries without end', content: `senders:\n${'  - name: "mx"\n'.repeat(JUNK_BYTES / 16)}` },
    { name: 'zeros', content: Buffer.alloc(JUNK_BYTES) },
    { name: 'brackets', content: '['.repeat(JUNK_BYTES) },
    { name: 'UTF-16', content: Buffer.from('\uFEFFsenders: []\n', 'utf16le') },
  ])('10 MB of $name is refused, soon and in few words', async ({ name, content }) => {
    const { file, stderr } = await refused(name, content);
    expect(stderr).toContain(file);
    expect(stderr).toMatch(
      /larger than a declarations file can be \(4 Mi characters\)|is not text in UTF-8|UTF-16/,
    );
  });

  test('nothing in it is as good as none', async () => {
    const host = outsider.neighbour();
    host.write('empty.yaml', '# nothing yet\n');
    const { code, stderr } = await host.run(['audit', '--declarations', 'empty.yaml', '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/error|warning/) });
  });
});

describe.concurrent('a declarations file that', () => {
  test.each([
    { name: 'is not there', file: 'none.yaml', tells: /^error: none\.yaml: cannot be read/ },
    { name: 'is a folder', file: '.', tells: /^error: \.: cannot be read/ },
    { name: 'has no name', file: '', tells: /^error: --declarations: "" is not a file/ },
  ])('$name is refused', async ({ file, tells }) => {
    const host = outsider.neighbour();
    for (const command of ['audit', 'collect']) {
      const { code, stdout, stderr } = await host.run([command, '--declarations', file]);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(tells);
    }
    expect(readdirSync(host.folder)).toEqual([]);
  });
});

test('nobody was asked anything on account of a bad file', async () => {
  const before = outsider.simulator.requests.length;
  await refused('once more', 'sender: []\n');
  expect(outsider.simulator.requests.length).toBe(before);
});
