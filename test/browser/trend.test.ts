import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNT_OF_VERDICT } from '../../src/model/finding.ts';
import type { RunSummary } from '../../src/model/run.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { demoRun } from './demo-run.ts';
import { addEarlierNights } from './earlier-nights.ts';
import { useBrowser } from './open-page.ts';
import { violations } from './violations.ts';

const EARLIER = 20;
const demo = demoRun();
const out = dirname(demo.folder);
const lone = join(out, 'lone.html');
let totals: readonly RunSummary['totals'][];
const { open } = useBrowser();

function program(...args: readonly string[]) {
  return spawnSync(process.execPath, ['dist/main.js', ...args, '--out', out], { encoding: 'utf8' });
}

beforeAll(async () => {
  copyFileSync(demo.report, lone);
  totals = [...(await addEarlierNights(out, demo.run, EARLIER)), demo.run.totals];
  expect(program('report', '--from', demo.folder)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(demo.remove);

/** The numbers of the table behind a chart, the newest night first. */
async function numbersIn(chart: Locator): Promise<readonly (readonly number[])[]> {
  const rows = await chart.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td').allTextContents()).map((text) => Number(text.replaceAll(',', ''))),
    ),
  );
}

function expected(): readonly (readonly number[])[] {
  return totals
    .map(({ vms, subscriptions }) => [
      vms.total,
      ...VERDICTS.map((verdict) => vms[COUNT_OF_VERDICT[verdict]]),
      subscriptions.partial + subscriptions.unreadable,
    ])
    .toReversed();
}

describe('the chart over the nights', () => {
  it.each([
    ['in the application', '#view .trend', true],
    ['in the plain page', '#plain .trend', false],
  ])('has a point and a row for every night, %s', async (_, selector, javaScriptEnabled) => {
    const { page } = await open(demo.report, '', { javaScriptEnabled });
    const chart = page.locator(selector);
    expect(await chart.isVisible()).toBe(true);
    expect(await numbersIn(chart)).toEqual(expected());
    for (const verdict of VERDICTS) {
      const svg = chart.locator(`svg.c-${verdict}[role=img]`);
      const line = (await svg.locator('path').last().getAttribute('d')) ?? '';
      expect(line.split('L')).toHaveLength(EARLIER + 1);
      const { vms } = demo.run.totals;
      expect(await svg.getAttribute('aria-label')).toContain(`last ${vms[COUNT_OF_VERDICT[verdict]]},`);
    }
    const unread = expected().filter((row) => row.at(-1) !== 0).length;
    expect(unread).toBe(2);
    expect(await chart.innerText()).toContain(`On ${unread} nights some subscriptions were not read`);
  });

  it('stays with the overview when another view was open in between', async () => {
    const { page } = await open(demo.report);
    await page.getByRole('link', { name: 'Coverage' }).first().click();
    expect(await page.locator('#view .trend').count()).toBe(0);
    await page.goBack();
    await page.locator('#view .trend').waitFor();
    expect(await page.locator('#view .trend').count()).toBe(1);
  });

  it('opens its numbers with the keyboard', async () => {
    const { page } = await open(demo.report);
    await page.locator('#view .trend summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#view .trend table').isVisible()).toBe(true);
  });

  it('is printed, with the numbers at both ends of every line', async () => {
    const { page } = await open(demo.report, '', { viewport: { width: 703, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    const chart = page.locator('#plain .trend');
    expect(await chart.isVisible()).toBe(true);
    expect(await chart.evaluate((element) => element.scrollWidth > element.clientWidth + 1)).toBe(false);
    const { width = 0 } = (await chart.locator('svg[role=img]').first().boundingBox()) ?? {};
    expect(width).toBeGreaterThan(200);
  });

  it.each(['light', 'dark'] as const)('axe-core finds nothing, in the %s theme', async (colorScheme) => {
    for (const width of [1440, 320]) {
      const { page } = await open(demo.report, '', { colorScheme, viewport: { width, height: 900 } });
      await page.locator('#view .trend details').evaluate((details) => details.toggleAttribute('open'));
      expect(await violations(page)).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    }
  });

  it('is not there for the first night', async () => {
    const { page } = await open(lone);
    expect(await page.locator('.trend').count()).toBe(0);
    expect(await page.locator('#view .verdicts').isVisible()).toBe(true);
  });
});

describe('an audit', () => {
  it('draws the nights before itself, and names those that it cannot read', async () => {
    const [day] = readdirSync(join(out, 'history/vms')).toSorted();
    const folder = join(out, 'history/vms', day ?? '');
    const [name = ''] = readdirSync(folder);
    const damaged = join(folder, name);
    const before = readFileSync(damaged);
    writeFileSync(damaged, 'damaged');
    const { status, stderr } = program('audit', '--demo', '--allow-incomplete', '--quiet');
    writeFileSync(damaged, before);
    expect(status).toBe(0);
    expect(stderr).toContain(
      `warning: a night is missing in the report's chart: cannot read ${damaged}: it is damaged`,
    );
    const newest =
      readdirSync(out)
        .filter((one) => /^\d{4}-/.test(one))
        .toSorted()
        .at(-1) ?? '';
    expect(newest > demo.run.runId).toBe(true);
    const { page } = await open(join(out, newest, 'report.html'));
    const rows = await numbersIn(page.locator('#view .trend'));
    expect(rows).toHaveLength(EARLIER + 1);
    expect(rows.slice(1)).toEqual(expected().slice(0, -1));
  });
});
