import type { CoverageGap } from '../model/run.ts';

/**
 * What makes an unread fact readable, as one short sentence: the role where access was refused (with ARM's action, where it named
 * one), or a second try where the service failed. Reader covers all that the auditor reads but billing accounts.
 */
export function gapRemedy(gap: CoverageGap): string {
  if (gap.status === 401) return 'Sign in again: Azure no longer accepted the token.';
  if (gap.status === 403 || gap.action !== null) {
    return gap.action === null
      ? 'Grant the auditor the Reader role.'
      : `Grant the auditor ${gap.action} (the ${roleFor(gap.action)} role has it).`;
  }
  if (gap.status === 404) {
    return gap.required
      ? 'Check that it still exists and that the auditor may see it.'
      : 'Azure has none here, or shows none to the auditor.';
  }
  return gap.status === null
    ? 'Run again; if it stays so, Azure answers with something that cannot be read.'
    : 'Run again: the service did not answer in full.';
}

function roleFor(action: string): string {
  return action.toLowerCase().startsWith('microsoft.billing/billingaccounts/')
    ? 'billing account reader'
    : 'Reader';
}
