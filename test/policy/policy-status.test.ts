import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OfferClass } from '../../src/model/offer.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import type { Cutoff, RevisionName } from '../../src/model/revision.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { policyStatus } from '../../src/policy/policy-status.ts';
import { createdOn, ledBy, offerOf } from './inferences.ts';
import { expectedRuling } from './microsoft-table.ts';

const SINGLE = REVISION_NAMES.flatMap((revision) =>
  OFFER_CLASSES.flatMap((offer) => (['before', 'after'] as const).map((side) => ({ revision, offer, side }))),
);

describe('one known offer, one known side of the cut-off', () => {
  test.each(SINGLE)('$revision, $offer created $side', ({ revision, offer, side }) => {
    const { status, route, confidence } = expectedRuling(revision, offer, side);
    const found = policyStatus({ revision, offer: offerOf([offer]), creation: createdOn(side) });
    expect(found).toMatchObject({ revision, status, confidence, routes: route === undefined ? [] : [route] });
    expect(found.possibilities).toHaveLength(1);
  });

  test.each(OFFER_CLASSES.flatMap((offer) => REVISION_NAMES.map((revision) => ({ offer, revision }))))(
    '$revision, $offer of unknown age: what both sides share, else undetermined',
    ({ revision, offer }) => {
      const sides = [expectedRuling(revision, offer, 'before'), expectedRuling(revision, offer, 'after')];
      const shared = sides[0]?.status === sides[1]?.status ? sides[0]?.status : 'undetermined';
      const found = policyStatus({ revision, offer: offerOf([offer]), creation: createdOn('indeterminate') });
      expect(found.status).toBe(shared);
      expect(found.possibilities).toHaveLength(2);
    },
  );
});

interface Case {
  readonly name: string;
  readonly revision: RevisionName;
  readonly offer: ReturnType<typeof offerOf>;
  readonly created: Cutoff;
  readonly expected: object;
  readonly codes: readonly string[];
}

const PAYG = ledBy('pay-as-you-go', 'mca-individual');
const ENTERPRISE = ledBy('enterprise-agreement', 'mca-enterprise', 'mca-individual');
const DEV_TEST = offerOf(['enterprise-dev-test', 'pay-as-you-go-dev-test', 'visual-studio']);
const ANY = offerOf(OFFER_CLASSES);

const SEVERAL: readonly Case[] = [
  {
    name: 'a leading offer speaks where a less usual one would give another status',
    revision: '2023-12',
    offer: ENTERPRISE,
    created: 'after',
    expected: { status: 'open', confidence: 'low', routes: [] },
    codes: ['policy-leading-offer', 'policy-would-settle'],
  },
  {
    name: 'a leading offer speaks without a date if its own status does not depend on it',
    revision: '2023-12',
    offer: ENTERPRISE,
    created: 'indeterminate',
    expected: { status: 'open', confidence: 'low' },
    codes: ['policy-leading-offer', 'policy-would-settle'],
  },
  {
    name: 'a leading offer does not speak for both sides of the cut-off',
    revision: '2023-12',
    offer: PAYG,
    created: 'indeterminate',
    expected: { status: 'undetermined', confidence: 'low' },
    codes: ['policy-undetermined', 'pages-disagree', 'policy-would-settle'],
  },
  {
    name: 'mpn leads visual-studio',
    revision: '2020-11',
    offer: ledBy('mpn', 'visual-studio'),
    created: 'after',
    expected: { status: 'requestable', confidence: 'low', routes: ['support'] },
    codes: ['policy-leading-offer', 'policy-would-settle'],
  },
  {
    name: 'candidates that agree need no leader, and their agreement is worth medium',
    revision: '2023-12',
    offer: PAYG,
    created: 'after',
    expected: { status: 'no-exemption', confidence: 'medium' },
    codes: ['policy-says'],
  },
  {
    name: 'an agreement that rests on a stated reading is worth low',
    revision: '2020-11',
    offer: PAYG,
    created: 'after',
    expected: { status: 'requestable', confidence: 'low', routes: ['diagnose'] },
    codes: ['policy-says', 'offer-not-named'],
  },
  {
    name: 'an ambiguous quota ID without a leader stays undetermined',
    revision: '2023-12',
    offer: DEV_TEST,
    created: 'after',
    expected: { status: 'undetermined', routes: ['diagnose'] },
    codes: ['policy-undetermined', 'policy-would-settle'],
  },
  {
    name: 'every class agrees before the cut-off under the second page, whatever the offer',
    revision: '2023-12',
    offer: ANY,
    created: 'before',
    expected: { status: 'open', confidence: 'medium' },
    codes: ['policy-says', 'pages-disagree'],
  },
  {
    name: 'an unknown quota ID is undetermined otherwise',
    revision: '2023-12',
    offer: ANY,
    created: 'after',
    expected: { status: 'undetermined' },
    codes: ['policy-undetermined', 'policy-would-settle'],
  },
  {
    name: 'an offer that no text names is undetermined by itself',
    revision: '2020-11',
    offer: offerOf(['other']),
    created: 'after',
    expected: { status: 'undetermined', confidence: 'low' },
    codes: ['offer-not-named', 'policy-would-settle'],
  },
  {
    name: 'a subscription that cannot hold VMs has no status',
    revision: '2023-12',
    offer: offerOf([], { holdsVms: false }),
    created: 'before',
    expected: { status: 'undetermined', possibilities: [] },
    codes: ['policy-without-vms'],
  },
  {
    name: 'routes of candidates that agree are all listed',
    revision: '2020-11',
    offer: offerOf(['csp', 'mpn']),
    created: 'after',
    expected: { status: 'requestable', routes: ['diagnose', 'support'], confidence: 'medium' },
    codes: ['policy-says', 'policy-says'],
  },
  {
    name: 'good standing is a condition of asking',
    revision: '2021-04',
    offer: offerOf(['csp']),
    created: 'after',
    expected: { status: 'requestable', routes: ['support'], confidence: 'high' },
    codes: ['policy-says', 'request-needs-good-standing'],
  },
];

