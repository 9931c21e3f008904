import type { Evidence } from '../model/evidence.ts';
import { escapeHtml } from './html-escape.ts';
import { htmlSource } from './html-explained.ts';

/** The chain of evidence as a table: each fact with what was seen, where, and how sure it is; a note always stands open under its fact. */
export function htmlEvidence(evidence: readonly Evidence[], caption: string): string {
  if (evidence.length === 0) return '';
  const head =
    '<tr><th scope="col">Fact</th><th scope="col">Seen, and where</th><th scope="col">Confidence</th></tr>';
  return `<table class="ev"><caption>${escapeHtml(caption)}</caption><thead>${head}</thead><tbody>${evidence.map(row).join('')}</tbody></table>`;
}

function row({ fact, value, source, confidence, note }: Evidence): string {
  const said = note === undefined ? '' : `<p class="note">${escapeHtml(note)}</p>`;
  const seen = `<bdi>${escapeHtml(value)}</bdi><span class="src">${htmlSource(source)}</span>${said}`;
  return `<tr><th scope="row">${escapeHtml(fact)}</th><td>${seen}</td><td>${confidence ?? ''}</td></tr>`;
}
