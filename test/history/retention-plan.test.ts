import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retentionPlan, type StoredRun } from '../../src/history/retention-plan.ts';
import { night } from './history-builders.ts';

const run = (n: number, changes: Partial<StoredRun> = {}): StoredRun => ({
  runId: `run-${String(n).padStart(2, '0')}`,
  startedAt: night(n),
  complete: true,
  derivedFrom: null,
  isLatest: false,
  ...changes,
});
const NOW = '2026-11-23T12:00:00Z';
const kept = (runs: readonly StoredRun[], rule: Parameters<typeof retentionPlan>[1]) =>
  retentionPlan(runs, rule, NOW)
    .filter(({ keep }) => keep)
    .map(({ runId }) => runId);

describe('retentionPlan', () => {
  it('keeps all without a rule, newest first', () => {
    expect(kept([run(1), run(3), run(2)], {})).toEqual(['run-03', 'run-02', 'run-01']);
  });

  it('keeps by age, by number, or by either', () => {
    const runs = [run(1), run(19), run(20), run(21), run(22), run(23)];
    expect(kept(runs, { keepDays: 2 })).toEqual(['run-23', 'run-22']);
    expect(kept(runs, { keepRuns: 3 })).toEqual(['run-23', 'run-22', 'run-21']);
    expect(kept(runs, { keepDays: 1, keepRuns: 3 })).toEqual(['run-23', 'run-22', 'run-21']);
    expect(kept(runs, { keepDays: 4, keepRuns: 1 })).toEqual(['run-23', 'run-22', 'run-21', 'run-20']);
  });

  it('never removes the newest complete run nor the one that latest.json names', () => {
    const runs = [run(1), run(2, { isLatest: true }), run(3), run(4, { complete: false })];
    expect(retentionPlan(runs, { keepDays: 0 }, NOW)).toEqual([
      { runId: 'run-04', keep: false, reason: '19 days old' },
      { runId: 'run-03', keep: true, reason: 'the newest complete run' },
      { runId: 'run-02', keep: true, reason: 'latest.json names it' },
      { runId: 'run-01', keep: false, reason: '22 days old' },
    ]);
  });

  it('does not let runs that were judged anew push audits out', () => {
    const derived = [
      run(21, { runId: 'anew-21', derivedFrom: 'run-01' }),
      run(2, { runId: 'anew-02', derivedFrom: 'run-01' }),
    ];
    expect(kept([run(1), run(20), run(22), ...derived], { keepRuns: 2 })).toEqual([
      'run-22',
      'anew-21',
      'run-20',
    ]);
  });

  it('keeps a run whose start is not a time', () => {
    expect(retentionPlan([run(23), run(1, { startedAt: 'x' })], { keepRuns: 1 }, NOW)).toContainEqual({
      runId: 'run-01',
      keep: true,
      reason: 'its start is not known',
    });
  });

  const anyRun = fc
    .record({
      n: fc.integer({ min: 1, max: 28 }),
      complete: fc.boolean(),
      isDerived: fc.boolean(),
      isLatest: fc.boolean(),
    })
    .map(({ n, complete, isDerived, isLatest }) =>
      run(n, { complete, isLatest, derivedFrom: isDerived ? 'run-01' : null }),
    );
  const anyRuns = fc.uniqueArray(anyRun, { selector: ({ runId }) => runId, maxLength: 15 });
  const anyRule = fc.record({ keepDays: fc.nat(30), keepRuns: fc.nat(10) }, { requiredKeys: [] });

  it('decides once for each run, in any order, and keeps what must stay', () => {
    fc.assert(
      fc.property(anyRuns, anyRule, (runs, rule) => {
        const plan = retentionPlan(runs, rule, NOW);
        expect(plan.map(({ runId }) => runId).toSorted()).toEqual(runs.map(({ runId }) => runId).toSorted());
        expect(plan.filter(({ reason }) => reason === '')).toEqual([]);
        expect(retentionPlan(runs.toReversed(), rule, NOW)).toEqual(plan);
        const complete = runs.filter((one) => one.complete).map((one) => one.runId);
        const latest = runs.filter((one) => one.isLatest).map((one) => one.runId);
        expect(kept(runs, rule)).toEqual(
          expect.arrayContaining([...complete.toSorted().slice(-1), ...latest]),
        );
      }),
    );
  });

  it('keeps no less under a wider rule', () => {
    fc.assert(
      fc.property(anyRuns, anyRule, (runs, rule) => {
        const wider = Object.fromEntries(Object.entries(rule).map(([key, count]) => [key, count + 1]));
        expect(kept(runs, wider)).toEqual(expect.arrayContaining(kept(runs, rule)));
      }),
    );
  });
});
