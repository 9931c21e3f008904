import * as z from 'zod';
import type { PolicyAssignmentFact } from '../model/subscription-facts.ts';
import { isoTime, parseFrame, reported, text } from './raw-arm.ts';

const policyAssignmentSchema = z.object({
  scope: text.catch(undefined),
  metadata: z
    .object({ createdOn: text.catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** An assignment of Azure Policy with its scope and the time of its creation; who made it is not kept. */
export function policyAssignmentFact(raw: unknown): PolicyAssignmentFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = policyAssignmentSchema.safeParse(frame.properties);
  if (!properties.success) return { id: frame.id };
  const { scope, metadata } = properties.data;
  return { id: frame.id, ...reported({ scope, createdOn: isoTime(metadata?.createdOn) }) };
}
