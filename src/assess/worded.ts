/** A reason or action in words; `source` is the Microsoft page and date, or the API field, that it rests on. */
export interface Worded {
  readonly message: string;
  readonly source?: string;
}

/** Prose for a whole union of codes: a code without words does not compile. */
export type Prose<R extends { readonly code: string }> = {
  readonly [C in R['code']]: (subject: Extract<R, { readonly code: C }>) => Worded;
};
