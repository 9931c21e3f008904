import type { Verdict } from '../model/verdict.ts';

const VERDICT_CODES = {
  direct: 32,
  restart: 36,
  'request-exemption': 33,
  relay: 31,
  'fix-network': 35,
  undetermined: 90,
} as const satisfies Record<Verdict, number>;

/** How a terminal emphasises: each function returns the text, with ANSI codes only where colour was asked for. */
export interface TerminalStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
}

/** The style of a terminal with or without colour. No meaning lies in the colour alone. */
export function terminalStyle(colour: boolean): TerminalStyle {
  const paint = (code: number, text: string) =>
    colour && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text;
  return {
    strong: (text) => paint(1, text),
    faint: (text) => paint(2, text),
    verdict: (verdict, text) => paint(VERDICT_CODES[verdict], text),
  };
}
