import type { Cutoff } from '../model/revision.ts';
import type { Moment } from './moment.ts';

const CUTOFF_DAY = '2017-11-15';
/** The first instant past 2017-11-13T23:59:59Z. */
const BEFORE_ENDS = Date.parse('2017-11-14T00:00:00Z');
const AFTER_STARTS = Date.parse('2017-11-17T00:00:00Z');

/**
 * On which side of the cut-off a moment lies. Microsoft's texts name 15 November 2017 without a time zone, so the side of an
 * instant from 2017-11-14T00:00:00Z up to 2017-11-16T23:59:59Z is not determined; a calendar date is compared as a date and only
 * the 15th itself is not.
 */
export function cutoffSide(moment: Moment): Cutoff {
  if (moment.kind === 'date') {
    if (moment.day === CUTOFF_DAY) return 'indeterminate';
    return moment.day < CUTOFF_DAY ? 'before' : 'after';
  }
  if (moment.ms < BEFORE_ENDS) return 'before';
  return moment.ms >= AFTER_STARTS ? 'after' : 'indeterminate';
}
