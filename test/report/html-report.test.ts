import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/report/html-report.ts';
import type { ReportPart } from '../../src/report/html-sections.ts';
import { runSummary, subscriptionFinding, subscriptionId, vmFinding } from './finding-builders.ts';
import { largeParts, reportInput, reportText, sampleInput } from './sample-report.ts';
import { SAMPLE_PARTS } from './sample-tenant.ts';

const html = await reportText(sampleInput());
const tags = html.match(/<[^>]*>/g) ?? [];
/** The tags with their attributes' values left out: what a browser takes for an attribute's name. */
const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
/** What a reader sees, roughly: no markup, no style, entities undone. */
const visible = (text: string) =>
  text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
const section = (text: string, n: number) => {
  const from = text.indexOf(`id="s-${subscriptionId(n)}"`);
  return text.slice(from, text.indexOf('<section class="subscription"', from));
};
const vmRows = (text: string) => text.match(/<tr class="vm">/g)?.length ?? 0;

describe('htmlReport', () => {
  it('says first how many VMs the current page would judge differently', () => {
    const text = visible(html);
    expect(text).toMatch(
      /Port 25 audit of 2026-11-23 02:00 UTC Demo: a simulated tenant 2 VMs would be judged differently/,
    );
    expect(text).toContain(
      'For 2 of 3 VMs with the verdict request-exemption that page no longer offers an exemption: use a relay there.',
    );
  });

  it('agrees with the findings in every number', () => {
    const text = visible(html);
    const { vms } = sampleInput().run.totals;
    expect(text).toContain(`${vms.total} VMs by verdict`);
    expect(html).toContain(
      `aria-label="VMs by verdict: direct ${vms.direct}, restart ${vms.restart}, request-exemption ${vms.requestExemption}, relay ${vms.relay}, fix-network ${vms.fixNetwork}, undetermined ${vms.undetermined}"`,
    );
    expect(vmRows(html)).toBe(vms.total);
    for (const { subscription, vms: own } of SAMPLE_PARTS) {
      const row = html
        .split('\n')
        .find((line) => line.startsWith(`<tr><th scope="row"><a href="#s-${subscription.subscriptionId}"`));
      const cells = [...(row ?? '').matchAll(/<td class="n[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
      const { direct, restart, requestExemption, relay, fixNetwork, undetermined } = subscription;
      const numbers = [own.length, direct, restart, requestExemption, relay, fixNetwork, undetermined].map(
        String,
      );
      const read = ['complete', 'partial'].includes(subscription.coverage);
      expect(cells).toEqual(read ? numbers : []);
    }
  });

  it('never shows a nought for a subscription whose VMs could not be read', () => {
    expect(html).toContain('how many VMs it has is not known');
    expect(section(html, 4)).toContain('Its VMs are not known.');
    expect(section(html, 7)).toContain('Its VMs were not asked for.');
  });

  it('shows hostile names as text and nothing else', () => {
    const text = visible(html);
    expect(text).toContain(
      `=cmd|'/c calc'!A1"><script>alert('x')</script><img src=x onerror=alert(1)>[U+202E]gpj.exe[U+202C] </textarea>`,
    );
    const names = new Set(tags.map((tag) => /^<\/?([a-z0-9]+)/i.exec(tag)?.[1] ?? tag));
    for (const refused of ['script', 'img', 'textarea', 'iframe', 'link', 'object', 'form', 'base']) {
      expect(names).not.toContain(refused);
    }
    expect(bare.filter((tag) => /\s(?:on\w+|srcdoc|style)=/i.test(tag))).toEqual([]);
    expect(html).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
  });

  it('opens every tag that it closes, in order', () => {
    const open: string[] = [];
    for (const tag of tags.slice(1)) {
      const name = /^<\/?([a-z0-9]+)/.exec(tag)?.[1] ?? '';
      if (tag.startsWith('</')) expect(open.pop()).toBe(name);
      else if (!tag.endsWith('/>') && name !== 'meta' && name !== 'br') open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('needs nothing from outside: every link is an anchor, Microsoft documentation or the portal', () => {
    expect(html).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    expect(html).not.toMatch(/url\(|@import/);
    expect(bare.filter((tag) => /\s(?:src|srcset|data|action|background)=/.test(tag))).toEqual([]);
    const hrefs = tags.flatMap((tag) => / href="([^"]*)"/.exec(tag)?.[1] ?? []);
    const ids = new Set(tags.flatMap((tag) => / id="([^"]*)"/.exec(tag)?.[1] ?? []));
    for (const href of hrefs) {
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else
        expect(href).toMatch(
          /^https:\/\/(?:learn\.microsoft\.com\/azure|portal\.azure\.com\/#@\/resource\/subscriptions)\//,
        );
    }
  });

  it('gives every identifier once', () => {
    const ids = tags.flatMap((tag) => / id="([^"]*)"/.exec(tag)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows the evidence with its contradictions in the open', () => {
    const shop = section(html, 1);
    const before = shop.slice(0, shop.indexOf('<h4>4 VMs</h4>'));
    expect(visible(before)).toContain(
      'Contradicts the alias. A resource can have been moved in from an older subscription',
    );
    expect(before).not.toContain('<details');
    expect(visible(before)).toMatch(/Revision 2020-11, chosen removable on request/);
    expect(visible(before)).toMatch(/Revision 2023-12, Microsoft's current page never removed/);
  });

  it('lists the VMs that need something done before those that need nothing', () => {
    const corporate = section(html, 2);
    const order = [...corporate.matchAll(/<tr class="group">.*?<\/svg>([^<]*)</g)].map(([, group]) => group);
    expect(order).toEqual(['restart', 'fix-network', 'direct']);
    const shop = [...section(html, 1).matchAll(/<tr class="group">.*?<\/svg>([^<]*)</g)].map(
      ([, group]) => group,
    );
    expect(shop).toEqual([
      'request-exemption',
      "request-exemption under 2020-11, no longer offered by Microsoft's current page",
      'undetermined',
    ]);
  });

  it('says what could not be read and what would help, once for like gaps', () => {
    const coverage = visible(html.slice(html.indexOf('id="coverage"'), html.indexOf('id="subscriptions"')));
    expect(coverage).toContain(
      'Grant the auditor Microsoft.Compute/virtualMachines/read (the Reader role has it).',
    );
    expect(coverage.match(/Microsoft\.Billing\/billingProperty\/read/g)).toHaveLength(1);
    expect(coverage).toContain('and 1 more');
  });

  it('links into the portal of the cloud', async () => {
    const input = sampleInput();
    const gov = await reportText(sampleInput({ run: { ...input.run, cloud: 'AzureUSGovernment' } }));
    expect(gov).toContain('https://portal.azure.us/#@/resource/subscriptions/');
    expect(gov).not.toContain('portal.azure.com');
  });

  it('writes the same bytes for the same findings', async () => {
    expect(await reportText(sampleInput())).toBe(html);
  });

  it('says plainly how many VMs it does not list', async () => {
    const parts = [...largeParts(20, 30)];
    const text = await reportText(reportInput(parts, { vmRowLimit: 50 }));
    expect(vmRows(text)).toBe(50);
    expect(visible(text)).toContain('This page lists 50 of the 600 VMs; 550 are not shown in this file.');
    expect(visible(text)).toContain('vms.csv holds all');
    expect(visible(section(text, 1))).toMatch(/\d of 30 are listed here/);
    expect(visible(await reportText(reportInput(parts)))).not.toContain('not shown');
  });

  it('keeps a subscription of which no part came', async () => {
    const lost = subscriptionFinding({
      subscriptionId: subscriptionId(7),
      name: 'Lost',
      coverage: 'unreadable',
    });
    const text = await reportText(reportInput([], { subscriptions: [lost], run: runSummary([lost]) }));
    expect(section(`${text}<section class="subscription"`, 7)).toContain('Lost');
  });

  it('takes one subscription after the other and never waits for the last', async () => {
    const taken: number[] = [];
    async function* parts(): AsyncGenerator<ReportPart> {
      for (let n = 1; n <= 50; n += 1) {
        taken.push(n);
        const vms = [vmFinding({ subscriptionId: subscriptionId(n) })];
        yield { subscription: subscriptionFinding({ subscriptionId: subscriptionId(n) }, vms), vms };
      }
    }
    const subscriptions = Array.from({ length: 50 }, (_, at) =>
      subscriptionFinding({ subscriptionId: subscriptionId(at + 1), vms: 1, relay: 1 }),
    );
    let sections = 0;
    for await (const piece of htmlReport(
      reportInput([], { subscriptions, run: runSummary(subscriptions), parts: parts() }),
    )) {
      if (piece.startsWith('<section class="subscription"')) sections += 1;
      expect(taken.length).toBeLessThanOrEqual(sections + 1);
    }
    expect(sections).toBe(50);
  });

  it('tells subscriptions of the same name apart', async () => {
    const parts = [1, 2, 3].map((n): ReportPart => {
      const vms = [vmFinding({ subscriptionId: subscriptionId(n) })];
      const name = n === 3 ? 'Other' : 'Twin';
      return { subscription: subscriptionFinding({ subscriptionId: subscriptionId(n), name }, vms), vms };
    });
    const text = await reportText(reportInput(parts));
    const table = visible(text.slice(text.indexOf('id="subscriptions"'), text.indexOf('id="details"')));
    expect(table).toContain(`Twin ${subscriptionId(1)}`);
    expect(table).toContain(`Twin ${subscriptionId(2)}`);
    expect(table).not.toContain(subscriptionId(3));
    const regions = [...text.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(new Set(regions).size).toBe(regions.length);
  });
});

describe('a page with more subscriptions than sections', () => {
  const subscriptions = [
    subscriptionFinding({ subscriptionId: subscriptionId(1), name: 'all-well', vms: 9, direct: 9 }),
    subscriptionFinding({ subscriptionId: subscriptionId(2), name: 'to-restart', vms: 2, restart: 2 }),
    subscriptionFinding({ subscriptionId: subscriptionId(3), name: 'senders', vms: 1, relay: 1, senders: 1 }),
    subscriptionFinding({ subscriptionId: subscriptionId(4), name: 'unread', coverage: 'partial' }),
  ];
  const shown = async (sectionLimit: number) => {
    const parts = async function* () {
      for (const subscription of subscriptions) yield { subscription, vms: [] };
    };
    return reportText(sampleInput({ subscriptions, parts: parts(), sectionLimit }));
  };
  const sectionsIn = (text: string) =>
    [1, 2, 3, 4].filter((n) => text.includes(`<section class="subscription" id="s-${subscriptionId(n)}"`));
  const linksIn = (text: string) =>
    [1, 2, 3, 4].filter((n) => text.includes(`href="#s-${subscriptionId(n)}"`));

  it.each([
    [1, [4]],
    [2, [3, 4]],
    [3, [2, 3, 4]],
  ])('has %i: incomplete ones first, then what needs action, senders first', async (limit, expected) => {
    const text = await shown(limit);
    expect(sectionsIn(text)).toEqual(expected);
    expect(linksIn(text)).toEqual(expected);
    const table = text.slice(
      text.indexOf('<section id="subscriptions"'),
      text.indexOf('<section id="details"'),
    );
    expect(table.match(/<tr><th scope="row">/g)?.length).toBe(4);
    expect(visible(text)).toContain(
      `The details of ${limit} of 4 subscriptions stand here; those of ${4 - limit} were left out.`,
    );
    expect(text).toContain('<code>subscriptions.csv</code>');
  });

  it('says nothing of it where all fit', async () => {
    const text = await shown(4);
    expect(text).toBe(await shown(500));
    expect(sectionsIn(text)).toEqual([1, 2, 3, 4]);
    expect(text).not.toContain('were left out');
  });
});
