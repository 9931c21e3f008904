import * as z from 'zod';
import { parseResourceId } from '../model/resource-id.ts';
import type { MachineOperationFact } from '../model/subscription-facts.ts';
import { isoTime, text } from './raw-arm.ts';

/** A finished operation with what tells it from another of the same kind on the same machine. */
export interface LoggedOperation {
  readonly fact: MachineOperationFact;
  readonly operation: string;
}

/** A value with its words in the reader's language, of which only the value counts; some services send it bare. */
const localizable = z
  .union([z.object({ value: text }), z.string()])
  .nullish()
  .catch(undefined);

const eventSchema = z.object({
  operationName: localizable,
  status: localizable,
  resourceId: text.catch(undefined),
  eventTimestamp: text.catch(undefined),
  operationId: text.catch(undefined),
  correlationId: text.catch(undefined),
});

/** What a VM's, and what a scale-set instance's operations are called in the activity log. */
const OPERATIONS: ReadonlyMap<string, MachineOperationFact['operation']> = new Map([
  ['microsoft.compute/virtualmachines/start/action', 'start'],
  ['microsoft.compute/virtualmachines/deallocate/action', 'deallocate'],
  ['microsoft.compute/virtualmachinescalesets/virtualmachines/start/action', 'start'],
  ['microsoft.compute/virtualmachinescalesets/virtualmachines/deallocate/action', 'deallocate'],
  ['microsoft.compute/virtualmachinescalesets/virtualmachines/reimage/action', 'reimage'],
]);

function wordOf(raw: z.output<typeof localizable>): string {
  const value = typeof raw === 'string' ? raw : raw?.value;
  return value?.trim().toLowerCase() ?? '';
}

/**
 * The operations that an event of the activity log (Microsoft.Insights, api-version 2015-04-01) tells of: one, or none where it is
 * another operation or has not succeeded. `undefined` where a start, deallocation or reimage has no machine or no time.
 */
export function loggedOperations(raw: unknown): readonly LoggedOperation[] | undefined {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const event = parsed.data;
  const operation = OPERATIONS.get(wordOf(event.operationName));
  if (operation === undefined || wordOf(event.status) !== 'succeeded') return [];
  const machine = parseResourceId(event.resourceId ?? '');
  const at = isoTime(event.eventTimestamp);
  if (machine === undefined || at === undefined) return undefined;
  return [{ fact: { machine, operation, at }, operation: event.operationId || event.correlationId || at }];
}
