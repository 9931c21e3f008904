/** Takes no column: joiners and combining marks, but for those with a place of their own (\p{Mc}, as in Hindi). */
const ZERO = /^(?!\uFE0F)[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Takes two columns in a terminal: East Asian wide and full-width characters, hexagrams, emoji, and the halves of flags. */
const WIDE =
  /^[\u1100-\u115F\u231A\u231B\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F1E6}-\u{1F64F}\u{1F680}-\u{1FAFF}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]$/u;

/**
 * The columns that a text takes in a terminal, counted character by character: never less than what a terminal draws, and more
 * only where it joins several emoji into one. U+FE0F, which widens the symbol before it to an emoji, counts one.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The longest start of the text that fits into the width. */
export function fitting(text: string, width: number): string {
  let left = width;
  let end = 0;
  for (const character of text) {
    left -= characterWidth(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function characterWidth(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
