import * as z from 'zod';
import { nicFactSchema, publicAddressFactSchema } from './network-facts.ts';
import { readingSchema } from './reading.ts';
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

/**
 * A scale set. Only a Uniform one has lists of its own: its instances (each with its power state, as the list with instance views
 * tells it), their NICs, and their public addresses, which are asked for only where a NIC names one. Instances of a Flexible one are
 * ordinary VMs.
 */
export const scaleSetFactSchema = z.object({
  id: resourceIdSchema,
  name: z.string(),
  location: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  orchestration: z.string().optional(),
  instances: readingSchema(vmFactSchema.extend({ powerState: z.string().optional() })),
  networkInterfaces: readingSchema(nicFactSchema),
  publicAddresses: readingSchema(publicAddressFactSchema),
});

export type VmFact = z.output<typeof vmFactSchema>;
export type PowerStateFact = z.output<typeof powerStateFactSchema>;
export type ScaleSetFact = z.output<typeof scaleSetFactSchema>;
