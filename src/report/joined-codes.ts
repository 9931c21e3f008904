import type { Explained } from '../model/finding.ts';

/** The codes of reasons or actions in their order, joined by `;`. */
export function joinedCodes(explained: readonly Explained[]): string {
  return explained.map(({ code }) => code).join(';');
}
