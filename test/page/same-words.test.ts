import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createdInterval as pageInterval } from '../../src/page/created-interval.ts';
import { counted as pageCounted, share as pageShare } from '../../src/page/numbers.ts';
import { portalAddress } from '../../src/page/portal-address.ts';
import { readableTime as pageTime } from '../../src/page/readable-time.ts';
import { createShownText } from '../../src/page/shown-text.ts';
import { counted, share } from '../../src/report/counted.ts';
import { createdInterval } from '../../src/report/created-interval.ts';
import { escapeHtml } from '../../src/report/html-escape.ts';
import { portalLink, portalOf } from '../../src/report/portal-link.ts';
import { readableTime } from '../../src/report/readable-time.ts';
import { UNPRINTABLE } from '../../src/report/unprintable.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
const day = fc.option(fc.constantFrom('2017-11-14', '2019-04-02T08:11:00Z', '2019-04-02'));

/** The application may not import the plain page's code: what both say must stay the same. */
describe('the application says as the plain page does', () => {
  it('names with hidden characters', () => {
    const shown = createShownText(UNPRINTABLE.source);
    fc.assert(
      fc.property(text, (name) => {
        // The plain page escapes markup besides; the application hands text to the browser as text.
        expect(escapeHtml(shown(name))).toBe(escapeHtml(name));
      }),
    );
    expect(shown('a\u202Eb')).toBe('a[U+202E]b');
  });

  it('links to the portal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((name) => `/subscriptions/${name}`),
        ),
        (id) => {
          expect(portalAddress(portalOf('AzureCloud'), id)).toBe(portalLink('AzureCloud', id));
        },
      ),
    );
  });

  it('numbers, shares, times and intervals', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.nat()), day, day, ([a, b], from, to) => {
        expect(pageCounted(a, 'VM')).toBe(counted(a, 'VM'));
        expect(pageShare(Math.min(a, b), b)).toBe(share(Math.min(a, b), b));
        expect(pageInterval(from, to)).toBe(createdInterval(from, to));
        expect(pageTime(from ?? '2026-11-23T02-00-00Z')).toBe(readableTime(from ?? '2026-11-23T02-00-00Z'));
      }),
    );
  });
});
