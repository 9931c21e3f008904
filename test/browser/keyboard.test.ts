import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { demoRun } from './demo-run.ts';
import { useBrowser } from './open-page.ts';

const demo = demoRun();
afterAll(demo.remove);
const { open } = useBrowser();

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

/** Presses Tab until the focus is on something with the text; as often as a patient person would. */
async function tabTo(page: Page, text: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    if (text.test(await focused(page))) return;
  }
  throw new Error(`the focus never came to ${text}`);
}

describe('by keyboard alone', () => {
  it('a reviewer goes from the overview to the reason, and back', async () => {
    const { page } = await open(demo.report);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo(page, /^fix-network$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('verdict=fix-network');

    // The slash leads to the search from anywhere; the table is one stop, in which arrows move.
    await page.getByRole('searchbox', { name: 'Search VMs' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('vm-');
    const table = page.getByRole('table', { name: 'VMs' });
    await expect.poll(() => page.url()).toContain('q=vm-');
    await tabTo(page, /^vm-/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-line]')?.getAttribute('data-line')),
      )
      .toBe('2');
    await page.keyboard.press('End');
    const last = Number(await table.getAttribute('aria-rowcount')) - 2;
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-line]')?.getAttribute('data-line')),
      )
      .toBe(String(last));
    await page.keyboard.press('Home');
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-line]')?.getAttribute('data-line')),
      )
      .toBe('0');

    const name = await focused(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe(await page.locator('.side h2').innerText());
    expect(name).toContain(await page.locator('.side h2').innerText());
    await tabTo(page, /^Open in the portal$/);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.side').count()).toBe(0);
    await expect.poll(() => focused(page)).toBe(name);
  });

  it('filters, sorts, chooses columns, exports and switches the revision', async () => {
    const { page } = await open(demo.report, '#/vms');
    await page.locator('#view').focus();
    await tabTo(page, /^Verdict$/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => page.url()).toContain('verdict=');
    await tabTo(page, /^Export/);
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(file.suggestedFilename()).toMatch(/^vms-.*-filtered\.csv$/);
    await tabTo(page, /^Columns$/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => page.url()).toContain('col=');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Columns');
    await tabTo(page, /^VM/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('sort=name');
    await tabTo(page, /^2017-11/, 'Shift+Tab').catch(() => undefined);
    await page.getByLabel('Policy').focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.url()).toContain('policy=');
  });

  it('opens a scale set and a subscription', async () => {
    const { page } = await open(demo.report, '#/vms?kind=vmss-instance');
    await page.getByRole('searchbox', { name: 'Search VMs' }).focus();
    await tabTo(page, /^▸.*instance/);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
    const other = await open(demo.report, '#/subscriptions');
    await other.page.getByRole('searchbox', { name: 'Search subscriptions' }).focus();
    await tabTo(other.page, /^(?:contoso|fabrikam|Azure)/);
    const name = await focused(other.page);
    await other.page.keyboard.press('Enter');
    await expect.poll(() => other.page.locator('#view h1').innerText()).toBe(name);
    expect(await other.page.evaluate(() => document.activeElement?.id)).toBe('view');
  });
});
