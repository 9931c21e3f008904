import type { OfferClass } from '../model/offer.ts';

/**
 * How a class is read in a revision whose text does not name it: as the class to which Microsoft's later texts or its price list
 * put it nearest. A class without an entry cannot be read where it is not named. An inference of this product, never Microsoft's
 * own word: it is shown as inferred, with low confidence.
 */
export const STATED_READINGS: Readonly<Partial<Record<OfferClass, OfferClass>>> = {
  'enterprise-dev-test': 'enterprise-agreement',
  'mca-enterprise': 'enterprise-agreement',
  'mca-individual': 'pay-as-you-go',
  'pay-as-you-go-dev-test': 'pay-as-you-go',
  bizspark: 'visual-studio',
  sponsorship: 'mpn',
  'bizspark-plus': 'mpn',
};
