import { escapeHtml } from './html-escape.ts';

/** A wide table in a region of its own that scrolls, also by keyboard, where the window is too narrow for it. */
export function htmlRegion(label: string, table: string): string {
  return `${openRegion(label)}${table}${CLOSE_REGION}`;
}

/** The start of a region whose table is written piece by piece; {@link CLOSE_REGION} ends it. */
export function openRegion(label: string): string {
  return `<div class="region" role="region" aria-label="${escapeHtml(label)}" tabindex="0">`;
}

export const CLOSE_REGION = '</div>';
