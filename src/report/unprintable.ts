/**
 * Characters that show nothing themselves and can change how others show: control characters (escape sequences begin with one), bidi
 * and other format characters but for the two joiners that scripts need, line separators, fillers, lone surrogates.
 */
export const UNPRINTABLE =
  /(?![\u200C\u200D])(?:[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]|\u034F)/gu;
