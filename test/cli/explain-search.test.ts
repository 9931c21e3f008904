import { describe, expect, test } from 'vitest';
import { foundOne } from '../../src/cli/explain-found.ts';
import { createResourceSearch } from '../../src/cli/explain-search.ts';
import { RunError } from '../../src/cli/run-error.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { subscriptionWith } from '../assess/facts-builder.ts';

const ONE = '11111111-0000-4000-8000-00000000000a';
const TWO = '22222222-0000-4000-8000-00000000000b';

function vm(subscription: string, name: string, group = 'rg') {
  const id =
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}` as ResourceId;
  return { id, name };
}

const TENANT: readonly SubscriptionFacts[] = [
  subscriptionWith(
    { virtualMachines: [vm(ONE, 'vm-mx-01'), vm(ONE, 'Shared'), vm(ONE, 'evil\u202Ename')] },
    { name: 'Contoso Mail' },
    ONE,
  ),
  subscriptionWith({ virtualMachines: [vm(TWO, 'shared')] }, { name: 'Shared' }, TWO),
];

function searched(wanted: string, tenant = TENANT) {
  const search = createResourceSearch(wanted);
  tenant.forEach(search.see);
  return search;
}

function problemWith(wanted: string, tenant = TENANT): RunError {
  try {
    foundOne(searched(wanted, tenant), { wanted, runId: 'run-1' });
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  }
  throw new Error(`${wanted} was found`);
}

describe('looking for a resource', () => {
  test.each([
    ['its name', 'vm-mx-01', 'vm-mx-01'],
    ['its name in other letters', ' VM-MX-01 ', 'vm-mx-01'],
    ['its ARM ID', vm(ONE, 'vm-mx-01').id, 'vm-mx-01'],
    ['its ARM ID in other letters, with a slash', `${vm(ONE, 'vm-mx-01').id.toUpperCase()}/`, 'vm-mx-01'],
    ['a name as a terminal shows it', 'evilname', 'evil\u202Ename'],
    ['the ID of a subscription', TWO, 'Shared'],
    ['the ID of a subscription as ARM writes it', `/subscriptions/${TWO.toUpperCase()}/`, 'Shared'],
    ['the name of a subscription', 'contoso mail', 'Contoso Mail'],
  ])('finds it by %s', (_how, wanted, name) => {
    const one = foundOne(searched(wanted), { wanted, runId: 'run-1' });
    expect(one.name).toBe(name);
  });

  test('lists everything that has the name, with the IDs to choose by', () => {
    const { message, advice } = problemWith('shared');
    expect(message).toContain('"shared" is 3 things in run run-1: name one of these');
    expect(advice).toContain(`  ${vm(TWO, 'shared').id}`);
    expect(advice).toContain(`  /subscriptions/${TWO}`);
    expect(advice).toContain('VM Shared in subscription Contoso Mail');
  });

  test('lists no more than 20 and counts the rest', () => {
    const same = Array.from({ length: 25 }, (_, at) => vm(ONE, 'web', `rg-${at}`));
    const { advice } = problemWith('web', [subscriptionWith({ virtualMachines: same }, {}, ONE)]);
    expect(advice.filter((line) => line.startsWith('VM web'))).toHaveLength(20);
    expect(advice.at(-1)).toBe('and 5 more');
  });

  test('suggests names that come near where there is none', () => {
    const { message, advice } = problemWith('vm-mx-10');
    expect(message).toContain('run-1 holds nothing that is called "vm-mx-10"');
    expect(advice.join('\n')).toContain('names that come near: "vm-mx-01"');
  });

  test('suggests what has the last name of an ARM ID that is not there', () => {
    expect(problemWith(vm(TWO, 'vm-mx-01').id).advice.join('\n')).toContain('"vm-mx-01"');
  });

  test('says that it may be among VMs that could not be listed', () => {
    const [first] = TENANT;
    if (first === undefined) throw new Error('the tenant is empty');
    const problem = { code: 'AuthorizationFailed', message: 'no' };
    const virtualMachines = { kind: 'unreadable', problem, items: [] } as const;
    const hidden = { ...first, readings: { ...first.readings, virtualMachines } };
    expect(problemWith('zzz', [hidden]).advice.join('\n')).toContain('1 subscription could not be listed');
  });

  test('shows a hostile name without its control characters', () => {
    const { message, advice } = problemWith('\u001B[31mvm-mx-0\u202E2');
    expect(message + advice.join()).not.toMatch(/[\p{Cc}\u202E]/u);
  });
});
