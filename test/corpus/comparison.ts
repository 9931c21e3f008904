/**
 * The differences that are explained, by the name under which `docs/decisions.md` tells them ("Compared with the real Azure"). One that
 * no comparison shows any more has to go from both.
 */
export const EXPLAINED = [
  'platform-address',
  'internet-tag-extent',
  'internet-tag-outcome',
  'reserved-prefixes-dropped',
  'regional-cloud-tags',
] as const;

/** One question that both answered, in words that can be compared; `explained` names the difference that there may be. */
export interface Comparison {
  readonly oracle: string;
  readonly question: string;
  readonly azure: string;
  readonly ours: string;
  readonly explained?: (typeof EXPLAINED)[number];
}

export function differs({ azure, ours }: Comparison): boolean {
  return azure !== ours;
}
