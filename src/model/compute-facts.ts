import * as z from 'zod';
import { resourceIdSchema } from './scalars.ts';

/** A virtual machine. `timeCreated` is ISO 8601 UTC; `networkInterfaces` is absent when ARM sent no network profile. */
export const vmFactSchema = z.object({
  id: resourceIdSchema,
  name: z.string(),
  location: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  timeCreated: z.string().optional(),
  scaleSet: resourceIdSchema.optional(),
  networkInterfaces: z.array(z.object({ id: resourceIdSchema, primary: z.boolean().optional() })).optional(),
});

/** What the status list adds to a VM: `powerState` is the part after `PowerState/` in lower case, absent when not reported. */
export const powerStateFactSchema = z.object({ id: resourceIdSchema, powerState: z.string().optional() });

export type VmFact = z.output<typeof vmFactSchema>;
export type PowerStateFact = z.output<typeof powerStateFactSchema>;
