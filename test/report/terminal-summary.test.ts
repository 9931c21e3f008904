import { describe, expect, it } from 'vitest';
import { runHighlights } from '../../src/report/run-highlights.ts';
import { terminalSummary } from '../../src/report/terminal-summary.ts';
import { runSummary, subscriptionFinding, subscriptionId, vmFinding } from './finding-builders.ts';
import { sampleInput } from './sample-report.ts';
import { HOSTILE } from './sample-tenant.ts';

const { run, highlights } = sampleInput();
const PATH = 'reports/2026-11-23T02-00-00Z/report.html';
const summary = (changes: Partial<Parameters<typeof terminalSummary>[0]> = {}) =>
  terminalSummary({ run, highlights, changes: null, reportPath: PATH, colour: false, ...changes });

/** Columns by a coarse rule of its own: a joiner none, everything from Hangul on two but for the symbols between. */
const widthOf = (c: string) => {
  if (c === '\u200D') return 0;
  return c >= '\u1100' && !(c >= '\u2000' && c <= '\u2BFF') ? 2 : 1;
};
const columns = (line: string) => [...line].reduce((sum, c) => sum + widthOf(c), 0);
const ESCAPES = /\p{Cc}\[\d+m/gu;

describe('terminalSummary', () => {
  it('says how many VMs fall under each verdict, with a share and a bar', () => {
    expect(summary()).toMatch(/● direct +17 +\d+\.\d % {2}█{23}\n/);
    expect(summary()).toMatch(/◐ restart +4 +\d+\.\d % {2}█{5}\n/);
    expect(summary()).toMatch(/Pay-As-You-Go +2\n/);
    expect(summary()).toContain(`Report: ${PATH}\n`);
  });

  it('says how many of the VMs are instances of scale sets, where any are', () => {
    expect(summary()).toContain('\n  Of these 18 are instances of 3 scale sets.\n\n');
    expect(
      summary({ highlights: { ...runHighlights([]), scaleSetInstances: { instances: 1, scaleSets: 1 } } }),
    ).toContain('  Of these 1 is an instance of 1 scale set.\n');
    expect(
      summary({ highlights: { ...runHighlights([]), scaleSetInstances: { instances: 0, scaleSets: 0 } } }),
    ).not.toContain('scale set');
  });

  it('leads with what the current page would change', () => {
    const [, , , note] = summary().split('\n');
    expect(note).toMatch(/^2 VMs would be judged differently under Microsoft's current page/);
    expect(summary().replace(/\n/g, ' ')).toContain(
      'For 2 of 3 VMs with the verdict request-exemption that page no longer offers an',
    );
    const same = runSummary([], { policy: { revision: '2023-12', current: '2023-12' } });
    expect(summary({ run: same })).toContain("Judged under Microsoft's current page (revision 2023-12).");
  });

  it('names what could not be read and the role that would help', () => {
    expect(summary()).toContain(`Legacy datacentre ${subscriptionId(4)}`);
    expect(summary()).toMatch(
      /virtual machines: Grant the auditor Microsoft.Compute\/virtualMachines\/read\s+\(the Reader role has it\)/,
    );
    expect(summary()).toContain('5 further facts in 5 subscriptions');
  });

  it('counts the subscriptions that it does not name', () => {
    const gap = run.coverage[0];
    if (gap === undefined) throw new Error('the sample has gaps');
    const coverage = Array.from({ length: 12 }, (_, n) => ({
      ...gap,
      subscriptionId: subscriptionId(n),
      subscriptionName: `S${n}`,
    }));
    expect(summary({ run: { ...run, coverage } })).toContain(
      '  and 7 more; subscriptions.csv names them all\n',
    );
  });

  it.each([false, true])(
    'keeps to 80 columns and to its own line with hostile, long and wide names (colour %s)',
    (colour) => {
      const names = [
        HOSTILE,
        '漢'.repeat(300),
        '👩‍👩‍👧‍👦'.repeat(90),
        `a${'\u0301'.repeat(400)}`,
        'x'.repeat(500),
        '\u001B[31mred\u001B]0;title\u0007\r\nnext',
        '',
      ];
      const gap = run.coverage[0];
      if (gap === undefined) throw new Error('the sample has gaps');
      for (const name of names) {
        const text = summary({
          colour,
          reportPath: `/srv/${name}/report.html`,
          run: {
            ...run,
            coverage: [{ ...gap, subscriptionName: name, fact: name, action: name }],
            warnings: [name, `${name} ${name}`],
          },
        });
        const plain = text.replace(ESCAPES, '');
        for (const line of plain.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
        expect(plain).not.toMatch(/(?!\n)\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      }
    },
  );

  it('uses ANSI codes only when it is asked to, and says the same with them', () => {
    expect(summary()).not.toContain('\u001B');
    expect(summary({ colour: true })).toContain('\u001B[32m●');
    expect(summary({ colour: true }).replace(ESCAPES, '')).toBe(summary());
  });

  it('stands an empty tenant and a missing report', () => {
    const text = summary({
      run: runSummary([]),
      highlights: { ...runHighlights([]), scaleSetInstances: { instances: 0, scaleSets: 0 } },
      reportPath: null,
    });
    expect(text).toContain('0 VMs in 0 subscriptions');
    expect(text).not.toMatch(/Report|NaN/);
  });

  it('never rounds a single VM away', () => {
    const many = subscriptionFinding({ vms: 100_000, direct: 99_999, relay: 1 }, [vmFinding()]);
    const text = summary({ run: runSummary([{ ...many, vms: 100_000, direct: 99_999, relay: 1 }]) });
    expect(text).toMatch(/relay +1 +0\.1 % {2}█\n/);
    expect(text).toMatch(/direct +99,999 +99\.9 %/);
  });
});
