/** A column of a table of findings: its header, and the text of its cell. An unknown value is the empty text. */
export interface Column<T> {
  readonly header: string;
  readonly value: (finding: T) => string;
}
