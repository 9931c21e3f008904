import { describe, expect, test } from 'vitest';
import { inferCreation } from '../../src/infer/creation.ts';
import type { CreationInference } from '../../src/model/inference.ts';
import type { WitnessKind } from '../../src/model/inference-reason.ts';
import type { Times } from './facts.ts';
import { factsOf } from './facts.ts';

/*
 * Every pair of kinds of witness, on one side of the cut-off and on both. What is expected is written down from the specification's
 * table of witnesses, not computed by the code.
 */

/** The specification's column "kind", where a purchase is the exact one that a transfer can falsify. */
const WEIGHT = {
  'declared-date': 'declared',
  alias: 'exact',
  'billing-subscription': 'purchase',
  'billing-period': 'bound',
  'role-assignment': 'bound',
  'policy-assignment': 'bound',
  'resource-group': 'weak',
  resource: 'weak',
  'virtual-machine': 'weak',
  'scale-set-instance': 'weak',
  disk: 'weak',
} as const satisfies Record<WitnessKind, string>;

type Weight = (typeof WEIGHT)[WitnessKind];

const LIST = {
  alias: 'aliases',
  'billing-subscription': 'purchases',
  'billing-period': 'periods',
  'role-assignment': 'roles',
  'policy-assignment': 'policies',
  'resource-group': 'groups',
  resource: 'resources',
  'virtual-machine': 'vms',
  'scale-set-instance': 'instances',
  disk: 'disks',
} as const satisfies Record<Exclude<WitnessKind, 'declared-date'>, keyof Times>;

const KINDS = Object.keys(WEIGHT) as readonly WitnessKind[];
const OLD = '2016-03-01';
const YOUNG = '2021-03-01';

/** The interval, its side with the confidence, and the reason that shows what the other witness came to; `-` is no bound, or none. */
const OLD_STANDS = 'old..old before high -';
const OLD_STANDS_ALONE = 'old..old before high aside';
const YOUNG_STANDS_ALONE = 'young..young after high aside';
const OLD_BOUNDS = '-..old before high -';
const OLD_HINTS = '-..old before low -';

/** By the weight of the witness of 2016, then of that of 2021. */
const OLD_BESIDE_YOUNG: Record<Weight, Record<Weight, string>> = {
  declared: {
    declared: 'a subscription is declared once',
    exact: OLD_STANDS_ALONE,
    purchase: OLD_STANDS_ALONE,
    bound: OLD_STANDS,
    weak: OLD_STANDS,
  },
  exact: {
    declared: YOUNG_STANDS_ALONE,
    exact: OLD_STANDS, // of one kind the earliest speaks
    purchase: 'old..old before high transfer',
    bound: OLD_STANDS,
    weak: OLD_STANDS,
  },
  purchase: {
    declared: YOUNG_STANDS_ALONE,
    exact: 'old..young indeterminate low contradiction',
    purchase: OLD_STANDS,
    bound: OLD_STANDS,
    weak: OLD_STANDS,
  },
  bound: {
    declared: YOUNG_STANDS_ALONE,
    exact: '-..young indeterminate low contradiction',
    purchase: '-..old before high transfer',
    bound: OLD_BOUNDS,
    weak: OLD_BOUNDS,
  },
  weak: {
    declared: YOUNG_STANDS_ALONE,
    exact: YOUNG_STANDS_ALONE,
    purchase: 'young..young after medium aside',
    bound: OLD_HINTS,
    weak: OLD_HINTS,
  },
};

/** Of two that agree the weightier speaks, here the first of these that is one of them. */
const AGREEING: readonly (readonly [Weight, string, string])[] = [
  ['declared', OLD_STANDS, 'young..young after high -'],
  ['exact', OLD_STANDS, 'young..young after high -'],
  ['purchase', OLD_STANDS, 'young..young after medium -'],
  ['bound', OLD_BOUNDS, '-..young indeterminate low -'],
  ['weak', OLD_HINTS, '-..young indeterminate low -'],
];

function agreeing(weights: readonly Weight[], at: string): string {
  const [, old, young] = AGREEING.find(([weight]) => weights.includes(weight)) ?? [];
  return String(at === OLD ? old : young);
}

