import type { OfferClass } from '../model/offer.ts';

/** `billingProfileSpendingLimitDetails[].type` (Microsoft.Billing, 2024-04-01) in lower case. Types not listed name no class. */
const CLASS_OF_TYPE: ReadonlyMap<string, OfferClass> = new Map([
  ['freeaccount', 'free-trial'],
  ['sandbox', 'free-trial'],
  ['azureforstudents', 'education'],
  ['azureforstudentsstarter', 'education'],
  ['academicsponsorship', 'education'],
  ['azurepasssponsorship', 'azure-pass'],
  ['mpnsponsorship', 'mpn'],
  ['msdn', 'visual-studio'],
  ['visualstudio', 'visual-studio'],
  ['sponsorship', 'sponsorship'],
  ['startupsponsorship', 'sponsorship'],
  ['nonprofitsponsorship', 'sponsorship'],
]);

/** The classes that a subscription's spending-limit types name, each once, in their order; letter case does not matter. */
export function classesOfSpendingLimits(types: readonly string[]): readonly OfferClass[] {
  return [...new Set(types.flatMap((type) => CLASS_OF_TYPE.get(type.trim().toLowerCase()) ?? []))];
}
