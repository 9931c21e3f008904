import { describe, expect, test } from 'vitest';
import { billedSubscriptions, billingAccountName } from '../../src/azure/billing-accounts.ts';
import { billingPeriodFact } from '../../src/azure/billing-periods.ts';
import { datedResourceFact, diskFact } from '../../src/azure/dated-resources.ts';
import { loggedOperations } from '../../src/azure/machine-operations.ts';
import { descendantSubscriptions } from '../../src/azure/management-groups.ts';
import { policyAssignmentFact } from '../../src/azure/policy-assignments.ts';
import { resourceGroupFact } from '../../src/azure/resource-groups.ts';
import { idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const BORDERS = {
  billingAccountName,
  billedSubscriptions: billedSubscriptions('account'),
  billingPeriodFact,
  datedResourceFact,
  diskFact,
  loggedOperations,
  descendantSubscriptions,
  policyAssignmentFact,
  resourceGroupFact,
} as const;

const FIELDS = [
  ...['id', 'name', 'type', 'tags', 'scope', 'metadata', 'createdTime', 'timeCreated', 'purchaseDate'],
  ...['billingPeriodEndDate', 'subscriptionId', 'operationName', 'status', 'resourceId', 'eventTimestamp'],
  ...['operationId', 'correlationId'],
];

const ODD: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, '', ' ', 'text', [], [null], [[]], {}, { value: 7 }, { createdOn: 7 }],
];

describe('any odd field', () => {
  test.each(Object.entries(BORDERS))('is survived by %s', (_, border) => {
    for (const name of FIELDS)
      for (const odd of ODD) {
        expect(() => border({ id: '/x', [name]: odd, properties: { [name]: odd } })).not.toThrow();
        expect(() => border({ [name]: odd, properties: odd })).not.toThrow();
      }
    for (const odd of [undefined, null, true, 0, '', 'text', []]) expect(border(odd)).toBeUndefined();
  });
});

describe('a policy assignment', () => {
  const id = listPath('Microsoft.Authorization/policyAssignments/deny');
  const scope = `/subscriptions/${SUBSCRIPTION}`;

  test.each([
    ['2017-03-01T12:30:00.1234567Z', '2017-03-01T12:30:00.123Z'],
    ['2017-03-01T12:30:00', '2017-03-01T12:30:00.000Z'],
    ['2017-03-01', '2017-03-01'],
    ['3/1/2017 12:30:00 PM', '3/1/2017 12:30:00 PM'],
    ['', undefined],
    [7, undefined],
  ])('made at %s was made at %s', (createdOn, kept) => {
    const fact = policyAssignmentFact({
      id,
      properties: { scope, metadata: { createdOn, createdBy: 'somebody' }, displayName: 'Deny' },
    });
    expect(fact).toEqual({ id, scope, ...(kept === undefined ? {} : { createdOn: kept }) });
  });

  test('without metadata, or without anything, still counts as one', () => {
    for (const properties of [undefined, null, 'x', {}, { metadata: null }, { metadata: 'x', scope: 7 }])
      expect(policyAssignmentFact({ id, properties })).toEqual({ id });
  });
});

describe('a resource group', () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG-Mail`;

  test('keeps its tags and when it was made', () => {
    const raw = {
      id,
      name: 'RG-Mail',
      location: 'westeurope',
      createdTime: '2016-07-03T01:24:41.2692579Z',
      changedTime: '2020-07-03T01:24:41.2692579Z',
      tags: { owner: 'mail' },
      properties: { provisioningState: 'Succeeded' },
    };
    expect(resourceGroupFact(raw)).toEqual({
      id,
      name: 'RG-Mail',
      createdTime: '2016-07-03T01:24:41.269Z',
      tags: { owner: 'mail' },
    });
  });

  test('of a cloud that does not tell when has no time', () => {
    expect(resourceGroupFact({ id, tags: null, createdTime: null })).toEqual({ id, name: 'RG-Mail' });
  });
});

describe('a dated resource', () => {
  const id = idOf('Microsoft.Compute/disks/os');
  const made = { createdTime: '2015-01-02T03:04:05.000Z' };

  test('keeps nothing but its ID and when it was made', () => {
    const raw = { id, name: 'os', sku: { name: 'x' }, tags: { a: 'b' }, createdTime: '2015-01-02T03:04:05Z' };
    expect(datedResourceFact(raw)).toEqual({ id, ...made });
    expect(datedResourceFact({ id })).toEqual({ id });
  });

  test('that is a disk says so among its properties', () => {
    expect(diskFact({ id, properties: { timeCreated: '2015-01-02T04:04:05+01:00' } })).toEqual({
      id,
      ...made,
    });
    expect(diskFact({ id, createdTime: '2015-01-02T03:04:05Z' })).toEqual({ id });
  });
});

describe('a billing period', () => {
  const id = listPath('Microsoft.Billing/billingPeriods/201705-1');

  test.each([
    ['2017-04-26', '2017-04-26'],
    ['2017-04-26T00:00:00Z', '2017-04-26'],
    ['26 April 2017', '26 April 2017'],
  ])('that ends on %s ends on %s', (billingPeriodEndDate, endDate) => {
    const properties = { billingPeriodStartDate: '2017-03-27', billingPeriodEndDate };
    expect(billingPeriodFact({ id, name: '201705-1', properties })).toEqual({ name: '201705-1', endDate });
  });

  test('without an end still has its name', () => {
    expect(billingPeriodFact({ id, properties: { billingPeriodEndDate: '' } })).toEqual({ name: '201705-1' });
  });
});

describe('an entry below a management group', () => {
  test.each<[string, object, readonly string[] | undefined]>([
    ['a subscription', { type: '/subscriptions', id: `/subscriptions/${SUBSCRIPTION}` }, [SUBSCRIPTION]],
    [
      'a subscription in other letter case, by name',
      { type: '/Subscriptions', name: SUBSCRIPTION.toUpperCase() },
      [SUBSCRIPTION],
    ],
    ['a group', { type: 'Microsoft.Management/managementGroups', name: 'corp' }, []],
    ['a group of an older version', { type: '/providers/Microsoft.Management/managementGroups' }, []],
    [
      'a group named like a subscription',
      { type: 'Microsoft.Management/managementGroups', name: SUBSCRIPTION },
      [],
    ],
    ['a subscription without a usable ID', { type: '/subscriptions', id: '/subscriptions/x' }, undefined],
    ['of no type', { name: 'corp' }, undefined],
  ])('that is %s', (_, raw, subscriptions) => {
    expect(descendantSubscriptions(raw)).toEqual(subscriptions);
  });
});
