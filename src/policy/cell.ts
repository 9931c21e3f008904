import type { PolicyStatus, RequestRoute } from '../model/revision.ts';

/**
 * What a revision says of one class of offer, in the symbols of the policy table. `D→x` is open for a subscription created before
 * 15 November 2017 and x otherwise; `–` means that the text does not name the class.
 */
export type Cell = 'O' | 'D→DIAG' | 'D→SUP' | 'D→NO' | 'DIAG' | 'SUP' | 'SUP by the partner' | 'NO' | '–';

/** What Azure does with a subscription on one side of the cut-off. */
interface Ruling {
  readonly status: Exclude<PolicyStatus, 'undetermined'>;
  readonly route?: RequestRoute;
}

/** A cell's ruling on each side of the cut-off, and the cell in words. */
export interface CellMeaning {
  readonly before: Ruling;
  readonly after: Ruling;
  readonly words: string;
}

const OPEN: Ruling = { status: 'open' };
const DIAGNOSE: Ruling = { status: 'requestable', route: 'diagnose' };
const SUPPORT: Ruling = { status: 'requestable', route: 'support' };
const PARTNER: Ruling = { status: 'requestable', route: 'support-by-partner' };
const NEVER: Ruling = { status: 'no-exemption' };

const BY_DIAGNOSTIC =
  'blocked, removable by the diagnostic "Cannot send email (SMTP-Port 25)" of a virtual network';
const BY_SUPPORT = 'blocked, removable through a support request';
const NOT_REMOVED = 'blocked, never removed';
const DATED = 'open if created before 15 November 2017, otherwise ';

/** The meaning of every cell that names a class. A class that is not named has a stated reading: `stated-readings.ts`. */
export const CELL_MEANINGS = {
  O: { before: OPEN, after: OPEN, words: 'open' },
  'D→DIAG': { before: OPEN, after: DIAGNOSE, words: DATED + BY_DIAGNOSTIC },
  'D→SUP': { before: OPEN, after: SUPPORT, words: DATED + BY_SUPPORT },
  'D→NO': { before: OPEN, after: NEVER, words: DATED + NOT_REMOVED },
  DIAG: { before: DIAGNOSE, after: DIAGNOSE, words: BY_DIAGNOSTIC },
  SUP: { before: SUPPORT, after: SUPPORT, words: BY_SUPPORT },
  'SUP by the partner': { before: PARTNER, after: PARTNER, words: `${BY_SUPPORT} by the CSP partner` },
  NO: { before: NEVER, after: NEVER, words: NOT_REMOVED },
} as const satisfies Record<Exclude<Cell, '–'>, CellMeaning>;
