import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { VERDICTS } from '../../src/model/verdict.ts';
import { csvObjects, demoRun } from './demo-run.ts';
import { useBrowser } from './open-page.ts';
import { shown } from './sample-run.ts';

const demo = demoRun();
afterAll(demo.remove);
const { open } = useBrowser();

const countRows = (test: (row: Readonly<Record<string, string>>) => boolean) =>
  demo.vmRows.filter(test).length;
const link = (path: string, params: Readonly<Record<string, string>>) =>
  `#/${path}?${new URLSearchParams(params)}`;

/** How many rows the table says that it shows: `31 of 512 VMs`, or `512 VMs`. */
async function shownCount(page: Page): Promise<number> {
  const text = await page.getByRole('status').innerText();
  return Number((/^[\d,]+/.exec(text)?.[0] ?? '').replaceAll(',', ''));
}

async function download(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Export/ }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8');
}

describe('the overview', () => {
  it('shows the numbers of vms.csv and subscriptions.csv', async () => {
    const { page } = await open(demo.report);
    for (const verdict of VERDICTS) {
      const row = page.locator('.verdicts li', {
        has: page.getByRole('link', { name: verdict, exact: true }),
      });
      const number = countRows((vm) => vm['verdict'] === verdict);
      expect(await row.locator('.num').innerText()).toMatch(new RegExp(`^${number}\\b`));
    }
    for (const coverage of ['complete', 'partial', 'unreadable', 'disabled', 'excluded']) {
      const number = demo.subscriptionRows.filter((row) => row['coverage'] === coverage).length;
      expect(await page.getByRole('row', { name: new RegExp(`^${coverage} `) }).innerText()).toContain(
        String(number),
      );
    }
  });

  it("says first what changed and what Microsoft's current page no longer offers", async () => {
    const { page } = await open(demo.report);
    const lead = await page.locator('#view .lead').innerText();
    expect(lead).toMatch(/^(?:First run of this scope|Since |Nothing changed)/);
    const gone = demo.vms.filter(
      (vm) => vm.verdict === 'request-exemption' && vm.verdictCurrentPolicy !== 'request-exemption',
    );
    expect(lead).toContain(`For ${gone.length} of `);
  });

  it('leads with each verdict to its VMs', async () => {
    const { page } = await open(demo.report);
    await page.getByRole('link', { name: 'relay', exact: true }).click();
    expect(page.url()).toContain('#/vms?verdict=relay');
    expect(await shownCount(page)).toBe(countRows((vm) => vm['verdict'] === 'relay'));
  });
});

