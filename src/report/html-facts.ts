import { escapeHtml } from './html-escape.ts';

/** A term and its value; the value is HTML, or `null` where it is not known. */
export type HtmlFact = readonly [term: string, html: string | null];

/** A short list of facts. What is not known says so. */
export function htmlFacts(facts: readonly HtmlFact[]): string {
  const rows = facts.map(
    ([term, html]) => `<div><dt>${escapeHtml(term)}</dt><dd>${html ?? NOT_KNOWN}</dd></div>`,
  );
  return `<dl class="facts">${rows.join('')}</dl>`;
}

/** Stands where a value is not known. */
export const NOT_KNOWN = '<span class="faint">not known</span>';
