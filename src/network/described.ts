/** A fact whose properties ARM sent. */
export type Described<T extends { readonly properties?: unknown }> = T & {
  readonly properties: NonNullable<T['properties']>;
};

export function isDescribed<T extends { readonly properties?: unknown }>(fact: T): fact is Described<T> {
  return fact.properties !== undefined;
}
