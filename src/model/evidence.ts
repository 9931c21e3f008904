import type { Confidence } from './confidence.ts';

/**
 * A fact used in a judgement. `fact` names it in the field's words ("quota ID", "subnet NSG"), `value` is what was seen, `source`
 * the API and field or the document that it was seen in. `note` says how it was read, or what contradicts it.
 */
export interface Evidence {
  readonly fact: string;
  readonly value: string;
  readonly source: string;
  readonly confidence?: Confidence;
  readonly note?: string;
}
