import { describe, expect, it } from 'vitest';
import type { VmFinding } from '../../src/model/finding.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { subscriptionFinding, vmFinding } from './finding-builders.ts';
import { reportInput, reportText } from './sample-report.ts';
import { instancesOf } from './sample-scale-sets.ts';

const visible = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
const vmRows = (text: string) => count(text, /<tr class="vm">/g);
const setRows = (text: string) => count(text, /<tr class="set">/g);
const times = (verdict: Verdict, number: number) => Array.from({ length: number }, () => verdict);

/** The section of one subscription with these VMs. */
async function section(vms: readonly VmFinding[], vmRowLimit?: number): Promise<string> {
  const part = { subscription: subscriptionFinding({}, vms), vms };
  const text = await reportText(reportInput([part], vmRowLimit === undefined ? {} : { vmRowLimit }));
  return text.slice(text.indexOf('<section class="subscription"'));
}

/** The rows in the order in which they stand: headings, VMs with instances, scale sets. */
const rows = (text: string) =>
  [...text.matchAll(/<tr class="(?:vm|group|set)">(?:.*?<\/tr>|.*)/g)].map(([row]) => visible(row).trim());

describe('scale sets in the report', () => {
  it('stand as one row each, with their instances counted by verdict, and open to them', async () => {
    const text = await section([vmFinding(), ...instancesOf('web', ['direct', 'restart', 'direct'])]);
    expect(visible(text)).toContain('4 VMs, 3 of them in 1 scale set');
    expect(rows(text)).toEqual([
      expect.stringMatching(/^restart 1 scale set with 3 instances$/),
      expect.stringMatching(/^web scale set · rg-mail · westeurope 3 instances 2 direct 1 restart$/),
      expect.stringMatching(/^web_1 scale set web · rg-mail · westeurope restart/),
      expect.stringMatching(/^web_0 scale set web .* direct/),
      expect.stringMatching(/^web_2 scale set web .* direct/),
      'relay 1 VM',
      expect.stringMatching(/^vm-1 rg-mail/),
    ]);
    expect(text).toMatch(/<details class="instances"><summary>Its 3 instances/);
    expect(text).toContain('instance of the scale set <bdi>web</bdi>');
    expect(count(text, /#m-restart/g)).toBeGreaterThan(2);
  });

  it('stand where the instance does that deserves attention first, and behind what can no longer be asked for', async () => {
    const asking = instancesOf('asks', ['request-exemption', 'direct']);
    const gone = instancesOf('gone', ['request-exemption'], { verdictCurrentPolicy: 'relay' });
    const text = await section([...gone, ...asking, ...instancesOf('fine', ['direct'])]);
    const order = rows(text)
      .filter((row) => !/_\d/.test(row))
      .map((row) => row.split(' ').slice(0, 2).join(' '));
    expect(order).toEqual([
      'request-exemption 1',
      'asks scale',
      'request-exemption under',
      'gone scale',
      'direct 1',
      'fine scale',
    ]);
  });

  it('take one row of the page, and one for each instance that is shown', async () => {
    const vms = instancesOf('web', [...times('direct', 20), 'restart']);
    const text = await section(vms, 10);
    expect([setRows(text), vmRows(text)]).toEqual([1, 9]);
    expect(visible(text)).toContain('9 of 21 are listed here');
    expect(visible(text)).toContain('21 instances 20 direct 1 restart');
    expect(visible(text)).toContain(
      '9 of its 21 instances, those that need something done first; vms.csv holds all',
    );
    expect(text.indexOf('web_20')).toBeLessThan(text.indexOf('web_0<'));
    const whole = await section(vms, 22);
    expect([setRows(whole), vmRows(whole)]).toEqual([1, 21]);
    expect(visible(whole)).not.toContain('listed here');
  });

  it('say so when none of their instances is shown', async () => {
    const alone = times('restart', 9).map((verdict, at) => vmFinding({ name: `vm-${at}`, verdict }));
    const text = await section([...alone, ...instancesOf('web', times('direct', 3))], 10);
    expect([setRows(text), vmRows(text)]).toEqual([1, 9]);
    expect(visible(text)).toContain('None of its 3 instances is listed here; vms.csv holds all');
    expect(text).not.toContain('<details class="instances">');
  });

  it('leave their instances among the VMs where there is no row for them, and say so', async () => {
    const vms = Array.from({ length: 30 }, (_, at) => instancesOf(`set-${at}`, ['relay'])).flat();
    const text = await section(vms, 20);
    expect([setRows(text), vmRows(text)]).toEqual([10, 10]);
    expect(visible(text)).toContain('10 of 30 are listed here');
    expect(visible(text)).toContain('20 of 30 scale sets have no row of their own here');
  });

  it('never hide how many VMs are not listed, whatever the limit', async () => {
    const vms = [
      ...times('relay', 7).map((verdict, at) => vmFinding({ name: `vm-${at}`, verdict })),
      ...instancesOf('a', ['direct', 'relay', 'fix-network']),
      ...instancesOf('b', times('undetermined', 5)),
    ];
    for (let limit = 1; limit <= 20; limit += 1) {
      const part = { subscription: subscriptionFinding({}, vms), vms };
      const text = await reportText(reportInput([part], { vmRowLimit: limit }));
      const listed = vmRows(text);
      expect(listed + setRows(text)).toBe(Math.min(limit, vms.length + 2));
      const cut = visible(text).match(/This page lists (\d+) of the 15 VMs; (\d+) are not shown/);
      expect(cut?.slice(1).map(Number) ?? [15, 0]).toEqual([listed, 15 - listed]);
    }
  });

  it('are told of above the page', async () => {
    const vms = instancesOf('web', ['direct', 'relay']);
    const text = await reportText(reportInput([{ subscription: subscriptionFinding({}, vms), vms }]));
    expect(visible(text)).toContain('2 VMs by verdict Of these 2 are instances of 1 scale set.');
  });
});
