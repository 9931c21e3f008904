import type { OfferClass } from '../model/offer.ts';
import type { PolicyStatus, RequestRoute } from '../model/revision.ts';
import { CELL_MEANINGS } from './cell.ts';
import type { Revision } from './revision.ts';
import { STATED_READINGS } from './stated-readings.ts';

export type CutoffSide = 'before' | 'after';

/**
 * What a revision says of one class on one side of the cut-off, and on what it rests: the text names the class (`named`), the
 * class is read as another (`inferred`, `readAs` null where it cannot be), or Microsoft's second page speaks (`second-page`).
 */
export interface PolicyRuling {
  readonly status: PolicyStatus;
  readonly route?: RequestRoute;
  readonly basis: 'named' | 'inferred' | 'second-page';
  readonly readAs?: OfferClass | null;
}

/**
 * Decides one cell of the policy table for one side of the cut-off. Before the cut-off a revision with a second page is open for
 * every class that its own text does not name as open anyway (Microsoft, Network security groups overview, 07/15/2025).
 */
export function rulingFor(revision: Revision, offer: OfferClass, side: CutoffSide): PolicyRuling {
  const cell = revision.cells[offer];
  if (side === 'before' && revision.secondPage !== undefined && cell !== 'O') {
    return { status: 'open', basis: 'second-page' };
  }
  if (cell !== '–') return { ...CELL_MEANINGS[cell][side], basis: 'named' };
  const readAs = STATED_READINGS[offer];
  const cellOfReading = readAs === undefined ? '–' : revision.cells[readAs];
  if (readAs === undefined || cellOfReading === '–') {
    return { status: 'undetermined', basis: 'inferred', readAs: null };
  }
  return { ...CELL_MEANINGS[cellOfReading][side], basis: 'inferred', readAs };
}
