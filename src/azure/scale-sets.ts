import * as z from 'zod';
import type { PowerStateFact, ScaleSetFact, VmFact } from '../model/compute-facts.ts';
import { identityOf, parseFrame, reported, text } from './raw-arm.ts';
import { powerStateFact, vmFact } from './virtual-machines.ts';

/** A scale set as the list of scale sets has it; `capacity` is the number of instances that it is to hold. */
export interface ListedScaleSet {
  readonly fact: Omit<ScaleSetFact, 'instances' | 'networkInterfaces' | 'publicAddresses'>;
  readonly capacity?: number;
}

const scaleSetSchema = z.object({ orchestrationMode: text.catch(undefined) });
const skuSchema = z.object({ sku: z.object({ capacity: z.number() }) });

/** A scale set of the subscription's list; in old API versions it has no orchestration mode, which means Uniform. */
export function listedScaleSet(raw: unknown): ListedScaleSet | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = scaleSetSchema.safeParse(frame.properties);
  const sku = skuSchema.safeParse(raw);
  return {
    fact: {
      ...identityOf(frame),
      ...reported({
        tags: frame.tags,
        orchestration: properties.success ? properties.data.orchestrationMode : undefined,
      }),
    },
    ...(sku.success ? { capacity: sku.data.sku.capacity } : {}),
  };
}

/** An instance of a Uniform scale set, from the list asked with instance views, which tell its power state. */
export function scaleSetInstanceFact(raw: unknown): (VmFact & PowerStateFact) | undefined {
  const vm = vmFact(raw);
  return vm && { ...vm, ...powerStateFact(raw) };
}
