import type { Evidence } from '../model/evidence.ts';

/** The links of a VM's chain in the order in which they decide. */
export const CHAIN_STEPS = ['policy', 'exemption', 'flag', 'path', 'other'] as const;

export type ChainStep = (typeof CHAIN_STEPS)[number];

/** Under which link of the chain a piece of evidence belongs: what is about neither policy, exemption nor flag is the network's. */
export function chainStep({ fact }: Evidence): ChainStep {
  const name = fact.toLowerCase();
  if (name.startsWith('policy') || name.startsWith('offer')) return 'policy';
  if (name.startsWith('exemption')) return 'exemption';
  if (name.startsWith('nic flag') || name.startsWith('newest')) return 'flag';
  if (/^(?:power state|last start|created|scale set)/.test(name)) return 'other';
  return 'path';
}
