import { UNPRINTABLE } from './unprintable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Any text as HTML text or as a quoted attribute's value. Characters that show nothing and could turn the line around or hide a part
 * of a name are spelt out (`[U+202E]`).
 */
export function escapeHtml(text: string): string {
  return text.replace(UNPRINTABLE, spelt).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A name from the tenant as HTML text that keeps its own writing direction to itself. */
export function htmlName(name: string): string {
  return `<bdi>${escapeHtml(name)}</bdi>`;
}

function spelt(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