describe('several candidates', () => {
  test.each(SEVERAL)('$name', ({ revision, offer, created, expected, codes }) => {
    const found = policyStatus({ revision, offer, creation: createdOn(created) });
    expect(found).toMatchObject(expected);
    expect(found.reasons.map(({ code }) => code)).toEqual(codes);
  });

  test('no candidates at all are as good as every class', () => {
    const creation = createdOn('before');
    expect(policyStatus({ revision: '2023-12', offer: offerOf([]), creation })).toEqual(
      policyStatus({ revision: '2023-12', offer: ANY, creation }),
    );
  });
});

describe('the side of the cut-off', () => {
  test.for([
    ['2020-11', offerOf(['enterprise-agreement']), 'after', ['either']],
    ['2020-11', offerOf(['csp']), 'before', ['either']],
    ['2020-11', offerOf(['pay-as-you-go']), 'after', ['after']],
    ['2020-11', offerOf(['pay-as-you-go']), 'before', ['before']],
    ['2021-04', offerOf(['csp']), 'after', ['after']],
    ['2023-12', offerOf(['enterprise-agreement']), 'before', ['either']],
    ['2023-12', ANY, 'before', ['before']],
    ['2020-11', offerOf(['csp', 'mpn']), 'after', ['either', 'after']],
  ] as const)('under %s is told only where it makes a difference', ([revision, offer, created, sides]) => {
    const { reasons } = policyStatus({ revision, offer, creation: createdOn(created) });
    const told = reasons.flatMap((reason) => (reason.code === 'policy-says' ? [reason.found.created] : []));
    expect(told).toEqual(sides);
  });

  test('is left out for the other possibilities likewise', () => {
    const { reasons } = policyStatus({
      revision: '2023-12',
      offer: ENTERPRISE,
      creation: createdOn('after'),
    });
    expect(reasons[0]).toMatchObject({
      code: 'policy-leading-offer',
      found: { offers: ['enterprise-agreement'], created: 'either' },
      others: [
        { offers: ['mca-enterprise'], created: 'either', status: 'open' },
        { offers: ['mca-individual'], created: 'after', status: 'no-exemption' },
      ],
    });
  });
});

