import type { ResourceId } from '../../src/model/resource-id.ts';
import { parseResourceId } from '../../src/model/resource-id.ts';

/** An ID that a test writes down. */
export function resourceId(text: string): ResourceId {
  const id = parseResourceId(text);
  if (id === undefined) throw new Error('a test’s resource ID is empty');
  return id;
}
