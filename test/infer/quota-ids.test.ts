import { describe, expect, test } from 'vitest';
import { quotaMeaning } from '../../src/infer/quota-ids.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { QUOTA_IDS } from './offer-oracle.ts';

describe('what a quota ID means', () => {
  test.each(QUOTA_IDS)('%s: %s', (quotaId, offers) => {
    const candidates = offers.replace('> ', '').split(' ');
    const meaning = { kind: 'offers', candidates, leads: offers.startsWith('>') };
    expect(quotaMeaning(quotaId)).toMatchObject(meaning);
    expect(quotaMeaning(quotaId.toUpperCase())).toMatchObject(meaning);
    expect(quotaMeaning(quotaId.toLowerCase())).toMatchObject(meaning);
    expect(quotaMeaning(quotaId.replace(/_[^_]*$/, '_2031-12-31'))).toMatchObject(meaning);
  });

  test.each(['Default_2014-09-01', 'AAD_2015-09-01', 'aad_2015-09-01'])('%s cannot hold VMs', (quotaId) => {
    expect(quotaMeaning(quotaId)).toMatchObject({ kind: 'cannot-hold-vms', candidates: [] });
  });

  test.each([
    undefined,
    '',
    '_',
    '_2014-09-01',
    'PayAsYouGo',
    'Something_2030-01-01',
    'CSP_XX_2015-05-01',
    'constructor_2014-09-01',
    '__proto___2014-09-01',
  ])('%j can be any offer', (quotaId) => {
    expect(quotaMeaning(quotaId)).toMatchObject({ kind: 'unknown', candidates: OFFER_CLASSES, leads: false });
  });
});