describe('the fact that would settle it', () => {
  test.for([
    ['offer', '2023-12', DEV_TEST, 'after'],
    ['offer', '2023-12', ANY, 'after'],
    ['offer', '2020-11', ANY, 'before'],
    ['creation-date', '2023-12', PAYG, 'indeterminate'],
    ['creation-date', '2020-11', ledBy('mpn', 'visual-studio'), 'indeterminate'],
    ['creation-date', '2020-11', offerOf(['free-trial']), 'indeterminate'],
    ['offer-and-creation-date', '2020-11', DEV_TEST, 'indeterminate'],
    ['offer', '2020-11', offerOf(['enterprise-agreement', 'csp']), 'indeterminate'],
    ['nic-flag', '2020-11', offerOf(['other']), 'indeterminate'],
  ] as const)('%s', ([fact, revision, offer, created]) => {
    const { reasons } = policyStatus({ revision, offer, creation: createdOn(created) });
    expect(reasons.find(({ code }) => code === 'policy-would-settle')).toEqual({
      code: 'policy-would-settle',
      fact,
    });
  });
});

describe('confidence falls only for uncertainties that mattered', () => {
  const lowDate = { confidence: 'low' } as const;
  test.for([
    ['the date decides', '2020-11', offerOf(['pay-as-you-go']), createdOn('before', lowDate), 'low'],
    [
      'the date decides nothing',
      '2020-11',
      offerOf(['enterprise-agreement']),
      createdOn('before', lowDate),
      'high',
    ],
    ['the class is blocked at any age', '2020-11', offerOf(['csp']), createdOn('before', lowDate), 'high'],
    ['a second page with a weak date', '2023-12', offerOf(['csp']), createdOn('before', lowDate), 'low'],
    [
      'a reading that a weak date would replace by the second page',
      '2021-04',
      offerOf(['mca-enterprise']),
      createdOn('before', lowDate),
      'low',
    ],
    [
      'one candidate of a quota ID',
      '2023-12',
      offerOf(['free-trial'], { confidence: 'medium' }),
      createdOn('after'),
      'medium',
    ],
    [
      'any offer would do',
      '2023-12',
      offerOf(['other'], { confidence: 'low' }),
      createdOn('before'),
      'medium',
    ],
  ] as const)('%s', ([, revision, offer, creation, confidence]) => {
    expect(policyStatus({ revision, offer, creation }).confidence).toBe(confidence);
  });
});

describe('always', () => {
  const offers = fc
    .uniqueArray(fc.constantFrom<OfferClass>(...OFFER_CLASSES), { minLength: 1 })
    .chain((candidates) =>
      fc
        .boolean()
        .map((leads) => (leads && candidates.length > 1 ? ledBy(...candidates) : offerOf(candidates))),
    );
  const questions = fc.record({
    revision: fc.constantFrom<RevisionName>(...REVISION_NAMES),
    offer: offers,
    creation: fc.constantFrom<Cutoff>('before', 'after', 'indeterminate').map((side) => createdOn(side)),
  });

  test('a status holds for every possibility, or for every one of the offer that leads, with low confidence', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { status, confidence, possibilities } = policyStatus(question);
        if (status === 'undetermined') return;
        const [leader] = question.offer.candidates;
        const all = possibilities.every((one) => one.status === status);
        const led = possibilities.every((one) => one.offer !== leader || one.status === status);
        expect(all || (question.offer.leads && led && confidence === 'low')).toBe(true);
      }),
    );
  });

  test('every combination is listed once', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { possibilities } = policyStatus(question);
        const sides = question.creation.cutoff === 'indeterminate' ? 2 : 1;
        expect(possibilities).toHaveLength(question.offer.candidates.length * sides);
        expect(new Set(possibilities.map((one) => one.offer + one.created)).size).toBe(possibilities.length);
      }),
    );
  });

  test('an undetermined status names what would settle it', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { status, reasons } = policyStatus(question);
        if (status !== 'undetermined') return;
        expect(reasons.map(({ code }) => code)).toContain('policy-would-settle');
      }),
    );
  });

  test('another candidate never turns one status into another without undetermined or a leader between', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom<OfferClass>(...OFFER_CLASSES), (question, more) => {
        if (question.offer.leads || question.offer.candidates.includes(more)) return;
        const before = policyStatus(question).status;
        const after = policyStatus({
          ...question,
          offer: offerOf([...question.offer.candidates, more]),
        }).status;
        expect([before, 'undetermined']).toContain(after);
      }),
    );
  });
});
