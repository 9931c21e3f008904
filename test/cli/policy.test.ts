import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/cli/configuration-error.ts';
import { namedRevision, policyDifference, policyInWords, policyOverview } from '../../src/cli/policy.ts';
import { runPolicy } from '../../src/cli/policy-command.ts';
import { policyDifferenceJson, policyJson } from '../../src/cli/policy-json.ts';
import { createReporter } from '../../src/cli/reporter.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { REVISIONS } from '../../src/policy/revisions.ts';
import { symbolOf } from '../policy/microsoft-table.ts';

const PAIRS = REVISION_NAMES.flatMap((from) => REVISION_NAMES.map((to) => [from, to] as const));

/** What a terminal of 80 columns must take without breaking lines, and what nobody should have to read. */
function expectReadable(text: string): void {
  expect(text).toMatch(/\n$/);
  for (const line of text.split('\n')) {
    expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(line).toBe(line.trimEnd());
  }
  expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  expect(text).not.toContain('\u001B');
}

describe('the table of all revisions', () => {
  const text = policyOverview();

  test('fits a terminal of 80 columns', () => {
    expectReadable(text);
  });

  test.each(OFFER_CLASSES)('has the rules of every revision of the public cloud for %s', (offer) => {
    const row = text.split('\n').find((line) => line.startsWith(`${offer} `));
    const cells = REVISION_NAMES.filter((name) => !name.startsWith('china')).map((name) =>
      symbolOf(name, offer),
    );
    expect(row?.slice(offer.length).trim().split(/\s+/)).toEqual(
      cells.map((cell) => cell.replace(' by the partner', '')),
    );
  });

  test.each(REVISION_NAMES)('names the source of %s', (name) => {
    expect(text).toContain(`  ${name}\n`);
  });
});

describe.each(REVISION_NAMES)('revision %s in words', (name) => {
  const text = policyInWords(name);

  test('fits a terminal of 80 columns', () => {
    expectReadable(text);
  });

  test('has its title, and a word on every offer', () => {
    expect(text).toContain(REVISIONS[name].title);
    for (const offer of OFFER_CLASSES) expect(text).toContain(`\n  ${offer}\n    `);
  });

  test('has its page and date, and each word a mark that leads to a page', () => {
    const { source, secondPage } = REVISIONS[name];
    const inOneLine = text.replace(/\s+/g, ' ');
    const date = source.textOf ?? source.msDate ?? '';
    expect(inOneLine).toContain(`[1] ${source.page}`);
    expect(inOneLine).toContain(date);
    expect(inOneLine.includes('[2] Network security groups overview; ms.date 07/15/2025')).toBe(
      secondPage !== undefined,
    );
    const cells = text
      .split(/\n {2}(?=\S)/)
      .filter((part) => OFFER_CLASSES.some((one) => part.startsWith(`${one}\n`)));
    expect(cells).toHaveLength(OFFER_CLASSES.length);
    for (const cell of cells) {
      expect(cell).toContain('[1]');
      expect(cell.includes('[2]')).toBe(cell.includes('second'));
    }
  });
});

describe('what changes from one revision to another', () => {
  test.each(PAIRS)('from %s to %s fits a terminal of 80 columns', (from, to) => {
    const text = policyDifference(from, to);
    expectReadable(text);
    expect(text).toContain(from);
    if (from === to) expect(text).toBe(`${from} and ${to} say the same.\n`);
  });
});

describe('naming a revision', () => {
  test('by its name or as the current one of the cloud', () => {
    expect(namedRevision('2020-11', 'AzureCloud')).toBe('2020-11');
    expect(namedRevision('current', 'AzureCloud')).toBe('2023-12');
    expect(namedRevision('current', 'AzureChinaCloud')).toBe('china-2021');
  });

  test('that nobody knows lists those that there are', () => {
    expect(() => namedRevision('2030-01', 'AzureCloud')).toThrow(ConfigurationError);
    expect(() => namedRevision('2030-01', 'AzureCloud')).toThrow(REVISION_NAMES.join(', '));
  });
});

describe('the policy command', () => {
  async function printed(
    revision: string | undefined,
    compare?: readonly string[],
    json?: boolean,
  ): Promise<string> {
    const texts: string[] = [];
    const code = await runPolicy(
      { revision, compare, json, variables: {} },
      {
        reporter: createReporter({ log: 'text', quiet: true }, { write: () => true }, () => ''),
        print: (text) => texts.push(text),
        colour: false,
        cores: 1,
        now: () => '',
        signal: new AbortController().signal,
      },
    );
    expect(code).toBe(0);
    return texts.join('');
  }

  test('prints the table, one revision, or a comparison', async () => {
    expect(await printed(undefined)).toBe(policyOverview());
    expect(await printed('2021-04')).toBe(policyInWords('2021-04'));
    expect(await printed('current')).toBe(policyInWords('2023-12'));
    expect(await printed(undefined, ['2020-11', 'current'])).toBe(policyDifference('2020-11', '2023-12'));
  });

  test('prints the same as JSON', async () => {
    expect(await printed(undefined, undefined, true)).toBe(policyJson(REVISION_NAMES));
    expect(await printed('current', undefined, true)).toBe(policyJson(['2023-12']));
    expect(await printed(undefined, ['2020-11', 'current'], true)).toBe(
      policyDifferenceJson('2020-11', '2023-12'),
    );
  });

  test.each([[['2020-11']], [['2020-11', '2021-01', '2021-04']]])(
    'compares two revisions and not %j',
    async (compare) => {
      await expect(async () => printed(undefined, compare)).rejects.toThrow(
        '--compare: expects two revisions, such as --compare 2020-11 current',
      );
    },
  );
});