describe('the VMs', () => {
  it('are all there', async () => {
    const { page } = await open(demo.report, '#/vms');
    expect(await shownCount(page)).toBe(demo.vmRows.length);
    expect(await page.getByRole('row').count()).toBeGreaterThan(15);
  });

  it.each([
    ['verdict', 'verdict', 'fix-network'],
    ['platform', 'platform', 'restart'],
    ['path', 'path', 'firewall'],
    ['offer', 'offer', 'pay-as-you-go'],
    ['subscription', 'subscription_id', demo.vmRows[0]?.['subscription_id'] ?? ''],
    ['location', 'location', 'westeurope'],
    ['power', 'power_state', 'deallocated'],
    ['flag', 'nic_flag', 'not-reported'],
    ['exemption', 'exemption', 'observed'],
  ])('filtered by %s are those of vms.csv, by link and by click', async (facet, column, value) => {
    const { page } = await open(demo.report, link('vms', { [facet]: value }));
    const expected = countRows((vm) => vm[column] === value);
    expect(expected).toBeGreaterThan(0);
    expect(await shownCount(page)).toBe(expected);
    const chip = page.getByRole('list', { name: 'Filters in force' }).getByRole('button');
    await chip.click();
    expect(await shownCount(page)).toBe(demo.vmRows.length);
  });

  it('have facets with the numbers of vms.csv', async () => {
    const { page } = await open(demo.report, '#/vms?platform=open');
    for (const verdict of VERDICTS) {
      const number = countRows((vm) => vm['verdict'] === verdict && vm['platform'] === 'open');
      const label = page.locator('.facet', { hasText: 'Verdict' }).locator('label', { hasText: verdict });
      if (number === 0) expect(await label.count()).toBe(0);
      else expect(await label.locator('.num').innerText()).toBe(String(number));
    }
    await page.locator('.facet label', { hasText: 'direct' }).first().click();
    expect(await shownCount(page)).toBe(
      countRows((vm) => vm['verdict'] === 'direct' && vm['platform'] === 'open'),
    );
    await expect.poll(() => page.url()).toContain('verdict=direct');
  });

  it('are found by name, ID, group and address', async () => {
    const { page } = await open(demo.report, '#/vms');
    const vm = demo.vmRows.find((row) => row['egress_address'] !== '' && row['kind'] === 'vm');
    const box = page.getByRole('searchbox', { name: 'Search VMs' });
    for (const column of ['name', 'resource_id', 'resource_group', 'egress_address']) {
      const wanted = (vm?.[column] ?? '').toLowerCase();
      await box.fill(wanted);
      const inSome = ['name', 'resource_id', 'egress_address', 'reverse_dns', 'subscription_name'];
      const words = wanted.split(/\s+/);
      const expected = countRows((row) =>
        words.every((word) => inSome.some((name) => row[name]?.toLowerCase().includes(word))),
      );
      expect(expected).toBeGreaterThan(0);
      expect(await shownCount(page)).toBe(expected);
    }
    await expect.poll(() => page.url()).toContain('q=');
  });

  it('are sorted by a click on a heading, and back', async () => {
    const { page } = await open(demo.report, '#/vms?kind=vm&sender=-');
    const names = () => page.locator('.grid tbody [data-lead] bdi').allInnerTexts();
    await page.getByRole('columnheader', { name: 'VM' }).getByRole('button').click();
    const rising = await names();
    expect(rising.slice(0, 10)).toEqual(rising.slice(0, 10).toSorted());
    await page.getByRole('columnheader', { name: 'VM' }).getByRole('button').click();
    expect(await page.getByRole('columnheader', { name: 'VM' }).getAttribute('aria-sort')).toBe('descending');
    expect((await names())[0]?.localeCompare(rising[0] ?? '')).toBeGreaterThan(0);
  });

  it('show the columns that are chosen, and the address keeps them', async () => {
    const { page } = await open(demo.report, '#/vms');
    await page.getByText('Columns', { exact: true }).first().click();
    await page.getByRole('checkbox', { name: 'Location' }).check();
    await page.getByRole('checkbox', { name: 'Platform' }).uncheck();
    const heads = await page.getByRole('columnheader').allInnerTexts();
    expect(heads.join()).toContain('Location');
    expect(heads.join()).not.toContain('Platform');
    await expect.poll(() => page.url()).toContain('col=location');
  });

  it('are exported as vms.csv has them, all and filtered', async () => {
    const { page } = await open(demo.report, '#/vms');
    expect(await download(page)).toBe(demo.vmsCsv);
    const filtered = await open(demo.report, '#/vms?verdict=relay&path=internet');
    const text = await download(filtered.page);
    const [head, ...rows] = text.split('\r\n').slice(0, -1);
    expect(demo.vmsCsv.startsWith(`${head}\r\n`)).toBe(true);
    const wanted = demo.vmRows.filter((vm) => vm['verdict'] === 'relay' && vm['path'] === 'internet');
    expect(csvObjects(text)).toEqual(wanted);
    for (const row of rows) expect(demo.vmsCsv).toContain(`\r\n${row}\r\n`);
  });

  it('open the chain behind a verdict, under an address of its own', async () => {
    const vm = demo.vms.find(({ verdict, kind }) => verdict === 'fix-network' && kind === 'vm');
    const { page } = await open(demo.report, `#/vms?q=${encodeURIComponent(vm?.resourceId ?? '')}`);
    await page.locator('.grid [data-lead]').first().click();
    const chain = page.locator('.side');
    await chain.getByText('In words').waitFor();
    const text = await chain.innerText();
    for (const { message } of [...(vm?.reasons ?? []), ...(vm?.actions ?? [])])
      expect(text).toContain(message);
    for (const { fact, value, source } of vm?.evidence ?? []) {
      expect(text).toContain(fact);
      expect(text).toContain(value);
      expect(text).toContain(source);
    }
    expect(await chain.getByRole('link', { name: 'Open in the portal' }).getAttribute('href')).toBe(
      `https://portal.azure.com/#@/resource${vm?.resourceId}`,
    );
    const again = await open(demo.report, new URL(page.url()).hash);
    expect(await again.page.locator('.side h2').innerText()).toBe(vm?.name);
    await page.goBack();
    await expect.poll(() => page.locator('.side').count()).toBe(0);
  });

  it('that are instances stand in one row for their scale set, which opens', async () => {
    const { page } = await open(demo.report, '#/vms?kind=vmss-instance');
    const sets = new Set(
      demo.vmRows
        .filter((vm) => vm['kind'] === 'vmss-instance')
        .map((vm) => /^.*virtualMachineScaleSets\/[^/]+/i.exec(vm['resource_id'] ?? '')?.[0].toLowerCase()),
    );
    const table = page.getByRole('table', { name: 'VMs' });
    expect(await table.getAttribute('aria-rowcount')).toBe(String(sets.size + 1));
    const first = table.getByRole('button', { expanded: false }).first();
    const count = Number(/(\d+) instance/.exec(await first.innerText())?.[1]);
    await first.click();
    expect(await table.getAttribute('aria-rowcount')).toBe(String(sets.size + 1 + count));
  });
});

