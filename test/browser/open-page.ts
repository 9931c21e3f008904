import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium } from '../tools/find-chromium.mjs';

/** A report in a real browser: what it asked of the network, and what it complained about, is kept. */
export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens reports in one Chromium for a file's tests; every page must leave the network alone and have nothing to complain about. */
export function useBrowser() {
  let browser: Browser | undefined;
  const opened: OpenedPage[] = [];

  beforeAll(async () => {
    const path = findChromium();
    browser = await chromium.launch({
      ...(path === undefined ? {} : { executablePath: path }),
      args: ['--no-sandbox'],
    });
  });

  afterEach(async () => {
    const pages = opened.splice(0);
    for (const { page } of pages) await page.context().close();
    expect(pages.flatMap(({ requests }) => requests)).toEqual([]);
    expect(pages.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  afterAll(async () => browser?.close());

  /** Opens a report's file at an address behind its `#`, and waits until it can be worked with. */
  async function open(file: string, hash = '', options: BrowserContextOptions = {}): Promise<OpenedPage> {
    if (browser === undefined) throw new Error('no browser');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const requests: string[] = [];
    const complaints: string[] = [];
    const own = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== own && !request.url().startsWith('blob:'))
        requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(own + hash);
    if (options.javaScriptEnabled !== false)
      await page.waitForSelector('html[data-ready], .failed', { state: 'attached' });
    const result = { page, requests, complaints };
    opened.push(result);
    return result;
  }

  return { open };
}
