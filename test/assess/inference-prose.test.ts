import { describe, expect, test } from 'vitest';
import { INFERENCE_PROSE } from '../../src/assess/inference-prose.ts';
import type { InferenceReason } from '../../src/model/inference-reason.ts';
import { INFERENCE_REASONS as REASONS } from './sample-reasons.ts';

function say<C extends InferenceReason['code']>(code: C) {
  return INFERENCE_PROSE[code](REASONS[code]);
}

const CODES = Object.keys(REASONS) as InferenceReason['code'][];

describe('the prose of inferences', () => {
  test.each(CODES)('%s is whole sentences with nothing left open', (code) => {
    const { message, source } = say(code);
    expect(message).toMatch(/^\S.*\.$/);
    expect(message + (source ?? '')).not.toMatch(/undefined|null|NaN|\[object|\s{2}/);
  });

  test.each(CODES.filter((code) => Object.hasOwn(REASONS[code], 'revision')))(
    '%s cites Microsoft',
    (code) => {
      expect(say(code).source).toMatch(/Azure.*(ms\.date|text of) /);
    },
  );

  test.each([
    [
      'policy-leading-offer',
      'Microsoft\'s rules (2020-11): for csp port 25 is blocked, and removal can be requested by the diagnostic "Cannot send email (SMTP-Port 25)" or by a support request. This takes the likeliest offer for granted; otherwise: for mpn, visual-studio created after 15 November 2017 port 25 is blocked and never unblocked.',
    ],
    [
      'offer-would-settle',
      'The billing property would settle the offer (could not be read: 403 Forbidden). It needs Microsoft.Billing/billingProperty/read: the Reader, Billing Reader or Cost Management Reader role on the subscription. Or declare the offer in the declarations file.',
    ],
    [
      'creation-time-ignored',
      'The time "soon" of the virtual machine vm1 cannot be read as a time, so it is ignored (and 2 more like it).',
    ],
  ] as const)('%s', (code, message) => {
    expect(say(code).message).toBe(message);
  });

  test('after a spending limit an offer leads because others are ruled out, not because it is usual', () => {
    const { message } = INFERENCE_PROSE['offer-leads']({
      code: 'offer-leads',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      offer: 'mca-individual',
      others: ['mca-enterprise'],
      spendingLimit: 'On',
    });
    expect(message).toBe(
      'With this spending limit the quota ID EnterpriseAgreement_2014-09-01 leaves mca-individual first; mca-enterprise is not ruled out.',
    );
    const { message: one } = INFERENCE_PROSE['offer-from-quota-id']({
      ...REASONS['offer-from-quota-id'],
      spendingLimit: 'On',
    });
    expect(one).toMatch(/^With this spending limit the quota ID/);
  });

  test('a purchase date is told without its account, which the source names', () => {
    const witness = {
      kind: 'billing-subscription',
      subject: '6a2c:1f4b_2019-05-31',
      at: '2024-03-01',
    } as const;
    const { message, source } = INFERENCE_PROSE['creation-exact']({ code: 'creation-exact', witness });
    expect(message).toBe('The subscription was created at 2024-03-01: the purchase date tells it exactly.');
    expect(source).toMatch(/purchaseDate \(6a2c:1f4b_2019-05-31\)$/);
  });

  test.each(['disk', 'billing-period', 'role-assignment', 'billing-subscription'] as const)(
    'a list of witnesses that could not be read is told in the plural: %s',
    (kind) => {
      const { message } = INFERENCE_PROSE['creation-witness-unreadable']({
        ...REASONS['creation-witness-unreadable'],
        kind,
      });
      expect(message).toMatch(/^An older witness may be missing: the [a-z ]+s could not be read in full/);
    },
  );

  test.each(['404 NotFound', '409 Conflict', 'empty'])(
    'no role is asked for where Azure has no billing property: %s',
    (obstacle) => {
      const { message } = INFERENCE_PROSE['offer-would-settle']({
        code: 'offer-would-settle',
        by: 'billing-property',
        obstacle,
      });
      expect(message).toMatch(/^Declaring the offer .* Azure has no billing property/);
      expect(message).not.toMatch(/role/);
    },
  );

  test('both of Microsoft’s pages are cited where they disagree', () => {
    expect(say('pages-disagree').source).toMatch(/ms\.date 12\/20\/2023.*ms\.date 07\/15\/2025/);
  });
});
