import { describe, expect, it } from 'vitest';
import { displayWidth, fitting } from '../../src/report/display-width.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['mail-01', 7],
    ['Zürich', 6],
    ['Zu\u0308rich', 6],
    ['販売部門', 8],
    ['한국', 4],
    ['ﾊﾝｶｸ', 4],
    ['Ｆｕｌｌ', 8],
    ['हि', 2],
    ['ก็', 1],
    ['🚀', 2],
    ['🇩🇪', 4],
    ['❤️', 2],
    ['█●◆■▲', 5],
  ])('of %j is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('fits whole characters only', () => {
    expect(fitting('販売部門', 5)).toBe('販売');
    expect(fitting('🚀🚀', 3)).toBe('🚀');
    expect(fitting('Zu\u0308rich', 2)).toBe('Zu\u0308');
  });
});
