import { expect, test } from 'vitest';
import type { NotResolvedWhy } from '../../src/model/network-reason.ts';
import type { Passage, PathFinding } from '../../src/model/path-finding.ts';
import type { Situation } from './builders.ts';
import { pathIn } from './builders.ts';

/** What a case of the specification expects; `reasons` are the codes in their order. What is left out is not looked at. */
interface Expected {
  readonly path: PathFinding['path'];
  readonly egress?: PathFinding['egress'];
  readonly owner?: string | undefined;
  readonly confidence?: PathFinding['confidence'];
  readonly reasons?: readonly string[];
  readonly addresses?: readonly (string | undefined)[];
  /** Of a firewall: whether its rules let the mail through. */
  readonly passage?: Passage;
  /** Of an appliance: the NICs that the traffic leaves from, or why they are not known. */
  readonly nics?: readonly string[] | undefined;
  readonly why?: NotResolvedWhy;
}

/** One case: the situation in words, how it differs from the plain one, and what follows. */
export type Case = readonly [words: string, situation: Situation, expected: Expected];

/** Runs a table of cases. */
export function expectPaths(cases: readonly Case[]): void {
  test.each(cases)('%s', (_words, situation, expected) => {
    const { path, egress, owner, confidence, reasons, addresses, leavesFrom } = pathIn(situation);
    const unresolved = reasons.find(({ code }) => code === 'appliance-not-resolved');
    const seen = {
      ...(leavesFrom?.kind === 'firewall' ? { passage: leavesFrom.passage } : {}),
      nics: leavesFrom?.kind === 'appliance' ? leavesFrom.nics : undefined,
      ...(unresolved?.code === 'appliance-not-resolved' ? { why: unresolved.why } : {}),
      path,
      egress,
      owner,
      confidence,
      reasons: reasons.map(({ code }) => code),
      addresses: addresses.map(({ address }) => address),
    };
    expect(seen).toMatchObject(expected);
  });
}
