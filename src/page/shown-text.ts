/**
 * A text from the tenant with every character spelt out that shows nothing and could turn the line around or hide a part of a name
 * (`[U+202E]`), as the plain page does it. `unprintable` comes with the data.
 */
export function createShownText(unprintable: string): (text: string) => string {
  const pattern = new RegExp(unprintable, 'gu');
  return (text) =>
    text.replace(
      pattern,
      (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
