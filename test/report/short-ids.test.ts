import { expect, test } from 'vitest';
import { subscriptionNamedIn, subscriptionsNamedIn, withShortIds } from '../../src/report/short-ids.ts';

const [OWN, OTHER] = ['aaaa', 'BBBB'];
const inGroup = (subscription: string, rest: string) =>
  `/subscriptions/${subscription}/resourceGroups/rg-1/providers/Microsoft.Network/${rest}`;

test.each([
  [
    `NSG ${inGroup(OWN, 'networkSecurityGroups/n')} denies.`,
    'NSG networkSecurityGroups/n in resource group rg-1 denies.',
  ],
  [`the NIC ${inGroup(OWN, 'networkInterfaces/n')}.`, 'the NIC networkInterfaces/n in resource group rg-1.'],
  [
    `${inGroup(OTHER, 'routeTables/rt')} properties.routes`,
    'routeTables/rt in resource group rg-1 of subscription BBBB, properties.routes',
  ],
  [`(${inGroup(OWN, 'a/b/c/d')})`, '(a/b/c/d in resource group rg-1)'],
  [
    `/subscriptions/${OWN}/providers/Microsoft.Authorization/roleAssignments/r gives 2016`,
    'roleAssignments/r gives 2016',
  ],
  [`the group /subscriptions/${OWN}/resourceGroups/rg-2 was made`, 'the group rg-2 was made'],
  [`/subscriptions/${OWN}`, `/subscriptions/${OWN}`],
  [
    'GET Microsoft.Compute/disks, properties.timeCreated',
    'GET Microsoft.Compute/disks, properties.timeCreated',
  ],
])('tells %s as a person would', (text, told) => {
  expect(withShortIds(text, OWN)).toBe(told);
});

test('tells which subscriptions a text names', () => {
  const text = `${inGroup(OTHER, 'a/b')} and ${inGroup(OWN, 'a/b')}`;
  expect(subscriptionNamedIn(text)).toBe('bbbb');
  expect([...subscriptionsNamedIn(text)]).toEqual(['bbbb', 'aaaa']);
  expect(subscriptionNamedIn('declarations file')).toBeUndefined();
});
