import { VERDICTS, type Verdict } from '../model/verdict.ts';

/** One shape for each verdict, on a field of 16 by 16: they differ in outline, not only in colour. */
const SHAPES = {
  direct: '<circle cx="8" cy="8" r="6.5"/>',
  restart:
    '<path d="M8 1.5a6.5 6.5 0 0 1 0 13z"/><circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  'request-exemption': '<path d="M8 .8 15.2 8 8 15.2.8 8z"/>',
  relay: '<path d="M2 2h12v12H2z"/>',
  'fix-network': '<path d="M8 1.2 15.4 14.4H.6z"/>',
  undetermined:
    '<circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3.6 2.5"/>',
} as const satisfies Record<Verdict, string>;

/** The shapes as SVG symbols; a page holds them once, before {@link verdictMark} or {@link verdictTag} is used. */
export const VERDICT_SYMBOLS = `<svg class="symbols" width="0" height="0" aria-hidden="true">${VERDICTS.map(
  (verdict) => `<symbol id="m-${verdict}" viewBox="0 0 16 16">${SHAPES[verdict]}</symbol>`,
).join('')}</svg>`;

/** A verdict's shape alone, for the eye; a word must stand beside it. */
export function verdictMark(verdict: Verdict): string {
  return `<svg class="m c-${verdict}" aria-hidden="true"><use href="#m-${verdict}"/></svg>`;
}

/** A verdict as its shape and its name. */
export function verdictTag(verdict: Verdict): string {
  return `<span class="v">${verdictMark(verdict)}${verdict}</span>`;
}
