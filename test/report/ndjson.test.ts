import { describe, expect, it } from 'vitest';
import { subscriptionNdjson, vmNdjson } from '../../src/report/ndjson.ts';
import { SUBSCRIPTION_COLUMNS } from '../../src/report/subscription-columns.ts';
import { VM_COLUMNS } from '../../src/report/vm-columns.ts';
import { subscriptionFinding, vmFinding } from './finding-builders.ts';

const camel = (header: string) => header.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const keysOf = (line: string) => Object.keys(JSON.parse(line));

function reversed<T extends object>(finding: T): T {
  return Object.fromEntries(Object.entries(finding).reverse()) as T;
}

describe('ndjson', () => {
  it('carries the columns in camelCase, then the chain', () => {
    expect(keysOf(vmNdjson([vmFinding()]))).toEqual([
      ...VM_COLUMNS.map(({ header }) => camel(header)),
      'evidence',
      'nics',
      'sender',
      'tags',
      'verdicts',
      'verdictSince',
      'review',
    ]);
    expect(keysOf(subscriptionNdjson([subscriptionFinding()])).slice(0, SUBSCRIPTION_COLUMNS.length)).toEqual(
      SUBSCRIPTION_COLUMNS.map(({ header }) => camel(header)),
    );
  });

  it('writes identical bytes for identical facts, in whatever order they were put together', () => {
    const vm = vmFinding({
      reasons: [{ code: 'c', message: 'm', source: 's' }],
      evidence: [{ fact: 'f', value: 'v', source: 's', confidence: 'low', note: 'n' }],
    });
    const other = reversed({ ...vm, reasons: vm.reasons.map(reversed), evidence: vm.evidence.map(reversed) });
    expect(vmNdjson([other])).toBe(vmNdjson([vm]));
    expect(subscriptionNdjson([reversed(subscriptionFinding())])).toBe(
      subscriptionNdjson([subscriptionFinding()]),
    );
  });

  it('is one line an object for every reader, whatever a name holds', () => {
    const name = 'a\u2028b\u2029c\u0085d\ne\uD800';
    const text = vmNdjson([vmFinding({ name }), vmFinding()]);
    expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(3);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ name });
  });

  it('says null for the unknown and leaves out a source that there is not', () => {
    const line = vmNdjson([vmFinding({ nicFlag: null, reasons: [{ code: 'c', message: 'm' }] })]);
    expect(line).toContain('"nicFlag":null');
    expect(line).toContain('"reasons":[{"code":"c","message":"m"}]');
  });
});
