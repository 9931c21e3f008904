import { expect, test } from 'vitest';
import { cloudNotes, revisionNotes } from '../../src/policy/revision-notes.ts';

test.each([
  ['2017-11', ['exemption-frees-new-vms-only']],
  ['2018-11', []],
  ['2020-11', []],
  ['2021-01', ['request-needs-good-standing']],
  ['2021-04', ['request-needs-good-standing']],
  ['2023-12', ['exemption-needs-delegated-subnet-step']],
] as const)('%s notes %j', (revision, codes) => {
  expect(revisionNotes(revision).map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['2020-11', 'AzureCloud', []],
  ['2020-11', 'AzureUSGovernment', ['government-uses-public-rules']],
  ['china-2021', 'AzureUSGovernment', ['revision-of-another-cloud']],
  ['china-2021', 'AzureCloud', ['revision-of-another-cloud']],
  ['2023-12', 'AzureChinaCloud', ['revision-of-another-cloud']],
  ['china-2019', 'AzureChinaCloud', []],
] as const)('%s in %s notes %j', (revision, cloud, codes) => {
  expect(cloudNotes(revision, cloud).map(({ code }) => code)).toEqual(codes);
});
