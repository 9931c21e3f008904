import * as z from 'zod';
import type { RoleAssignmentFact } from '../model/subscription-facts.ts';
import { parseFrame, reported, text, utcTime } from './raw-arm.ts';

const roleAssignmentSchema = z.object({ scope: text, createdOn: text });

/** A role assignment with its scope and the time of its creation; who holds the role is not kept. */
export function roleAssignmentFact(raw: unknown): RoleAssignmentFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = roleAssignmentSchema.safeParse(frame.properties);
  return {
    id: frame.id,
    ...(properties.success
      ? reported({ scope: properties.data.scope, createdOn: utcTime(properties.data.createdOn) })
      : {}),
  };
}
