import { describe, expect, test } from 'vitest';
import { explain, explainAll, type Reason } from '../../src/assess/explain.ts';
import type { Action } from '../../src/model/action.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { ACTIONS, INFERENCE_REASONS, NETWORK_REASONS, VERDICT_REASONS } from './sample-reasons.ts';

const SAMPLES: readonly (Reason | Action)[] = [
  ...Object.values(INFERENCE_REASONS),
  ...Object.values(NETWORK_REASONS).flat(),
  ...Object.values(VERDICT_REASONS).flat(),
  ...Object.values(ACTIONS).flat(),
];

const NAMED = SAMPLES.map((sample) => [sample.code, sample] as const);

describe('the prose of reasons and actions', () => {
  test.each(NAMED)('%s says something whole, with nothing left open', (code, sample) => {
    const explained = explain(sample);
    expect(explained.code).toBe(code);
    expect(explained.message).toMatch(/^[^\s].*[^\s.]\.$/s);
    const all = explained.message + (explained.source ?? '');
    expect(all).not.toMatch(/\bundefined\b|\bnull\b|\bNaN\b|\[object|\(\)|\s{2}|\s[.,;:)]|^\s*$/);
    expect(explained.source).not.toBe('');
  });

  test.each(NAMED.filter(([, sample]) => 'revision' in sample))('%s can name every revision', (_, sample) => {
    for (const revision of REVISION_NAMES) {
      const { message } = explain({ ...sample, revision } as Reason | Action);
      expect(message).not.toMatch(/undefined|null/);
    }
  });

  test('every code is explained once, in its order, and different words of one code are kept', () => {
    const explained = explainAll([
      { code: 'use-relay' },
      ...ACTIONS['read-missing-fact'],
      { code: 'use-relay' },
      ...ACTIONS['read-missing-fact'],
    ]);
    expect(explained.map(({ code }) => code)).toEqual([
      'use-relay',
      'read-missing-fact',
      'read-missing-fact',
    ]);
  });
});
