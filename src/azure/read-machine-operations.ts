import type { Reading } from '../model/reading.ts';
import { keyOf } from '../model/resource-id.ts';
import type { MachineOperationFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { flattened } from './child-readings.ts';
import { type LoggedOperation, loggedOperations } from './machine-operations.ts';

export const MACHINE_OPERATION_ACTIONS = ['Microsoft.Insights/eventtypes/values/read'] as const;

const HOUR_MS = 3_600_000;
/** The log goes back 90 days and refuses to be asked for more: an hour less, so that clocks may differ. */
const LOG_REACHES_BACK_MS = 90 * 24 * HOUR_MS - HOUR_MS;

const FIELDS = 'eventTimestamp,operationName,operationId,correlationId,resourceId,status';

/** The query for what happened to machines until `now`; the log takes only these conditions, and them in this form. */
function queryUntil(now: Date): string {
  const since = new Date(now.getTime() - LOG_REACHES_BACK_MS);
  const filter = [
    `eventTimestamp ge '${since.toISOString()}'`,
    `eventTimestamp le '${now.toISOString()}'`,
    `resourceProvider eq 'Microsoft.Compute'`,
  ].join(' and ');
  return `${API_VERSIONS.activityLog}&$filter=${encodeURIComponent(filter)}&$select=${FIELDS}`;
}

/** One fact an operation: the log can tell of one success several times; the first time told counts. */
function oncePerOperation(logged: readonly LoggedOperation[]): readonly MachineOperationFact[] {
  const byOperation = new Map<string, MachineOperationFact>();
  for (const { fact, operation } of logged) {
    const key = `${keyOf(fact.machine)} ${fact.operation} ${operation.toLowerCase()}`;
    const known = byOperation.get(key);
    if (known === undefined || fact.at < known.at) byOperation.set(key, fact);
  }
  return [...byOperation.values()];
}

/** Reads from the activity log which machines were started, deallocated and reimaged with success in the last 90 days: one list. */
export function readMachineOperations(arm: AskArm, now: () => Date = () => new Date()) {
  return async (subscription: SubscriptionId): Promise<Reading<MachineOperationFact>> => {
    const [action] = MACHINE_OPERATION_ACTIONS;
    const events = await arm.list({
      path: `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`,
      query: queryUntil(now()),
      action,
      fact: loggedOperations,
    });
    const logged = flattened(events);
    return logged.kind === 'not-asked' ? logged : { ...logged, items: oncePerOperation(logged.items) };
  };
}
