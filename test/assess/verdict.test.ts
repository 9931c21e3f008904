import { describe, expect, test } from 'vitest';
import { decideVerdict } from '../../src/assess/verdict.ts';
import type { Confidence } from '../../src/model/confidence.ts';
import type { RevisionName } from '../../src/model/revision.ts';
import type { NetworkPath, PlatformState, Verdict } from '../../src/model/verdict.ts';
import { REVISIONS } from '../../src/policy/revisions.ts';
import { aPath, aPlatform } from './builders.ts';

const PLATFORMS = [
  'open',
  'restart',
  'request',
  'blocked',
  'undetermined',
] as const satisfies readonly PlatformState[];

/** Verdicts for the platform states in the order of PLATFORMS. */
type Row = readonly [
  open: Verdict,
  restart: Verdict,
  request: Verdict,
  blocked: Verdict,
  undetermined: Verdict,
];

const BY_PLATFORM: Row = ['direct', 'restart', 'request-exemption', 'relay', 'undetermined'];
const HELD_BACK: Row = ['fix-network', 'fix-network', 'request-exemption', 'relay', 'undetermined'];
const NOT_FOR_US_TO_SAY: Row = [
  'undetermined',
  'undetermined',
  'undetermined',
  'undetermined',
  'undetermined',
];
const PATH_UNKNOWN: Row = ['undetermined', 'undetermined', 'request-exemption', 'relay', 'undetermined'];

interface Case {
  readonly path: NetworkPath;
  readonly revision: RevisionName;
  readonly verdicts: Row;
}

/** domain.md, "Verdict": one line for each path and each way in which revisions treat it. */
const CASES: readonly Case[] = [
  { path: 'internet', revision: '2020-11', verdicts: BY_PLATFORM },
  { path: 'denied', revision: '2020-11', verdicts: HELD_BACK },
  { path: 'none', revision: '2020-11', verdicts: HELD_BACK },
  { path: 'partial', revision: '2020-11', verdicts: HELD_BACK },
  { path: 'gateway', revision: '2020-11', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'appliance', revision: '2023-12', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'unknown', revision: '2020-11', verdicts: PATH_UNKNOWN },
  { path: 'firewall', revision: '2019-06', verdicts: HELD_BACK },
  { path: 'firewall', revision: '2020-11', verdicts: HELD_BACK },
  { path: 'firewall', revision: '2017-11', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: '2018-11', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: '2021-01', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: '2021-04', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: '2022-03', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: 'china-2019', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: 'china-2021', verdicts: NOT_FOR_US_TO_SAY },
  { path: 'firewall', revision: '2023-12', verdicts: NOT_FOR_US_TO_SAY },
];

function verdictFor(platform: PlatformState, { path, revision }: Pick<Case, 'path' | 'revision'>): Verdict {
  return decideVerdict({
    platform: aPlatform(platform),
    path: aPath({ path }),
    revision: REVISIONS[revision],
    owner: undefined,
  }).verdict;
}

describe('verdict', () => {
  test.each(CASES)('path $path under $revision', ({ path, revision, verdicts }) => {
    const found = PLATFORMS.map((platform) => verdictFor(platform, { path, revision }));
    expect(found).toEqual(verdicts);
  });

  test('direct needs an open platform and a path to the internet, whatever the revision', () => {
    for (const revision of Object.keys(REVISIONS) as RevisionName[])
      for (const platform of PLATFORMS)
        for (const { path } of CASES) {
          const direct = verdictFor(platform, { path, revision }) === 'direct';
          expect(direct).toBe(platform === 'open' && path === 'internet');
        }
  });

  test.each<{
    state: PlatformState;
    path: NetworkPath;
    sureOf: readonly [Confidence, Confidence];
    sure: Confidence;
  }>([
    { state: 'open', path: 'internet', sureOf: ['high', 'low'], sure: 'low' },
    { state: 'open', path: 'internet', sureOf: ['medium', 'high'], sure: 'medium' },
    { state: 'restart', path: 'denied', sureOf: ['medium', 'high'], sure: 'medium' },
    { state: 'blocked', path: 'internet', sureOf: ['high', 'low'], sure: 'high' },
    { state: 'blocked', path: 'unknown', sureOf: ['high', 'high'], sure: 'low' },
    { state: 'request', path: 'unknown', sureOf: ['high', 'high'], sure: 'low' },
    { state: 'request', path: 'denied', sureOf: ['high', 'low'], sure: 'high' },
    { state: 'undetermined', path: 'internet', sureOf: ['low', 'high'], sure: 'low' },
  ])('platform $state and path $path as sure as $sureOf give $sure', ({ state, path, sureOf, sure }) => {
    const { confidence } = decideVerdict({
      platform: aPlatform(state, { confidence: sureOf[0] }),
      path: aPath({ path, confidence: sureOf[1] }),
      revision: REVISIONS['2020-11'],
      owner: undefined,
    });
    expect(confidence).toBe(sure);
  });
});
