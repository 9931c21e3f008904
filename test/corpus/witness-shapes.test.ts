import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { billedSubscriptions, billingAccountName } from '../../src/azure/billing-accounts.ts';
import { billingPeriodFact } from '../../src/azure/billing-periods.ts';
import { datedResourceFact } from '../../src/azure/dated-resources.ts';
import { ArmError, readProblem } from '../../src/azure/read-problem.ts';
import { resourceGroupFact } from '../../src/azure/resource-groups.ts';
import { exchangesOf, filesUnder, readCorpus } from './corpus.ts';

const listSchema = z.object({ value: z.array(z.unknown()) });
const exampleSchema = z.object({ responses: z.object({ '200': z.object({ body: listSchema }) }) });

/** The items of every recorded list of a kind whose path ends so. */
function recorded(kind: string, path: RegExp): readonly unknown[] {
  return exchangesOf(kind).flatMap(({ exchange: { status, url, body } }) =>
    status === 200 && path.test(new URL(url).pathname) ? listSchema.parse(body).value : [],
  );
}

/** The items of the API specification's examples of billing lists with this name, in every version. */
function examples(name: string): readonly unknown[] {
  return filesUnder('spec-examples/billing')
    .filter((file) => file.toLowerCase().endsWith(`/${name.toLowerCase()}.json`))
    .flatMap((file) => exampleSchema.parse(readCorpus(file)).responses['200'].body.value);
}

/** What is understood of all of them; fails where there is none, or where one is not understood. */
function understood<T>(items: readonly unknown[], fact: (raw: unknown) => T | undefined): readonly T[] {
  expect(items.length).toBeGreaterThan(0);
  const facts = items.map(fact).filter((one) => one !== undefined);
  expect(facts).toHaveLength(items.length);
  return facts;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

describe('as Azure answers it, we understand', () => {
  test.each([
    ['recorded', recorded('billing', /\/billingPeriods$/)],
    ['documented', examples('BillingPeriodsList')],
  ])('every %s billing period', (_, items) => {
    for (const { endDate } of understood(items, billingPeriodFact)) expect(endDate).toMatch(DAY);
  });

  test.each([
    ['recorded', recorded('billing', /\/billingAccounts$/)],
    ['documented', examples('billingAccountsList').filter(isNamed)],
  ])('every %s billing account', (_, items) => {
    understood(items, billingAccountName);
  });

  test('every documented billing subscription, of which only those of Azure count', () => {
    const items = ['ByBillingAccount', 'ByBillingProfileEA', 'ByBillingProfile'].flatMap((by) =>
      examples(`BillingSubscriptionsList${by}`),
    );
    const billed = understood(items, billedSubscriptions('account')).flat();
    expect(billed.length).toBeGreaterThan(0);
    expect(billed.length).toBeLessThan(items.length);
  });

  test('every recorded resource, with when it was made where that was asked for', () => {
    const dated = understood(recorded('resources.list', /\/resources$/), datedResourceFact);
    const times = dated.flatMap(({ createdTime }) => createdTime ?? []);
    expect(times.length).toBeGreaterThan(500);
    for (const time of times) expect(time).toMatch(TIME);
  });

  test('every recorded resource group', () => {
    const groups = understood(recorded('resourceGroups.list', /\/resourcegroups$/i), resourceGroupFact);
    expect(groups.some(({ tags }) => tags !== undefined)).toBe(true);
  });

  test('that the activity log is refused, and for want of which action', () => {
    const { url, status, body } = refusalSchema.parse(
      readCorpus('recorded/_errors/403_AuthorizationFailed_6.json'),
    );
    expect(url).toContain('/eventtypes/management/values');
    const problem = readProblem(new ArmError(status, body.error.code, body.error.message), 'none');
    expect(problem.action?.toLowerCase()).toBe('microsoft.insights/eventtypes/values/read');
  });
});

const refusalSchema = z.object({
  url: z.string(),
  status: z.number(),
  body: z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
});

/** Old examples have a placeholder for the name. */
function isNamed(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'name' in raw && !String(raw.name).startsWith('{');
}
