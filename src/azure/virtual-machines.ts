import * as z from 'zod';
import type { PowerStateFact, VmFact } from '../model/compute-facts.ts';
import { parseResourceId, UNREADABLE_REFERENCE } from '../model/resource-id.ts';
import {
  flag,
  identityOf,
  listOf,
  parseFrame,
  reference,
  referredId,
  reported,
  text,
  utcTime,
} from './raw-arm.ts';

const interfaceSchema = z.object({
  id: text,
  properties: z
    .object({ primary: flag.catch(undefined) })
    .nullish()
    .catch(undefined),
});

const vmSchema = z.object({
  timeCreated: text.catch(undefined),
  virtualMachineScaleSet: reference.catch(undefined),
  networkProfile: z
    .object({ networkInterfaces: listOf(interfaceSchema) })
    .nullish()
    .catch(undefined),
});

/** A VM of the subscription's VM list. */
export function vmFact(raw: unknown): VmFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = vmSchema.safeParse(frame.properties);
  const vm = properties.success ? properties.data : {};
  const interfaces = vm.networkProfile?.networkInterfaces?.map((entry) => ({
    id: parseResourceId(entry.id ?? '') ?? UNREADABLE_REFERENCE,
    ...reported({ primary: entry.properties?.primary }),
  }));
  return {
    ...identityOf(frame),
    ...reported({
      tags: frame.tags,
      timeCreated: utcTime(vm.timeCreated),
      scaleSet: referredId(vm.virtualMachineScaleSet),
      networkInterfaces: interfaces,
    }),
  };
}

const statusSchema = z.object({
  instanceView: z.object({ statuses: listOf(z.object({ code: text })) }).nullish(),
});

const POWER_STATE = /^PowerState\/(.+)$/i;

/** A VM of the same list asked with `statusOnly=true`; the last power state among its statuses counts. */
export function powerStateFact(raw: unknown): PowerStateFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = statusSchema.safeParse(frame.properties);
  const statuses = properties.success ? (properties.data.instanceView?.statuses ?? []) : [];
  const states = statuses.flatMap((status) => POWER_STATE.exec(status.code ?? '')?.[1]?.toLowerCase() ?? []);
  return { id: frame.id, ...reported({ powerState: states.at(-1) }) };
}
