import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createReporter,
  type Progress,
  progressLine,
  type ReporterSettings,
} from '../../src/cli/reporter.ts';

const REQUESTS = { total: 13, throttled: 0, retried: 0, failed: 0 };

function progress(changes: Partial<Progress> = {}): Progress {
  return { done: 1, total: 4, vms: 7, requests: REQUESTS, elapsedMs: 1000, ...changes };
}

/** A reporter whose sink remembers what it was given. */
function aReporter(settings: Partial<ReporterSettings> = {}, isTTY = false) {
  const written: string[] = [];
  const sink = { isTTY, write: (text: string) => written.push(text) };
  const reporter = createReporter(
    { log: 'text', quiet: false, ...settings },
    sink,
    () => '2026-11-23T02:00:00Z',
  );
  return { ...reporter, text: () => written.join('') };
}

/** A whole run: something said, progress, a warning in the middle of it, the end. */
function tellOf(reporter: ReturnType<typeof aReporter>): string {
  reporter.note('signed in');
  reporter.progress(progress());
  reporter.warn('something contradicts itself');
  reporter.progress(progress({ done: 2, elapsedMs: 15_000 }));
  reporter.progress(progress({ done: 4, elapsedMs: 15_001 }));
  reporter.settle();
  return reporter.text();
}

describe('the line of progress', () => {
  test.each<[Partial<Progress>, string]>([
    [{ done: 0, elapsedMs: 0 }, '0 of 4 subscriptions, 7 VMs, 13 requests'],
    [{}, '1 of 4 subscriptions, 7 VMs, 13 requests, about 3 s left'],
    [{ elapsedMs: 60_000 }, '1 of 4 subscriptions, 7 VMs, 13 requests, about 3 min 0 s left'],
    [{ done: 4 }, '4 of 4 subscriptions, 7 VMs, 13 requests'],
    [
      { requests: { ...REQUESTS, throttled: 2 } },
      '1 of 4 subscriptions, 7 VMs, 13 requests, 2 throttled, about 3 s left',
    ],
  ])('says how far it has come: %j', (changes, line) => {
    expect(progressLine(progress(changes))).toBe(line);
  });

  test('has at most 79 columns and no line end, however large the tenant', () => {
    const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const any = fc.record({
      done: count,
      total: count,
      vms: count,
      requests: fc.record({ total: count, throttled: count, retried: count, failed: count }),
      elapsedMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
    });
    fc.assert(
      fc.property(any, (each) => {
        const line = progressLine(each);
        expect(line.length).toBeLessThanOrEqual(79);
        expect(line).not.toMatch(/\n|NaN|Infinity/);
      }),
    );
  });
});

describe('on a terminal', () => {
  const live = (text: string) => text.split('\r\u001B[K').at(-1);

  test('progress is one live line, which anything else clears first', () => {
    const text = tellOf(aReporter({}, true));
    expect(text).toBe(
      [
        'signed in\n',
        `\r\u001B[K${progressLine(progress())}`,
        '\r\u001B[Kwarning: something contradicts itself\n',
        `\r\u001B[K${progressLine(progress({ done: 2, elapsedMs: 15_000 }))}`,
        `\r\u001B[K${progressLine(progress({ done: 4, elapsedMs: 15_001 }))}`,
        '\r\u001B[K',
      ].join(''),
    );
    expect(live(text)).toBe('');
  });

  test('progress comes at most ten times a second, and the last of it always', () => {
    const reporter = aReporter({}, true);
    for (let at = 1; at <= 1000; at += 1) {
      reporter.progress(progress({ done: at, total: 1000, elapsedMs: at }));
    }
    const shown = reporter.text().split('\r\u001B[K').slice(1);
    expect(shown.length).toBeLessThanOrEqual(11);
    expect(shown.at(-1)).toMatch(/^1000 of 1000 /);
  });

  test('settling without progress writes nothing', () => {
    const reporter = aReporter({}, true);
    reporter.settle();
    expect(reporter.text()).toBe('');
  });
});

describe('elsewhere', () => {
  test('there are plain lines without any escape code', () => {
    const text = tellOf(aReporter());
    expect(text.split('\n')).toEqual([
      'signed in',
      progressLine(progress()),
      'warning: something contradicts itself',
      progressLine(progress({ done: 2, elapsedMs: 15_000 })),
      progressLine(progress({ done: 4, elapsedMs: 15_001 })),
      '',
    ]);
    expect(text).not.toContain('\u001B');
    expect(text).not.toContain('\r');
  });

  test('progress comes every ten seconds, and at the end', () => {
    const reporter = aReporter();
    for (let second = 1; second <= 60; second += 1) {
      reporter.progress(progress({ done: second, total: 60, elapsedMs: second * 1000 }));
    }
    const lines = reporter.text().trimEnd().split('\n');
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual([1, 11, 21, 31, 41, 51, 60]);
  });

  test.each([true, false])('NDJSON is one object a line with its time, also on a terminal (%s)', (isTTY) => {
    const text = tellOf(aReporter({ log: 'ndjson' }, isTTY));
    expect(text).not.toContain('\u001B');
    const entries = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const entry of entries) expect(entry.time).toBe('2026-11-23T02:00:00Z');
    expect(entries.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'signed in'],
      ['info', 'progress'],
      ['warning', 'something contradicts itself'],
      ['info', 'progress'],
      ['info', 'progress'],
    ]);
    expect(entries.at(-1)).toMatchObject({ done: 4, total: 4, vms: 7, requests: REQUESTS });
  });
});

test.each<[ReporterSettings['log'], boolean, string]>([
  ['text', true, 'warning: something contradicts itself\n'],
  ['text', false, 'warning: something contradicts itself\n'],
  [
    'ndjson',
    false,
    '{"time":"2026-11-23T02:00:00Z","level":"warning","message":"something contradicts itself"}\n',
  ],
])('quiet leaves only the warnings: %s, terminal %s', (log, isTTY, text) => {
  expect(tellOf(aReporter({ log, quiet: true }, isTTY))).toBe(text);
});
