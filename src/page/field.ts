import type { ComponentChildren } from 'preact';
import type { Column } from './column.ts';

/** A column of a table as a person sees it, sorts by it and filters by it. */
export interface Field {
  /** Its name in the address: `verdict` in `#/vms?verdict=relay`. */
  readonly key: string;
  readonly title: string;
  readonly column: Column;
  /** Its share of the width, at least in rem. */
  readonly width: number;
  readonly numeric?: boolean;
  /** A value in words; what is not given stands as it is. */
  readonly words?: (value: string) => string;
  readonly render?: (value: string, row: number) => ComponentChildren;
  /** What stands where there is no value. */
  readonly empty?: string;
  /** Where a value stands in the order, when not by its text. */
  readonly place?: (value: string | null) => number;
}

/** A value in words, also where there is none. */
export function wordsOf(field: Field, value: string | null): string {
  if (value === null) return field.empty ?? 'not known';
  return field.words?.(value) ?? value;
}

/** A value in the address; a dash stands for none. */
export function toParam(value: string | null): string {
  return value ?? '-';
}

export function fromParam(param: string): string | null {
  return param === '-' ? null : param;
}
