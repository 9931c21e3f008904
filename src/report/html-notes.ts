import { escapeHtml } from './html-escape.ts';

/** Notes of this program as HTML, each a line; what stands between backticks is shown as code. */
export function htmlNotes(notes: readonly string[]): string {
  return notes
    .map((note) => `<p>${escapeHtml(note).replace(/`([^`]+)`/g, '<code class="nb">$1</code>')}</p>`)
    .join('');
}
