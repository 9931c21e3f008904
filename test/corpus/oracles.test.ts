import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { compareDefaults } from './compare-defaults.ts';
import { compareDocumentedGroups } from './compare-documented-groups.ts';
import { compareDocumentedPolicy } from './compare-documented-policy.ts';
import { compareDocumentedRoutes } from './compare-documented-routes.ts';
import { compareFlows } from './compare-flows.ts';
import { compareGroups } from './compare-groups.ts';
import { compareRoutes } from './compare-routes.ts';
import { compareTags } from './compare-tags.ts';
import { type Comparison, differs, EXPLAINED } from './comparison.ts';
import { azureAnswers, exampleAnswers } from './corpus.ts';

const answers = azureAnswers();
const examples = exampleAnswers('nic.effectiveRoutes', 'NetworkInterfaceEffectiveRouteTableList');

/** Every kind of question, and the answers to it: Azure's and ours. A kind without a single comparison fails. */
const KINDS: Readonly<Record<string, readonly Comparison[]>> = {
  'default rules of security groups': compareDefaults(),
  'effective security groups': answers.flatMap((answer) => compareGroups(answer, answers)),
  'effective routes': [...answers, ...examples].flatMap(compareRoutes),
  'IP flow, next hop, connectivity, topology': compareFlows(answers),
  'sizes of service tags': compareTags(),
  'documented: groups on NIC and subnet': compareDocumentedGroups(),
  'documented: selection of routes': compareDocumentedRoutes(),
  'documented: port 25 by type of subscription': compareDocumentedPolicy(),
};
const all = Object.values(KINDS).flat();

describe('our judgement and the answers of the real Azure', () => {
  it.each(Object.entries(KINDS))('agree or differ for a reason that is told: %s', (_kind, comparisons) => {
    expect(comparisons.length).toBeGreaterThan(0);
    expect(comparisons.filter((one) => differs(one) && one.explained === undefined)).toEqual([]);
  });

  it('differ wherever a difference is explained, and the document explains each', () => {
    const shown = new Set(all.filter(differs).map(({ explained }) => explained));
    expect(EXPLAINED.filter((name) => !shown.has(name))).toEqual([]);
    const document = readFileSync(new URL('../../docs/decisions.md', import.meta.url), 'utf8');
    expect(EXPLAINED.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});

afterAll(() => {
  const different = all.filter(differs);
  const unexplained = different.filter(({ explained }) => explained === undefined);
  const kinds = Object.entries(KINDS).map(([kind, { length }]) => `${length} ${kind}`);
  console.log(
    `Compared with the real Azure: ${all.length} comparisons, ${all.length - different.length} agree, ${different.length - unexplained.length} differ for a reason told in docs/decisions.md, ${unexplained.length} without (${kinds.join('; ')})`,
  );
});
