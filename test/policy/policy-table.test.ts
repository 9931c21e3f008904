import { describe, expect, test } from 'vitest';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { comparePolicies } from '../../src/policy/compare-policies.ts';
import { policyTable } from '../../src/policy/policy-table.ts';

describe('the policy table', () => {
  test('has one row for every class and one cell for every revision asked for, in that order', () => {
    const rows = policyTable(['2023-12', '2020-11']);
    expect(rows.map((row) => row.offer)).toEqual(OFFER_CLASSES);
    expect(rows.every((row) => row.cells.map((cell) => cell.revision).join() === '2023-12,2020-11')).toBe(
      true,
    );
  });

  test.for([
    ['2020-11', 'enterprise-agreement', 'O', 'open'],
    [
      '2020-11',
      'pay-as-you-go',
      'D→DIAG',
      'open if created before 15 November 2017, otherwise blocked, removable by the diagnostic "Cannot send email (SMTP-Port 25)" of a virtual network',
    ],
    ['2020-11', 'mca-enterprise', '–', 'not named; read (inferred) as enterprise-agreement: open'],
    ['2020-11', 'other', '–', 'not named, and no offer named there could be it: undetermined'],
    [
      '2017-11',
      'csp',
      'SUP by the partner',
      'blocked, removable through a support request by the CSP partner',
    ],
    [
      '2023-12',
      'csp',
      'NO',
      'blocked, never removed; open all the same if created before 15 November 2017, by the second page',
    ],
    ['china-2021', 'csp', 'SUP', 'blocked, removable through a support request'],
  ] as const)('%s, %s: %s, %s', ([revision, offer, symbol, words]) => {
    const [cell] = policyTable([revision]).find((row) => row.offer === offer)?.cells ?? [];
    expect(cell).toEqual({ revision, symbol, words });
  });
});

describe('comparing policies', () => {
  test.each(REVISION_NAMES)('%s does not differ from itself', (name) => {
    expect(comparePolicies(name, name)).toEqual({ cells: [], rules: [] });
  });

  test('names the classes and the rules that differ', () => {
    const { cells, rules } = comparePolicies('2020-11', '2021-01');
    expect(cells).toEqual([]);
    expect(rules).toEqual([
      { rule: 'Azure Firewall', from: 'not supported as the way out on port 25', to: 'not mentioned' },
      {
        rule: 'notes',
        from: 'none',
        to: 'removal asks for good standing and payment history (paid invoices of at least 1,000 US dollars in total)',
      },
    ]);
  });

  test('tells the date that was dropped', () => {
    const { cells, rules } = comparePolicies('2021-01', '2021-04');
    expect(cells.find(({ offer }) => offer === 'pay-as-you-go')).toMatchObject({
      from: { symbol: 'D→DIAG' },
      to: { symbol: 'DIAG' },
    });
    expect(cells.some(({ offer }) => offer === 'enterprise-agreement')).toBe(false);
    expect(rules).toEqual([
      {
        rule: 'created before 15 November 2017',
        from: 'as the table says',
        to: 'open by another page, "Network security groups overview"',
      },
    ]);
  });
});