/** Witnesses of the given kinds and days; dates where the source gives dates, instants at noon elsewhere. */
function creationBy(said: readonly (readonly [WitnessKind, string])[]): CreationInference {
  const times: Record<string, string[]> = {};
  let declaredOn: string | undefined;
  for (const [kind, day] of said) {
    if (kind === 'declared-date') declaredOn = day;
    else {
      const time = kind === 'billing-period' ? day : `${day}T12:00:00.1234567Z`;
      times[LIST[kind]] = [...(times[LIST[kind]] ?? []), time];
    }
  }
  return inferCreation({ facts: factsOf(times), ...(declaredOn === undefined ? {} : { declaredOn }) });
}

const SHOWN = {
  'creation-transferred': 'transfer',
  'creation-contradiction': 'contradiction',
  'creation-witness-set-aside': 'aside',
} as const;

function outcome({ notBefore, notAfter, cutoff, confidence, reasons }: CreationInference): string {
  const end = (bound: string | null) => (bound?.startsWith(OLD) ? 'old' : 'young');
  const word = (bound: string | null) => (bound === null ? '-' : end(bound));
  const shown = reasons.flatMap(({ code }) => (code in SHOWN ? [SHOWN[code as keyof typeof SHOWN]] : []));
  return `${word(notBefore)}..${word(notAfter)} ${cutoff} ${confidence} ${shown.join(' ') || '-'}`;
}

const PAIRS = KINDS.flatMap((first) => KINDS.map((second) => [first, second] as const));

describe('a witness beside another', () => {
  test.for(PAIRS)('%s beside %s', ([first, second]) => {
    const weights = [WEIGHT[first], WEIGHT[second]] as const;
    for (const at of [OLD, YOUNG]) {
      const both = creationBy([
        [first, at],
        [second, at],
      ]);
      expect(outcome(both)).toBe(agreeing(weights, at));
    }
    if (first === 'declared-date' && second === 'declared-date') return;
    const oldFirst = creationBy([
      [first, OLD],
      [second, YOUNG],
    ]);
    expect(outcome(oldFirst)).toBe(OLD_BESIDE_YOUNG[weights[0]][weights[1]]);
    const oldSecond = creationBy([
      [first, YOUNG],
      [second, OLD],
    ]);
    expect(outcome(oldSecond)).toBe(OLD_BESIDE_YOUNG[weights[1]][weights[0]]);
  });

  test.for(PAIRS.filter(([first, second]) => first !== second))('%s and %s are both shown', (pair) => {
    const { evidence, reasons } = creationBy([
      [pair[0], OLD],
      [pair[1], YOUNG],
    ]);
    expect(evidence.map(({ value }) => value.slice(0, 10)).sort()).toEqual([OLD, YOUNG]);
    const contradiction = reasons.find(({ code }) => code === 'creation-contradiction');
    if (contradiction === undefined) return;
    expect(contradiction).toMatchObject({ first: { kind: pair[0] }, second: { kind: pair[1] } });
  });
});

describe('a single witness', () => {
  /** The sides of moments around the cut-off, by the specification. */
  const MOMENTS = [
    ['2008-01-01T00:00:00Z', 'before'],
    ['2017-11-13T23:59:59Z', 'before'],
    ['2017-11-14T00:00:00Z', 'indeterminate'],
    ['2017-11-15T12:00:00Z', 'indeterminate'],
    ['2017-11-16T23:59:59Z', 'indeterminate'],
    ['2017-11-17T00:00:00Z', 'after'],
    ['2017-11-14', 'before'],
    ['2017-11-15', 'indeterminate'],
    ['2017-11-16', 'after'],
    ['2024-02-29', 'after'],
  ] as const;
  const sided = Object.entries(LIST).flatMap(([kind, list]) =>
    MOMENTS.map(([at, side]) => [kind as keyof typeof LIST, list, at, side] as const),
  );

  test.for(sided)('%s (%s) of %s lies %s', ([kind, list, at, side]) => {
    const { cutoff, notBefore, notAfter } = inferCreation({ facts: factsOf({ [list]: [at] }) });
    const exact = WEIGHT[kind] === 'exact' || WEIGHT[kind] === 'purchase';
    // No witness of age proves youth: only an exact one gives "after".
    expect(cutoff).toBe(exact || side === 'before' ? side : 'indeterminate');
    expect([notBefore, notAfter]).toEqual([exact ? at : null, at]);
  });
});
