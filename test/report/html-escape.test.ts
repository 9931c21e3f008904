import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, htmlName } from '../../src/report/html-escape.ts';

describe('escapeHtml', () => {
  it.each([
    ['<script>', '&lt;script&gt;'],
    [`"'&`, '&quot;&#39;&amp;'],
    ['a\u202Eb', 'a[U+202E]b'],
    ['a\u0000\n\u200Bb', 'a[U+0000][U+000A][U+200B]b'],
    ['\u{E0041}', '[U+E0041]'],
    ['\uD800', '[U+D800]'],
    ['می\u200Cخواهم 👩\u200D🚀 日本', 'می\u200Cخواهم 👩\u200D🚀 日本'],
  ])('shows %j as %j', (text, html) => {
    expect(escapeHtml(text)).toBe(html);
  });

  it('leaves nothing in any text that could begin markup, end an attribute or turn the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(
          /[<>"'\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]|&(?!(?:amp|lt|gt|quot|#39);)/u,
        );
      }),
    );
  });

  it('keeps the direction of a name to itself', () => {
    expect(htmlName('שלום <b>')).toBe('<bdi>שלום &lt;b&gt;</bdi>');
  });
});
