import { describe, expect, test } from 'vitest';
import { policyDifferenceJson, policyJson } from '../../src/cli/policy-json.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { PUBLIC_REVISIONS, REVISION_NAMES } from '../../src/model/revision.ts';
import { symbolOf } from '../policy/microsoft-table.ts';

const all = JSON.parse(policyJson(REVISION_NAMES));

function cell(revision: string, offer: string) {
  const found = all.revisions.find((one: { revision: string }) => one.revision === revision);
  return found.cells.find((one: { offer: string }) => one.offer === offer);
}

describe('the rules as JSON', () => {
  test('hold every revision and every cell', () => {
    expect(all.schemaVersion).toBe(1);
    expect(all.revisions.map((one: { revision: string }) => one.revision)).toEqual(REVISION_NAMES);
    for (const revision of REVISION_NAMES) {
      for (const offer of OFFER_CLASSES) {
        const { symbol, basis, words } = cell(revision, offer);
        expect(symbol).toBe(symbolOf(revision, offer));
        expect(basis).toBe(symbol === '–' ? 'inferred' : 'named');
        expect(words).not.toBe('');
      }
    }
  });

  test('give each cell its status and route on both sides of the cut-off, with the page behind it', () => {
    expect(cell('2020-11', 'pay-as-you-go')).toMatchObject({
      dependsOnCutoff: true,
      createdBefore: { status: 'open', route: null, basis: 'named' },
      createdAfter: {
        status: 'requestable',
        route: 'diagnose',
        source: { dated: '2020-11-24', msDate: '11/20/2018', page: expect.stringContaining('SMTP') },
      },
    });
    expect(cell('2020-11', 'mca-individual')).toMatchObject({ basis: 'inferred', readAs: 'pay-as-you-go' });
    expect(cell('2020-11', 'enterprise-agreement')).toMatchObject({ dependsOnCutoff: false });
  });

  test.each(PUBLIC_REVISIONS.filter((name) => name >= '2021-04'))(
    'name the second page for what is open before the cut-off under %s',
    (revision) => {
      expect(cell(revision, 'free-trial').createdBefore).toMatchObject({
        status: 'open',
        basis: 'second-page',
        source: { page: 'Network security groups overview', msDate: '07/15/2025' },
      });
    },
  );

  test('say which revision is current and which the default in which cloud', () => {
    const inClouds = (key: string) =>
      all.revisions.flatMap((one: Record<string, string[]>) =>
        (one[key] ?? []).map((cloud) => [cloud, one['revision']]),
      );
    expect(Object.fromEntries(inClouds('currentIn'))).toEqual({
      AzureCloud: '2023-12',
      AzureUSGovernment: '2023-12',
      AzureChinaCloud: 'china-2021',
    });
    expect(Object.fromEntries(inClouds('defaultIn'))).toMatchObject({ AzureCloud: '2020-11' });
  });

  test('compare two revisions cell by cell', () => {
    const { comparison } = JSON.parse(policyDifferenceJson('2020-11', '2023-12'));
    expect(comparison).toMatchObject({ from: '2020-11', to: '2023-12' });
    const offers = comparison.cells.map((one: { offer: string }) => one.offer);
    expect(offers).toContain('csp');
    expect(offers).not.toContain('enterprise-agreement');
    expect(JSON.parse(policyDifferenceJson('2020-11', '2020-11')).comparison).toMatchObject({
      cells: [],
      rules: [],
    });
  });
});