describe('the policy switch', () => {
  it('shows the verdicts of another revision, and the address keeps it', async () => {
    const { page } = await open(demo.report);
    await page.getByLabel('Policy').selectOption('2023-12');
    await expect.poll(() => page.url()).toContain('policy=2023-12');
    for (const verdict of VERDICTS) {
      const row = page.locator('.verdicts li', {
        has: page.getByRole('link', { name: verdict, exact: true }),
      });
      const number = demo.vms.filter((vm) => vm.verdicts['2023-12'] === verdict).length;
      expect(await row.locator('.num').innerText()).toMatch(new RegExp(`^${number}\\b`));
    }
    await page.getByRole('link', { name: 'VMs', exact: true }).click();
    expect(page.url()).toContain('policy=2023-12');
    const filtered = await open(demo.report, '#/vms?verdict=relay&policy=2023-12');
    expect(await shownCount(filtered.page)).toBe(
      demo.vms.filter((vm) => vm.verdicts['2023-12'] === 'relay').length,
    );
    expect(await filtered.page.getByRole('note').innerText()).toContain('2023-12');
  });
});

describe('the subscriptions', () => {
  it('show the numbers of subscriptions.csv', async () => {
    const { page } = await open(demo.report, '#/subscriptions?sort=id', {
      viewport: { width: 1900, height: 3200 },
    });
    const rows = await page.locator('.grid tbody tr').all();
    expect(rows.length).toBe(demo.subscriptionRows.length);
    const shown = await Promise.all(
      rows.map(async (row) => {
        const href = (await row.getByRole('link').getAttribute('href')) ?? '';
        const cells = await row.getByRole('cell').allInnerTexts();
        return [href.split('/').at(-1), ...cells.slice(2, 9)].join();
      }),
    );
    const columns = ['vms', 'direct', 'restart', 'request_exemption', 'relay', 'fix_network', 'undetermined'];
    const expected = demo.subscriptionRows.map((row) => {
      const isRead = row['coverage'] === 'complete' || row['coverage'] === 'partial';
      return [row['subscription_id'], ...columns.map((name) => (isRead ? row[name] : '–'))].join();
    });
    expect(shown.toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    ['coverage', 'coverage', 'partial'],
    ['policystatus', 'policy_status', 'requestable'],
    ['offer', 'offer', 'enterprise-agreement'],
    ['exemption', 'exemption', 'declared'],
  ])('filtered by %s are those of subscriptions.csv', async (facet, column, value) => {
    const { page } = await open(demo.report, link('subscriptions', { [facet]: value }));
    expect(await shownCount(page)).toBe(demo.subscriptionRows.filter((row) => row[column] === value).length);
  });

  it('open, with every reason, piece of evidence, step and VM', async () => {
    const one = demo.subscriptions.find(
      ({ restart, requestExemption }) => restart > 0 || requestExemption > 0,
    );
    const { page } = await open(demo.report, '#/subscriptions');
    await page.getByRole('searchbox', { name: 'Search subscriptions' }).fill(one?.subscriptionId ?? '');
    await page.locator('.grid [data-lead]').first().click();
    await page.getByText('Evidence', { exact: true }).waitFor();
    const text = await page.locator('#view').innerText();
    for (const { message } of [...(one?.reasons ?? []), ...(one?.actions ?? [])])
      expect(text).toContain(message);
    for (const { fact, value, source, note } of one?.evidence ?? []) {
      for (const part of [fact, value, source, note ?? '']) expect(text).toContain(part);
    }
    const own = demo.vms.filter(({ subscriptionId }) => subscriptionId === one?.subscriptionId);
    const table = page.getByRole('table', { name: /^VMs of/ });
    expect(await table.getAttribute('aria-rowcount')).toBe(String(own.length + 1));
    await page.locator('.work').first().waitFor();
    for (const vm of own.filter(({ verdict }) => verdict === 'restart')) {
      expect(await page.getByRole('region', { name: 'Stop and start' }).innerText()).toContain(vm.name);
    }
  });

  it('open from a search at once, however busy the browser is', async () => {
    const { page } = await open(demo.report, '#/subscriptions');
    const { subscriptionId } = demo.subscriptions[3] ?? { subscriptionId: '' };
    const box = page.getByRole('searchbox', { name: 'Search subscriptions' });
    await box.evaluate(async (input: HTMLInputElement, text) => {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => document.querySelector<HTMLElement>('.grid [data-lead]')?.click();
      port2.postMessage('clicked while the page was busy');
      const until = performance.now() + 500;
      while (performance.now() < until);
    }, subscriptionId);
    await page.getByRole('link', { name: 'All subscriptions' }).waitFor();
    expect(new URL(page.url()).hash).toContain(subscriptionId);
  });

  it('without VMs say so, or that nobody could look', async () => {
    const empty = demo.subscriptions.find(({ vms, coverage }) => vms === 0 && coverage === 'complete');
    const unread = demo.subscriptions.find(({ coverage }) => coverage === 'unreadable');
    const first = await open(demo.report, `#/subscriptions/${empty?.subscriptionId}`);
    expect(await first.page.locator('#view').innerText()).toContain('It has no VMs.');
    const second = await open(demo.report, `#/subscriptions/${unread?.subscriptionId}`);
    expect(await second.page.locator('#view').innerText()).toContain('Its VMs are not known');
  });
});

describe('the coverage', () => {
  it('names every gap with what makes it readable', async () => {
    const { page } = await open(demo.report, '#/coverage');
    const more = await page.locator('#view td details').all();
    for (const details of more) await details.locator('summary').click();
    const text = await page.locator('#view').innerText();
    for (const gap of demo.run.coverage) {
      expect(text).toContain(gap.fact);
      expect(text).toContain(gap.code);
      if (gap.action !== null) expect(text).toContain(gap.action);
      expect(text).toContain(shown(gap.subscriptionName ?? 'the whole tenant'));
    }
  });
});

describe('a link from another run', () => {
  it('says that there is no such VM or subscription', async () => {
    const vm = await open(demo.report, '#/vms?open=%2Fsubscriptions%2Fx%2Fy');
    expect(await vm.page.locator('.side').innerText()).toContain('This run has no VM with this ID');
    const subscription = await open(demo.report, '#/subscriptions/00000000-0000-0000-0000-000000000000');
    expect(await subscription.page.locator('#view').innerText()).toContain('No such subscription');
  });
});
