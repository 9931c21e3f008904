import { describe, expect, test } from 'vitest';
import { inferExemption } from '../../src/infer/exemption.ts';

const T = { flag: true };
const F = { flag: false };

describe('the exemption of a subscription', () => {
  test.for([
    ['open', false, [], 'none', ''],
    ['open', false, [T, F], 'none', ''],
    ['open', true, [T], 'none', 'declared-exemption-needless'],
    ['open', true, [], 'none', 'declared-exemption-needless'],
    ['requestable', false, [], 'none', ''],
    ['requestable', false, [F], 'none', ''],
    ['requestable', false, [F, T], 'observed', 'exemption-observed'],
    ['requestable', true, [F], 'declared', 'exemption-declared'],
    ['requestable', true, [], 'declared', 'exemption-declared'],
    ['requestable', true, [T], 'observed', 'exemption-observed exemption-declared'],
    ['no-exemption', false, [T], 'observed', 'exemption-observed'],
    ['no-exemption', true, [], 'declared', 'exemption-declared'],
    ['undetermined', false, [T], 'observed', 'exemption-observed'],
    ['undetermined', true, [F], 'declared', 'exemption-declared'],
    ['undetermined', false, [], 'none', ''],
  ] as const)(
    '%s, declared %s, flags %j: %s',
    ([policyStatus, declared, attachedFlags, exemption, codes]) => {
      const found = inferExemption({ policyStatus, declared, attachedFlags });
      expect(found.exemption).toBe(exemption);
      expect(found.anyTrue).toBe(attachedFlags.some(({ flag }) => flag));
      expect(found.reasons.map(({ code }) => code).join(' ')).toBe(codes);
    },
  );

  test('counts what was seen', () => {
    const found = inferExemption({ policyStatus: 'requestable', declared: false, attachedFlags: [T, F, F] });
    expect(found.reasons).toEqual([{ code: 'exemption-observed', flagsTrue: 1, flagsFalse: 2 }]);
  });
});

describe('the flag of the newest virtual machine', () => {
  const OLD = '2020-01-01T00:00:00Z';
  const NEW = '2024-01-01T00:00:00.1234567Z';
  test.for([
    [[], undefined],
    [[T, F], undefined],
    [[{ flag: true, createdAt: 'soon' }], undefined],
    [[{ flag: true, createdAt: OLD }], true],
    [
      [
        { flag: true, createdAt: OLD },
        { flag: false, createdAt: NEW },
      ],
      false,
    ],
    [
      [
        { flag: true, createdAt: NEW },
        { flag: false, createdAt: OLD },
      ],
      true,
    ],
    [[{ flag: true, createdAt: NEW }, F], true],
    [
      [
        { flag: true, createdAt: NEW },
        { flag: false, createdAt: NEW },
      ],
      false,
    ],
    [
      [
        { flag: false, createdAt: NEW },
        { flag: true, createdAt: NEW },
      ],
      false,
    ],
    [
      [
        { flag: true, createdAt: NEW },
        { flag: true, createdAt: NEW },
        { flag: false, createdAt: OLD },
      ],
      true,
    ],
    [
      [
        { flag: false, createdAt: '0001-01-01T00:00:00Z' },
        { flag: true, createdAt: OLD },
      ],
      true,
    ],
    [[{ flag: true, createdAt: '0001-01-01T00:00:00Z' }], undefined],
  ] as const)('%j: %s', ([attachedFlags, newest]) => {
    const found = inferExemption({ policyStatus: 'requestable', declared: false, attachedFlags });
    expect(found.newestFlagged).toBe(newest);
  });
});
