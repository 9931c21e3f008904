import * as z from 'zod';
import type { DatedResourceFact } from '../model/subscription-facts.ts';
import { createdTimeOf, isoTime, parseFrame, reported, text } from './raw-arm.ts';

/** Any resource, of the list asked with `$expand=createdTime`: nothing but its ID and when it was made there. */
export function datedResourceFact(raw: unknown): DatedResourceFact | undefined {
  const frame = parseFrame(raw);
  return frame && { id: frame.id, ...reported({ createdTime: createdTimeOf(raw) }) };
}

const diskSchema = z.object({ timeCreated: text.catch(undefined) });

/** A managed disk with the time at which it was made. */
export function diskFact(raw: unknown): DatedResourceFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = diskSchema.safeParse(frame.properties);
  const createdTime = properties.success ? isoTime(properties.data.timeCreated) : undefined;
  return { id: frame.id, ...reported({ createdTime }) };
}
