import type { Explained } from '../model/finding.ts';
import { escapeHtml } from './html-escape.ts';

/** Microsoft's documentation, where a source is an address in it: no other address becomes a link. */
const LEARN_PAGE = /https:\/\/learn\.microsoft\.com\/[\w\-./#?=]*[\w\-/#]/g;

/** Reasons or actions as a list: the sentence, its code, and the page or API field behind it. Empty text without any. */
export function htmlExplained(explained: readonly Explained[], element: 'ol' | 'ul' = 'ul'): string {
  if (explained.length === 0) return '';
  const items = explained.map(({ code, message, source }) => {
    const from = source === undefined ? '' : ` <span class="src">${htmlSource(source)}</span>`;
    return `<li>${escapeHtml(message)} <code>${escapeHtml(code)}</code>${from}</li>`;
  });
  return `<${element} class="why">${items.join('')}</${element}>`;
}

/** A source as text, in which addresses of Microsoft's documentation are links. */
export function htmlSource(source: string): string {
  return escapeHtml(source).replace(
    LEARN_PAGE,
    (address) => `<a href="${address}" rel="noreferrer">${address}</a>`,
  );
}
