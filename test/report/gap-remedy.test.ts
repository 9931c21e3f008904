import { describe, expect, it } from 'vitest';
import { explain } from '../../src/assess/explain.ts';
import { gapRemedy } from '../../src/report/gap-remedy.ts';

const GAP = {
  subscriptionId: null,
  subscriptionName: null,
  fact: 'x',
  required: true,
  code: 'c',
  message: 'm',
};

describe('gapRemedy', () => {
  it.each([
    [
      403,
      'Microsoft.Compute/virtualMachines/read',
      'Grant the auditor Microsoft.Compute/virtualMachines/read (the Reader role has it).',
    ],
    [
      403,
      'Microsoft.Billing/billingAccounts/read',
      'Grant the auditor Microsoft.Billing/billingAccounts/read (the billing account reader role has it).',
    ],
    [403, null, 'Grant the auditor the Reader role.'],
    [401, null, 'Sign in again: Azure no longer accepted the token.'],
    [404, null, 'Check that it still exists and that the auditor may see it.'],
    [503, null, 'Run again: the service did not answer in full.'],
    [null, null, 'Run again; if it stays so, Azure answers with something that cannot be read.'],
  ])('for %s and %s', (status, action, remedy) => {
    expect(gapRemedy({ ...GAP, status, action })).toBe(remedy);
  });

  it('asks for a role in the words of the next step', () => {
    const action = 'Microsoft.Compute/virtualMachines/read';
    const { message } = explain({ code: 'read-missing-fact', object: 'x', action });
    const [asked = ''] = gapRemedy({ ...GAP, status: 403, action }).split(/\.$/);
    expect(message.startsWith(`${asked} so that`)).toBe(true);
  });

  it('asks for nothing where an optional fact is simply not there', () => {
    expect(gapRemedy({ ...GAP, required: false, status: 404, action: null })).toBe(
      'Azure has none here, or shows none to the auditor.',
    );
  });
});
