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

  test('both of Microsoft’s pages are cited where they disagree', () => {
    expect(say('pages-disagree').source).toMatch(/ms\.date 12\/20\/2023.*ms\.date 07\/15\/2025/);
  });
});
