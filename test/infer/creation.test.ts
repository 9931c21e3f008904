import { describe, expect, test } from 'vitest';
import { inferCreation } from '../../src/infer/creation.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { factsOf, forbidden, read, roleAssignment } from './facts.ts';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555';
const codesOf = ({ reasons }: ReturnType<typeof inferCreation>) => reasons.map(({ code }) => code);

function withRoles(roleAssignments: SubscriptionFacts['readings']['roleAssignments']): SubscriptionFacts {
  const facts = factsOf();
  return { ...facts, readings: { ...facts.readings, roleAssignments } };
}

describe('the creation of a subscription', () => {
  test('without any witness is not known, and that is not youth', () => {
    const found = inferCreation({ facts: factsOf() });
    expect(found).toMatchObject({ notBefore: null, notAfter: null, exact: false, cutoff: 'indeterminate' });
    expect(codesOf(found)).toEqual(['creation-unknown', 'creation-would-settle']);
  });

  test('is bounded by the earliest role assignment, of which the evidence names the field', () => {
    const facts = factsOf({ roles: ['2019-01-01T00:00:00Z', undefined, '2016-05-01T08:00:00.1234567Z'] });
    const found = inferCreation({ facts });
    expect(found).toMatchObject({
      notBefore: null,
      notAfter: '2016-05-01T08:00:00.1234567Z',
      cutoff: 'before',
      confidence: 'high',
    });
    expect(found.evidence).toEqual([
      {
        fact: 'role assignment at the subscription',
        value: '2016-05-01T08:00:00.1234567Z',
        source: 'GET Microsoft.Authorization/roleAssignments, properties.createdOn (role2)',
        confidence: 'high',
        note: 'created not after then',
      },
    ]);
  });

  test.each([
    [SCOPE, true],
    [SCOPE.toUpperCase(), true],
    [`${SCOPE}/`, true],
    ['/', false],
    ['', false],
    ['/providers/Microsoft.Management/managementGroups/root', false],
    [`${SCOPE}/resourceGroups/rg`, false],
    ['/subscriptions/99999999-2222-3333-4444-555555555555', false],
  ])('a role assignment at %j counts: %s', (scope, counts) => {
    const facts = withRoles(read(roleAssignment({ scope, createdOn: '2016-05-01T08:00:00Z' })));
    expect(inferCreation({ facts }).cutoff).toBe(counts ? 'before' : 'indeterminate');
  });

  test('a role assignment without a scope counts for nothing', () => {
    const facts = withRoles(read({ id: `${SCOPE}/x`, createdOn: '2016-05-01T08:00:00Z' }));
    expect(inferCreation({ facts }).cutoff).toBe('indeterminate');
  });

  test('role assignments that came before a failure bear witness, and the failure is told', () => {
    const problem = { status: 403, code: 'AuthorizationFailed', message: 'no', action: 'x/read' };
    const items = [roleAssignment({ createdOn: '2019-05-01T08:00:00Z' })];
    const facts = withRoles({ kind: 'unreadable', problem, items });
    const found = inferCreation({ facts });
    expect(found.notAfter).toBe('2019-05-01T08:00:00Z');
    expect(found.reasons).toContainEqual({
      code: 'creation-witness-unreadable',
      kind: 'role-assignment',
      problem: '403 AuthorizationFailed',
      action: 'x/read',
    });
  });

  test('beside an exact date a failure is not worth telling', () => {
    const facts = withRoles(forbidden());
    expect(codesOf(inferCreation({ facts, declaredOn: '2018-01-01' }))).toEqual(['creation-declared']);
  });

  test('is told by the earliest alias', () => {
    const facts = factsOf({ aliases: ['2023-01-01T00:00:00Z', undefined, '2021-01-01T00:00:00Z'] });
    expect(inferCreation({ facts })).toMatchObject({
      notBefore: '2021-01-01T00:00:00Z',
      notAfter: '2021-01-01T00:00:00Z',
      exact: true,
      cutoff: 'after',
      confidence: 'high',
    });
  });

  test('is bounded weakly by a virtual machine', () => {
    const facts = factsOf({ vms: ['2016-01-01T00:00:00+00:00', '2020-01-01T00:00:00Z', undefined] });
    expect(inferCreation({ facts })).toMatchObject({
      notAfter: '2016-01-01T00:00:00+00:00',
      cutoff: 'before',
      confidence: 'low',
    });
  });

  test.each([
    ['0001-01-01T00:00:00Z', 'not-set'],
    ['1601-01-01T00:00:00+00:00', 'not-set'],
    ['2007-12-31T23:59:59Z', 'not-set'],
    ['soon', 'unparseable'],
  ])('the time %s of a virtual machine is ignored and mentioned', (time, why) => {
    const found = inferCreation({ facts: factsOf({ vms: [time, time, '2016-01-01T00:00:00Z'] }) });
    expect(found.notAfter).toBe('2016-01-01T00:00:00Z');
    expect(found.reasons).toContainEqual(
      expect.objectContaining({
        code: 'creation-time-ignored',
        kind: 'virtual-machine',
        value: time,
        why,
        count: 2,
      }),
    );
  });

  test('the year 2008 is one', () => {
    expect(inferCreation({ facts: factsOf({ vms: ['2008-01-01T00:00:00Z'] }) }).cutoff).toBe('before');
  });

  test.each([
    ['2016-03-01', 'before'],
    ['2017-11-14', 'before'],
    ['2017-11-15', 'indeterminate'],
    ['2017-11-16', 'after'],
  ])('declared for %s lies %s the cut-off and wins over Azure', (declaredOn, cutoff) => {
    const facts = factsOf({ roles: ['2015-01-01T00:00:00Z'], aliases: ['2021-01-01T00:00:00Z'] });
    const found = inferCreation({ facts, declaredOn });
    expect(found).toMatchObject({ notBefore: declaredOn, notAfter: declaredOn, exact: true, cutoff });
    expect(found.evidence.map(({ fact }) => fact)).toEqual([
      'declared creation date',
      'subscription alias',
      'role assignment at the subscription',
    ]);
    expect(codesOf(found).filter((code) => code === 'creation-witness-set-aside')).toHaveLength(2);
  });

  test('a declared date is evidence from the declarations file, which names it once', () => {
    const [declared] = inferCreation({ facts: factsOf(), declaredOn: '2016-03-01' }).evidence;
    expect(declared).toMatchObject({ value: '2016-03-01', source: 'declarations file, createdOn' });
  });

  test('a declared date that is none is ignored and mentioned', () => {
    const found = inferCreation({
      facts: factsOf({ roles: ['2016-01-01T00:00:00Z'] }),
      declaredOn: '2016-02-30',
    });
    expect(found.notAfter).toBe('2016-01-01T00:00:00Z');
    expect(codesOf(found)).toContain('creation-time-ignored');
  });

  test('evidence that was set aside says so', () => {
    const facts = factsOf({ aliases: ['2021-01-01T00:00:00Z'], vms: ['2016-01-01T00:00:00Z'] });
    const found = inferCreation({ facts });
    expect(found.cutoff).toBe('after');
    expect(found.evidence.find(({ fact }) => fact === 'virtual machine')?.note).toMatch(/set aside/);
  });

  test.each([
    [SCOPE, true],
    [`${SCOPE.toUpperCase()}/`, true],
    ['/providers/Microsoft.Management/managementGroups/root', false],
    [`${SCOPE}/resourceGroups/rg`, false],
    [undefined, false],
  ])('a policy assignment at %j counts: %s', (scope, counts) => {
    const assignment = { id: `${SCOPE}/x`, createdOn: '2016-05-01T08:00:00Z' };
    const policyAssignments = read(scope === undefined ? assignment : { ...assignment, scope });
    expect(inferCreation({ facts: factsOf({}, { policyAssignments }) }).cutoff).toBe(
      counts ? 'before' : 'indeterminate',
    );
  });

  test('names the account, the period or the thing that each time was read from', () => {
    const facts = factsOf({
      purchases: [undefined, '2016-05-01T08:00:00Z', '2020-05-01T08:00:00Z'],
      periods: ['2016-07-31', '2016-06-30'],
      policies: ['2016-06-01T08:00:00Z'],
      groups: ['2016-06-02T08:00:00Z'],
      instances: ['2016-06-03T08:00:00Z'],
      disks: ['2016-06-04T08:00:00Z'],
      resources: ['2016-06-05T08:00:00Z'],
    });
    const { evidence, notBefore, notAfter, confidence } = inferCreation({ facts });
    expect([notBefore, notAfter, confidence]).toEqual([
      '2016-05-01T08:00:00Z',
      '2016-05-01T08:00:00Z',
      'high',
    ]);
    const shown = evidence.map(({ fact, source }) => `${fact}: ${source.replace(/^.*\(([^)]*)\)$/, '$1')}`);
    const group = `${SCOPE}/resourceGroups/rg`;
    expect(shown).toEqual([
      'purchase date: account1',
      'first billing period: period1',
      'policy assignment at the subscription: policy0',
      `resource group: ${group}0`,
      `scale-set instance: ${group}/providers/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0`,
      `disk: ${group}/providers/Microsoft.Compute/disks/disk0`,
      `resource: ${group}/providers/Microsoft.Storage/storageAccounts/store0`,
    ]);
  });

  test.each([
    ['billingSubscriptions', 'billing-subscription'],
    ['billingPeriods', 'billing-period'],
    ['policyAssignments', 'policy-assignment'],
    ['resourceGroups', 'resource-group'],
    ['disks', 'disk'],
    ['resources', 'resource'],
    ['scaleSets', 'scale-set-instance'],
  ] as const)('an unreadable list of %s is told, one that was not asked for is not', (fact, kind) => {
    const told = (facts: SubscriptionFacts) =>
      inferCreation({ facts }).reasons.flatMap((one) =>
        one.code === 'creation-witness-unreadable' ? [`${one.kind} ${one.problem}`] : [],
      );
    expect(told(factsOf({}, { [fact]: forbidden() }))).toEqual([`${kind} 403 AuthorizationFailed`]);
    const notAsked = { kind: 'not-asked', why: 'cutoff-known' } as const;
    expect(told(factsOf({}, { [fact]: notAsked }))).toEqual([]);
  });

  test('instances that could not be read are told once, and those of other scale sets bear witness', () => {
    const facts = factsOf({ instances: ['2016-06-03T08:00:00Z', '0001-01-01T00:00:00Z'] });
    const sets = facts.readings.scaleSets.kind === 'read' ? facts.readings.scaleSets.items : [];
    const unread: typeof sets = sets.map((set) => ({ ...set, instances: forbidden() }));
    const scaleSets: SubscriptionFacts['readings']['scaleSets'] = read(...unread, ...sets, ...unread);
    const found = inferCreation({ facts: factsOf({}, { scaleSets }) });
    expect(found).toMatchObject({ notAfter: '2016-06-03T08:00:00Z', cutoff: 'before', confidence: 'low' });
    expect(codesOf(found)).toEqual([
      'creation-not-after',
      'creation-time-ignored',
      'creation-witness-unreadable',
    ]);
  });

  test('lists that were not asked for are no witnesses', () => {
    const facts = factsOf();
    const readings = {
      ...facts.readings,
      virtualMachines: { kind: 'not-asked', why: 'subscription-disabled' },
      roleAssignments: { kind: 'not-asked', why: 'subscription-disabled' },
      aliases: { kind: 'not-asked', why: 'subscription-disabled' },
    } as const;
    expect(codesOf(inferCreation({ facts: { ...facts, readings } }))).toEqual([
      'creation-unknown',
      'creation-would-settle',
    ]);
  });
});
