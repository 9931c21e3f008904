import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { VERDICTS } from '../../src/model/verdict.ts';
import { demoRun } from './demo-run.ts';
import { useBrowser } from './open-page.ts';
import { shown } from './sample-run.ts';

const demo = demoRun();
afterAll(demo.remove);
const { open } = useBrowser();

function report(...options: readonly string[]) {
  return spawnSync(process.execPath, ['dist/main.js', 'report', '--from', demo.folder, ...options], {
    encoding: 'utf8',
  });
}

describe('without JavaScript', () => {
  it('the numbers, the subscriptions and the VMs are there', async () => {
    const { page } = await open(demo.report, '', { javaScriptEnabled: false });
    const text = await page.locator('#plain').innerText();
    for (const verdict of VERDICTS) {
      const number = demo.vmRows.filter((vm) => vm['verdict'] === verdict).length;
      expect(
        await page
          .locator('.verdicts li')
          .filter({ has: page.locator(`.c-${verdict}`) })
          .innerText(),
      ).toContain(String(number));
    }
    for (const { name } of demo.subscriptions) expect(text).toContain(shown(name));
    expect(await page.locator('tr.vm').count()).toBe(demo.vmRows.length);
    expect(await page.locator('#app').innerText()).toBe('');
  });

  it('the page has the title and as many VMs as the command was told', async () => {
    expect(report('--title', 'Night shift <b>', '--max-rows-static', '40').status).toBe(0);
    const { page } = await open(demo.report, '', { javaScriptEnabled: false });
    expect(await page.title()).toBe('Night shift <b>');
    expect(await page.locator('h1').innerText()).toContain('Night shift <b>');
    expect(await page.locator('tr.vm').count()).toBeLessThanOrEqual(40);
    const working = await open(demo.report);
    expect(await working.page.locator('#view h1').innerText()).toBe('Night shift <b>');
    expect(await working.page.locator('.verdicts').last().innerText()).toContain('direct');
  });

  it('options that make no sense are refused by name', () => {
    const { status, stderr } = report('--title', ' ', '--max-rows-static', 'many');
    expect(status).toBe(3);
    expect(stderr).toContain('--title');
    expect(stderr).toContain('--max-rows-static: "many" is not a whole number');
  });
});

describe('on paper', () => {
  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('summary and subscriptions stand without clipped columns, %s', async (_, javaScriptEnabled) => {
    // A4 with its margins, at 96 dots an inch, upright; the table of subscriptions is printed across.
    const { page } = await open(demo.report, '', {
      javaScriptEnabled,
      viewport: { width: 703, height: 1000 },
    });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#verdicts').isVisible()).toBe(true);
    expect(await page.locator('#subscriptions').isVisible()).toBe(true);
    const isClipped = (selector: string) =>
      page.locator(selector).evaluate((element) => element.scrollWidth > element.clientWidth + 1);
    expect(await isClipped('#verdicts')).toBe(false);
    expect(await isClipped('#coverage')).toBe(false);
    await page.setViewportSize({ width: 1030, height: 700 });
    expect(await isClipped('#subscriptions')).toBe(false);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
  });

  it('a subscription is printed with its work lists', async () => {
    const one = demo.subscriptions.find(({ restart }) => restart > 0);
    const { page } = await open(demo.report, `#/subscriptions/${one?.subscriptionId}`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('region', { name: 'Stop and start' }).isVisible()).toBe(true);
    expect(await page.locator('#plain').isVisible()).toBe(false);
  });
});
