import { OFFER_CLASSES, type OfferClass } from '../model/offer.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Cell } from './cell.ts';
import { CELL_MEANINGS } from './cell.ts';
import { REVISIONS } from './revisions.ts';
import { STATED_READINGS } from './stated-readings.ts';

/** One cell for display: its symbol as in Microsoft's rules, and what it means in words. */
export interface PolicyCell {
  readonly revision: RevisionName;
  readonly symbol: Cell;
  readonly words: string;
}

/** One class of offer with its cell in each of the revisions asked for, in that order. */
export interface PolicyRow {
  readonly offer: OfferClass;
  readonly cells: readonly PolicyCell[];
}

/** The rules of the given revisions as a table, one row for every class of offer. */
export function policyTable(revisions: readonly RevisionName[]): readonly PolicyRow[] {
  return OFFER_CLASSES.map((offer) => ({
    offer,
    cells: revisions.map((revision) => policyCell(revision, offer)),
  }));
}

/** One cell of the table, with the stated reading where the text does not name the class. */
export function policyCell(revision: RevisionName, offer: OfferClass): PolicyCell {
  const symbol = REVISIONS[revision].cells[offer];
  const dated = REVISIONS[revision].secondPage !== undefined && symbol !== 'O';
  const tail = dated ? '; open all the same if created before 15 November 2017, by the second page' : '';
  return { revision, symbol, words: wordsFor(revision, offer) + tail };
}

function wordsFor(revision: RevisionName, offer: OfferClass): string {
  const { cells } = REVISIONS[revision];
  const symbol = cells[offer];
  if (symbol !== '–') return CELL_MEANINGS[symbol].words;
  const readAs = STATED_READINGS[offer];
  const reading = readAs === undefined ? '–' : cells[readAs];
  return readAs === undefined || reading === '–'
    ? 'not named, and no offer named there could be it: undetermined'
    : `not named; read (inferred) as ${readAs}: ${CELL_MEANINGS[reading].words}`;
}
