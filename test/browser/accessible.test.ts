import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writtenReport } from '../page/written-report.ts';
import { demoRun } from './demo-run.ts';
import { useBrowser } from './open-page.ts';
import { reportFolder } from './report-folder.ts';
import { sampleChanges, sampleParts } from './sample-run.ts';
import { violations } from './violations.ts';

const folder = reportFolder();
const sample = join(folder, 'sample.html');
const demo = demoRun();

beforeAll(async () => {
  const parts = sampleParts();
  const changes = sampleChanges(parts.flatMap(({ vms }) => vms));
  await writtenReport(sample, parts, { run: { tags: ['owner'] }, changes });
});
afterAll(demo.remove);
const { open } = useBrowser();

const vm = sampleParts()[0]?.vms[0];
const subscription = demo.subscriptions.find(({ restart }) => restart > 0);
const VIEWS: readonly (readonly [string, string, string])[] = [
  ['overview', sample, '#/'],
  ['overview of the demo', demo.report, '#/'],
  ['subscriptions', demo.report, '#/subscriptions'],
  ['subscription', demo.report, `#/subscriptions/${subscription?.subscriptionId}`],
  ['VMs', demo.report, '#/vms'],
  ['VMs, filtered', demo.report, '#/vms?verdict=relay&q=vm&policy=2023-12'],
  ['VMs, none left', demo.report, '#/vms?q=nothingofthekind'],
  ['chain', sample, `#/vms?${new URLSearchParams({ open: vm?.resourceId ?? '' })}`],
  ['changes', sample, '#/changes'],
  ['coverage', demo.report, '#/coverage'],
];
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 320, height: 640 },
] as const;

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it.each(VIEWS)('axe-core finds nothing in the view: %s', async (_, file, hash) => {
    for (const viewport of WINDOWS) {
      const { page } = await open(file, hash, { colorScheme, viewport });
      expect(await violations(page)).toEqual([]);
    }
  });

  it('axe-core finds nothing where all that opens is open', async () => {
    const { page } = await open(demo.report, '#/vms', { colorScheme });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>('#app details'))
        details.open = true;
    });
    expect(await violations(page)).toEqual([]);
  });

  it('axe-core finds nothing in the plain page', async () => {
    const { page } = await open(sample, '', { colorScheme });
    await page.evaluate(() => {
      document.documentElement.classList.remove('js');
      document.getElementById('app')?.remove();
    });
    expect(await violations(page)).toEqual([]);
  });
});

describe('from 320 px to 4K', () => {
  it.each(VIEWS)('no window is too narrow for the view: %s', async (_, file, hash) => {
    const { page } = await open(file, hash);
    for (const width of [320, 360, 768, 1024, 1440, 2560, 3840]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([width, over]).toEqual([width, Math.min(0, over)]);
    }
  });
});
