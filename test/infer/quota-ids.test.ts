import { describe, expect, test } from 'vitest';
import { quotaMeaning } from '../../src/infer/quota-ids.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';

/** The table of the specification, a second time. `>` marks a leading candidate. */
const KNOWN = [
  ['EnterpriseAgreement_2014-09-01', '> enterprise-agreement mca-enterprise mca-individual'],
  ['MSDNDevTest_2014-09-01', 'enterprise-dev-test pay-as-you-go-dev-test visual-studio'],
  ['PayAsYouGo_2014-09-01', '> pay-as-you-go mca-individual'],
  ['CSP_2015-05-01', 'csp'],
  ['CSP_MG_2017-12-01', 'csp'],
  ['CSPDEVTEST_2018-05-01', 'csp'],
  ['MSDN_2014-09-01', 'visual-studio'],
  ['DevEssentials_2016-01-01', 'visual-studio'],
  ['MPN_2014-09-01', '> mpn visual-studio'],
  ['Sponsored_2016-01-01', 'sponsorship'],
  ['BizSparkPlus_2014-09-01', 'bizspark-plus'],
  ['BizSpark_2014-09-01', 'bizspark'],
  ['FreeTrial_2014-09-01', 'free-trial'],
  ['LightweightTrial_2016-09-01', 'free-trial'],
  ['AzurePass_2014-09-01', 'azure-pass'],
  ['AzureInOpen_2014-09-01', 'azure-in-open'],
  ['AzureForStudents_2018-01-01', 'education'],
  ['DreamSpark_2015-02-01', 'education'],
  ['MonetaryCommitment_2015-05-01', 'other'],
  ['LegacyMonetaryCommitment_2014-09-01', 'other'],
  ['AzureDynamics_2014-09-01', 'other'],
  ['BackupStorage_2014-09-01', 'other'],
  ['Internal_2014-09-01', 'other'],
] as const;

describe('what a quota ID means', () => {
  test.each(KNOWN)('%s: %s', (quotaId, offers) => {
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
