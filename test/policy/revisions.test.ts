import { describe, expect, test } from 'vitest';
import { CHINA_REVISIONS, CLOUD_NAMES, PUBLIC_REVISIONS, REVISION_NAMES } from '../../src/model/revision.ts';
import { citation } from '../../src/policy/citation.ts';
import {
  currentRevision,
  defaultRevision,
  isOfAnotherCloud,
  REVISIONS,
  resolveRevision,
} from '../../src/policy/revisions.ts';
import { CELLS, READ_AS, symbolOf } from './microsoft-table.ts';

describe('the revisions', () => {
  test.each(CELLS)('$revision says $symbol of $offer', ({ revision, offer, symbol }) => {
    const cells: Readonly<Record<string, string>> = REVISIONS[revision].cells;
    expect(cells[offer]).toBe(symbol);
  });

  test('the table of the specification is whole', () => {
    expect(CELLS).toHaveLength(17 * REVISION_NAMES.length);
  });

  test.each(CELLS.filter((cell) => cell.symbol === '–' && cell.offer !== 'other'))(
    '$revision names the class that $offer is read as',
    ({ revision, offer }) => {
      expect(symbolOf(revision, READ_AS[offer] ?? '')).not.toBe('–');
    },
  );

  test.for([
    ['2017-11', 'not-mentioned', 'only-new-vms', ['only-new-vms']],
    ['2018-11', 'not-mentioned', 'freed-going-forward', []],
    ['2019-06', 'not-supported', 'stop-and-start', []],
    ['2020-11', 'not-supported', 'stop-and-start', []],
    ['2021-01', 'not-mentioned', 'stop-and-start', ['good-standing']],
    ['2021-04', 'not-mentioned', 'stop-and-start', ['good-standing']],
    ['2022-03', 'not-mentioned', 'stop-and-start', []],
    ['2023-12', 'allowed', 'stop-deallocate-and-start', ['delegated-subnet']],
    ['china-2019', 'not-mentioned', 'stop-and-start', []],
    ['china-2021', 'not-mentioned', 'stop-and-start', []],
  ] as const)('%s: Azure Firewall %s, then %s', ([name, azureFirewall, afterExemption, notes]) => {
    expect(REVISIONS[name]).toMatchObject({ name, azureFirewall, afterExemption, notes });
  });

  test.each(REVISION_NAMES)('%s stands under its own name and cloud, and cites a dated page', (name) => {
    const revision = REVISIONS[name];
    expect(revision.name).toBe(name);
    expect(revision.family).toBe(name.startsWith('china-') ? 'china' : 'public');
    expect(revision.secondPage !== undefined).toBe(['2021-04', '2022-03', '2023-12'].includes(name));
    expect(citation(revision.source)).toMatch(/ms\.date \d\d\/\d\d\/\d{4}|text of \d{4}-\d\d/);
  });

  test('the citation of the current text carries its date, address and move', () => {
    expect(citation(REVISIONS['2023-12'].source)).toBe(
      'Troubleshoot outbound SMTP connectivity problems in Azure; ms.date 12/20/2023; ' +
        'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity; ' +
        'moved on 07/28/2025 to MicrosoftDocs/SupportArticles-docs, support/azure/virtual-network/, with the same rules',
    );
  });
});

describe('which revision a cloud uses', () => {
  test.each([
    ['AzureCloud', '2020-11', '2023-12'],
    ['AzureUSGovernment', '2020-11', '2023-12'],
    ['AzureChinaCloud', 'china-2021', 'china-2021'],
  ] as const)('%s: default %s, current %s', (cloud, byDefault, current) => {
    expect(defaultRevision(cloud)).toBe(byDefault);
    expect(currentRevision(cloud)).toBe(current);
    expect(resolveRevision('current', cloud)).toBe(current);
    expect(resolveRevision(' Current ', cloud)).toBe(current);
  });

  test.each(CLOUD_NAMES)('every revision may be named in %s', (cloud) => {
    expect(REVISION_NAMES.map((name) => resolveRevision(name.toUpperCase(), cloud))).toEqual(REVISION_NAMES);
  });

  test.each(['', 'latest', '2020', '2020-12', 'constructor', 'china', 'current '.repeat(2)])(
    '%j names none',
    (text) => {
      expect(resolveRevision(text, 'AzureCloud')).toBeUndefined();
    },
  );

  test('another cloud’s revision is told from the own one', () => {
    expect(CHINA_REVISIONS.every((name) => isOfAnotherCloud(name, 'AzureCloud'))).toBe(true);
    expect(CHINA_REVISIONS.every((name) => isOfAnotherCloud(name, 'AzureUSGovernment'))).toBe(true);
    expect(PUBLIC_REVISIONS.every((name) => isOfAnotherCloud(name, 'AzureChinaCloud'))).toBe(true);
    expect(PUBLIC_REVISIONS.some((name) => isOfAnotherCloud(name, 'AzureUSGovernment'))).toBe(false);
    expect(CHINA_REVISIONS.some((name) => isOfAnotherCloud(name, 'AzureChinaCloud'))).toBe(false);
  });
});
