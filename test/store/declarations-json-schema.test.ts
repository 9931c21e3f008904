import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEMO_DECLARATIONS } from '../../src/simulator/demo-declarations.ts';
import { DeclarationsError, parseDeclarations } from '../../src/store/declarations-file.ts';
import { declarationsJsonSchema } from '../../src/store/declarations-json-schema.ts';
import { schemaProblems } from './json-schema-check.ts';

const A = '00000000-0000-0000-0000-00000000000a';
const HUB = `/subscriptions/${A}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub`;
const VM = `/subscriptions/${A}/resourceGroups/mail/providers/Microsoft.Compute/virtualMachines/mx-1`;
const SET = `/subscriptions/${A}/resourcegroups/web/providers/microsoft.compute/virtualMachineScaleSets/web`;
const ACCEPTED = { verdict: 'relay', reason: 'moves in spring', by: 'messaging team', until: '2027-06-30' };
const REVIEWED = { by: 'a. reviewer', on: '2026-11-20' };

const schema = declarationsJsonSchema();

const EXAMPLE = `
subscriptions:
  00000000-0000-0000-0000-000000000000:
    offer: csp
    createdOn: 2016-03-01
    exemption: { grantedOn: 2024-05-01, reference: "support request 2405010040001234", by: "messaging team" }
networks:
  ${HUB}:
    learnedDefaultRoute: none   # none | gateway | appliance
senders:                        # VMs that are meant to send mail: shown and listed first
  - tag: { role: mail }
  - name: "mx-*"
`;

const DOCUMENTED = /```yaml\n([\s\S]+?)```/.exec(readFileSync('docs/declarations.md', 'utf8'))?.[1] ?? '';

function isParsed(content: unknown): boolean {
  try {
    parseDeclarations(JSON.stringify(content), 'd.json', '2026-11-23');
    return true;
  } catch (error) {
    if (error instanceof DeclarationsError) return false;
    throw error;
  }
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described | boolean;
  readonly items?: Described;
}

/** The fields of a schema that are not described, at any depth. */
function undescribed(one: Described, path: string): readonly string[] {
  const { properties = {}, additionalProperties, items } = one;
  const below = Object.entries(properties).flatMap(([name, field]) => [
    ...(field.description ? [] : [`${path}.${name}`]),
    ...undescribed(field, `${path}.${name}`),
  ]);
  const map = typeof additionalProperties === 'object' ? undescribed(additionalProperties, `${path}.*`) : [];
  return [...below, ...map, ...(items === undefined ? [] : undescribed(items, `${path}[]`))];
}

describe('the JSON Schema of the declarations file', () => {
  test.each([
    ['an example of facts and senders', EXAMPLE],
    ['the example of the documentation', DOCUMENTED],
    ['the declarations of the demo tenant', DEMO_DECLARATIONS],
  ])('accepts %s', (_, yaml) => {
    const content = parse(yaml);
    expect(Object.keys(content)).not.toEqual([]);
    expect(schemaProblems(schema, content)).toEqual([]);
    expect(isParsed(content)).toBe(true);
  });

  test('describes every field', () => {
    expect(undescribed(schema as Described, '')).toEqual([]);
    expect(schema).toMatchObject({ title: expect.any(String), description: expect.any(String) });
  });

  test.each<[string, unknown, boolean]>([
    ['nothing', {}, true],
    ['a hint for editors', { $schema: './declarations.schema.json' }, true],
    ['an unknown key', { subscription: {} }, false],
    ['a list', [], false],
    ['an empty declaration', { subscriptions: { [A]: {} } }, true],
    ['an ID in capitals', { subscriptions: { [A.toUpperCase()]: {} } }, true],
    ['an ID as a path', { subscriptions: { [`/subscriptions/${A}`]: {} } }, true],
    ['a malformed ID', { subscriptions: { mine: {} } }, false],
    ['an ID with something behind it', { subscriptions: { [`${A}0`]: {} } }, false],
    ['an offer', { subscriptions: { [A]: { offer: 'csp' } } }, true],
    ['an offer that there is not', { subscriptions: { [A]: { offer: 'EA' } } }, false],
    ['a date', { subscriptions: { [A]: { createdOn: '2024-02-29' } } }, true],
    ['a day that no calendar has', { subscriptions: { [A]: { createdOn: '2023-02-29' } } }, false],
    ['a time', { subscriptions: { [A]: { createdOn: '2023-02-01T00:00:00Z' } } }, false],
    ['an exemption', { subscriptions: { [A]: { exemption: { grantedOn: '2024-05-01' } } } }, true],
    ['an unknown key of one', { subscriptions: { [A]: { exemption: { on: '2024-05-01' } } } }, false],
    ['no declaration', { subscriptions: { [A]: null } }, false],
    ['a network', { networks: { [HUB]: { learnedDefaultRoute: 'none' } } }, true],
    ['a network in capitals', { networks: { [HUB.toUpperCase()]: { learnedDefaultRoute: 'none' } } }, true],
    ['a network without a route', { networks: { [HUB]: {} } }, false],
    ['a network by name', { networks: { hub: { learnedDefaultRoute: 'none' } } }, false],
    ['senders', { senders: [{ name: 'mx-*' }, { tag: { role: 'mail' } }] }, true],
    ['a sender that is nothing', { senders: [{}] }, false],
    ['a sender that is all', { senders: [{ name: '*' }] }, false],
    ['a sender without a name', { senders: [{ name: ' ' }] }, false],
    ['a sender without tags', { senders: [{ tag: {} }] }, false],
    ['a sender with any value of a tag', { senders: [{ tag: { role: '*' } }] }, false],
    ['a review of a VM', { reviews: [{ vm: VM, reviewed: REVIEWED }] }, true],
    ['a review of a scale set', { reviews: [{ vm: SET, reviewed: REVIEWED }] }, true],
    ['one of an instance', { reviews: [{ vm: `${SET}/virtualMachines/3`, reviewed: REVIEWED }] }, true],
    ['one of a NIC', { reviews: [{ vm: `${VM}/networkInterfaces/3`, reviewed: REVIEWED }] }, false],
    ['a review of a subscription', { reviews: [{ subscription: A, accepted: ACCEPTED }] }, true],
    ['a review by pattern', { reviews: [{ name: 'mx-*', tag: { a: 'b' }, accepted: ACCEPTED }] }, true],
    ['a review of two targets', { reviews: [{ vm: VM, name: 'mx-*', accepted: ACCEPTED }] }, false],
    ['a review of nothing', { reviews: [{ accepted: ACCEPTED }] }, false],
    ['a review that says nothing', { reviews: [{ vm: VM }] }, false],
    ['both in one', { reviews: [{ vm: VM, accepted: ACCEPTED, reviewed: REVIEWED }] }, true],
    ['an acceptance by nobody', { reviews: [{ vm: VM, accepted: { ...ACCEPTED, by: '' } }] }, false],
    ['a comment', { reviews: [{ vm: VM, reviewed: { ...REVIEWED, comment: 'x' } }] }, true],
    ['a review without a day', { reviews: [{ vm: VM, reviewed: { by: 'x' } }] }, false],
  ])('says of %s what the program says', (_, content, isGood) => {
    expect({ schema: schemaProblems(schema, content).length === 0, program: isParsed(content) }).toEqual({
      schema: isGood,
      program: isGood,
    });
  });
});
