import { describe, expect, it } from 'vitest';
import { markdownCode, markdownText } from '../../src/report/markdown-text.ts';
import { markdownSummary } from '../../src/report/summary-markdown.ts';
import { NASTY, runChanges, toldRun, vmChange } from './changes-builders.ts';
import { subscriptionId } from './finding-builders.ts';

const gap = (n: number) => ({
  subscriptionId: subscriptionId(n),
  subscriptionName: NASTY,
  fact: 'network interfaces',
  required: true,
  status: 403,
  code: 'AuthorizationFailed',
  message: 'no',
  action: 'Microsoft.Network/networkInterfaces/read',
});

describe('markdownSummary', () => {
  it('has the verdicts, the changes with their causes, and the coverage', () => {
    const text = markdownSummary(toldRun(), runChanges([vmChange({ sender: true, name: 'mx-1' })]));
    expect(text).toContain('# Port 25 audit of 2026-11-23 02\\:00 UTC\n');
    expect(text).toMatch(/\| ● direct \| 0 \| 0 % \|/);
    expect(text).toContain(
      '## Since the run of 2026-11-22 02\\:00 UTC\n\n- Newly blocked: 1 (environment 1)\n',
    );
    expect(text).toContain('| Newly blocked | mx-1 (sender) | Contoso | direct → relay | environment |');
    expect(text).toContain('## Coverage\n\n0 complete, 0 partial');
    expect(text.endsWith('.\n')).toBe(true);
  });

  it('says that a first run has nothing to compare with', () => {
    expect(markdownSummary(toldRun(), null)).toContain('No earlier run of this scope to compare with.');
    expect(markdownSummary(toldRun(), runChanges([]))).toContain('Nothing has changed.');
  });

  it('names what could not be read, ten at most', () => {
    const text = markdownSummary(toldRun({ coverage: Array.from({ length: 12 }, (_, n) => gap(n)) }), null);
    expect(text).toContain('Grant the auditor Microsoft');
    expect(text).toContain('And 2 more in `run.json`.');
  });

  it('lets names from the tenant mark nothing up', () => {
    const change = vmChange({ name: NASTY, subscriptionName: NASTY });
    const text = markdownSummary(toldRun({ coverage: [gap(1)] }), runChanges([change]));
    expect(text.replaceAll('\n', '')).not.toMatch(
      /<b>|<!channel>|\]\(http|[^\\]`id|[^\\]@all|www\.evil|[\p{Cc}\u202E]/u,
    );
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const columns = rows.map((line) => line.match(/(?<!\\)\|/g)?.length);
    expect(columns).toEqual([5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 4, 4, 4]);
  });
});

describe('markdownText', () => {
  it.each([
    ['plain name_1', 'plain name\\_1'],
    ['# x', '\\# x'],
    ['- x', '\\- x'],
    ['1. x', '1\\. x'],
    ['a|b', 'a\\|b'],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['\\', '\\\\'],
    ['https://x.y', 'https\\://x.y'],
  ])('writes %j as %j', (text, written) => {
    expect(markdownText(text)).toBe(written);
  });

  it('fences code longer than anything in it', () => {
    expect(markdownCode(['a ```` b'], 'bash')).toEqual(['`````bash', 'a ```` b', '`````']);
  });
});
