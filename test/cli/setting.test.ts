import { describe, expect, test } from 'vitest';
import {
  HTTPS_ENDPOINT,
  listOf,
  notEmpty,
  type Problems,
  parsed,
  setting,
  wholeNumber,
} from '../../src/cli/setting.ts';

describe('a setting', () => {
  const from = (option: string | undefined, variable: string | undefined) =>
    setting({ name: '--x', text: option }, { name: 'X', environment: { X: variable } });

  test('comes from the option, else from the variable, with the name of where it came from', () => {
    expect(from('a', 'b')).toEqual({ name: '--x', text: 'a' });
    expect(from(undefined, 'b')).toEqual({ name: 'X', text: 'b' });
    expect(from(undefined, undefined)).toBeUndefined();
  });

  test('an empty variable counts as not set, an empty option as given', () => {
    expect(from(undefined, '')).toBeUndefined();
    expect(from('', 'b')).toEqual({ name: '--x', text: '' });
  });
});

describe('a value', () => {
  function problemsWith(text: string, rule: Parameters<typeof parsed>[2]): readonly string[] {
    const problems: Problems = { list: [] };
    parsed({ name: '--x', text }, problems, rule);
    return problems.list;
  }

  test.each([
    ['1', 1],
    ['256', 256],
    [' 16 ', 16],
    ['0', undefined],
    ['257', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e2', undefined],
    ['0x10', undefined],
    ['', undefined],
    ['many', undefined],
    ['99999999999999999999', undefined],
  ])('"%s" as a whole number from 1 to 256 is %s', (text, value) => {
    expect(wholeNumber(1, 256).parse(text)).toBe(value);
  });

  test.each([
    ['https://management.azure.com', 'https://management.azure.com'],
    ['https://adfs.local.azurestack.external/adfs', 'https://adfs.local.azurestack.external/adfs'],
    [' https://localhost:8443/ ', 'https://localhost:8443/'],
    ['http://management.azure.com', undefined],
    ['management.azure.com', undefined],
    ['https://user:secret@management.azure.com', undefined],
    ['https://management.azure.com/?x=1', undefined],
    ['https://management.azure.com/#x', undefined],
    ['ftp://x', undefined],
    ['', undefined],
  ])('"%s" as an endpoint is %s', (text, value) => {
    expect(HTTPS_ENDPOINT.parse(text)).toBe(value);
  });

  test('that is wrong is told by the name of its option', () => {
    expect(problemsWith('9', wholeNumber(1, 8))).toEqual(['--x: "9" is not a whole number from 1 to 8']);
    expect(problemsWith(' ', notEmpty('a folder'))).toEqual(['--x: " " is not a folder']);
  });

  test.each(['https://user:hunter2@host', 'https://hunter2@host/x', 'http://user:hun/ter2@host'])(
    'never shows the password of %s',
    (text) => {
      const [problem] = problemsWith(text, HTTPS_ENDPOINT);
      expect(problem).toContain('//(secret)@host');
      expect(problem).not.toMatch(/hunter2|ter2/);
    },
  );
});

describe('a list', () => {
  function read(text: string) {
    const problems: Problems = { list: [] };
    return { values: listOf({ name: '--x', text }, problems, ['csv', 'html']), problems: problems.list };
  }

  test.each<[string, readonly string[]]>([
    ['csv', ['csv']],
    ['html,csv', ['html', 'csv']],
    [' csv , html ', ['csv', 'html']],
  ])('"%s" is taken entry by entry', (text, values) => {
    expect(read(text)).toEqual({ values, problems: [] });
  });

  test.each(['', 'csv,', ',', 'CSV', 'xlsx,csv,pdf'])('"%s" has every wrong entry told', (text) => {
    const wrong = text.split(',').filter((entry) => !['csv', 'html'].includes(entry));
    expect(read(text).problems).toEqual(wrong.map((entry) => `--x: "${entry}" is not one of csv, html`));
  });
});
