import type { OfferClass } from '../model/offer.ts';
import { OFFER_CLASSES } from '../model/offer.ts';

/**
 * What a quota ID tells: the offers that carry it, the most usual one first. With `leads` the first one may speak for the others,
 * which are merely less usual. `prefix` is the quota ID in lower case without its date.
 */
export interface QuotaMeaning {
  readonly kind: 'offers' | 'cannot-hold-vms' | 'unknown';
  readonly prefix: string;
  readonly candidates: readonly OfferClass[];
  readonly leads: boolean;
}

const offers = (...candidates: readonly OfferClass[]) => ({ candidates, leads: false });
const ledBy = (...candidates: readonly OfferClass[]) => ({ candidates, leads: true });

/**
 * Quota IDs without their date. Source: Microsoft, "Understand Cost Management data" (azure-docs, 10/04/2023), which lists the
 * offers behind each quota ID, and quota IDs seen in public ARM data.
 */
const OFFERS_BY_PREFIX: ReadonlyMap<string, Pick<QuotaMeaning, 'candidates' | 'leads'>> = new Map([
  ['enterpriseagreement', ledBy('enterprise-agreement', 'mca-enterprise', 'mca-individual')],
  ['msdndevtest', offers('enterprise-dev-test', 'pay-as-you-go-dev-test', 'visual-studio')],
  ['payasyougo', ledBy('pay-as-you-go', 'mca-individual')],
  ['csp', offers('csp')],
  ['csp_mg', offers('csp')],
  ['cspdevtest', offers('csp')],
  ['msdn', offers('visual-studio')],
  ['devessentials', offers('visual-studio')],
  ['mpn', ledBy('mpn', 'visual-studio')],
  ['sponsored', offers('sponsorship')],
  ['bizsparkplus', offers('bizspark-plus')],
  ['bizspark', offers('bizspark')],
  ['freetrial', offers('free-trial')],
  ['lightweighttrial', offers('free-trial')],
  ['azurepass', offers('azure-pass')],
  ['azureinopen', offers('azure-in-open')],
  ['azureforstudents', offers('education')],
  ['dreamspark', offers('education')],
  ['monetarycommitment', offers('other')],
  ['legacymonetarycommitment', offers('other')],
  ['azuredynamics', offers('other')],
  ['backupstorage', offers('other')],
  ['internal', offers('other')],
]);

const WITHOUT_VMS: ReadonlySet<string> = new Set(['default', 'aad']);

/**
 * Reads `subscriptionPolicies.quotaId` without regard to letter case, by the part before its last underscore: what follows is
 * the date of the offer's definition and says nothing of the subscription's age. A quota ID that is missing, unknown or without
 * an underscore leaves every class possible.
 */
export function quotaMeaning(quotaId: string | undefined): QuotaMeaning {
  const prefix = prefixOf(quotaId ?? '');
  const known = OFFERS_BY_PREFIX.get(prefix);
  if (known !== undefined) return { kind: 'offers', prefix, ...known };
  return WITHOUT_VMS.has(prefix)
    ? { kind: 'cannot-hold-vms', prefix, candidates: [], leads: false }
    : { kind: 'unknown', prefix, candidates: OFFER_CLASSES, leads: false };
}

function prefixOf(quotaId: string): string {
  const end = quotaId.lastIndexOf('_');
  return end < 0 ? '' : quotaId.slice(0, end).trim().toLowerCase();
}
