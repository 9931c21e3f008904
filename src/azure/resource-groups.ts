import type { ResourceGroupFact } from '../model/subscription-facts.ts';
import { createdTimeOf, identityOf, parseFrame, reported } from './raw-arm.ts';

/** A resource group of the list asked with `$expand=createdTime`, which Resource Manager answers though it does not document it. */
export function resourceGroupFact(raw: unknown): ResourceGroupFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const { id, name } = identityOf(frame);
  return { id, name, ...reported({ createdTime: createdTimeOf(raw), tags: frame.tags }) };
}
