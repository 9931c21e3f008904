/** The classes of offer that Microsoft's port 25 texts tell apart, in the order in which the policy table lists them. */
export const OFFER_CLASSES = [
  'enterprise-agreement',
  'enterprise-dev-test',
  'mca-enterprise',
  'mca-individual',
  'pay-as-you-go',
  'pay-as-you-go-dev-test',
  'mpn',
  'bizspark-plus',
  'sponsorship',
  'bizspark',
  'visual-studio',
  'azure-pass',
  'azure-in-open',
  'education',
  'free-trial',
  'csp',
  'other',
] as const;

export type OfferClass = (typeof OFFER_CLASSES)[number];
