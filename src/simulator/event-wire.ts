import { dateOf } from './calendar.ts';
import type { Wire } from './estate.ts';
import type { LogEntry, Operation } from './machine-state.ts';
import { type Place, shouted } from './place.ts';

/** The machine that an operation was done to; `type` is below `Microsoft.Compute/`. */
export interface Operated {
  readonly id: string;
  readonly type: 'virtualMachines' | 'virtualMachineScaleSets/virtualMachines';
  readonly tenantId: string;
}

const STARTED = '08:15:00';

/** What follows on the beginning of an operation: a status, and how many seconds after it. */
const COURSES = {
  Succeeded: [
    ['Started', 0],
    ['Accepted', 1],
    ['Succeeded', 74],
  ],
  Failed: [
    ['Started', 0],
    ['Failed', 31],
  ],
  never: [
    ['Started', 0],
    ['Accepted', 1],
  ],
} as const satisfies Record<NonNullable<LogEntry['ended']>, readonly (readonly [string, number])[]>;

/** The moment at which an operation came to a status, as the log spells it. */
function momentAfter(today: string, entry: LogEntry, seconds: number): string {
  const begun = `${dateOf(today, entry)}T${entry.time ?? STARTED}Z`;
  return new Date(Date.parse(begun) + 1000 * seconds).toISOString().replace('.000Z', '.1607724Z');
}

/** When an operation succeeded, or `undefined` where it did not. */
export function successOf(today: string, entry: LogEntry): string | undefined {
  if ((entry.ended ?? 'Succeeded') !== 'Succeeded') return undefined;
  return momentAfter(today, entry, 74);
}

function localizable(value: string): Wire {
  return { value, localizedValue: value };
}

function actionOf(type: Operated['type'], operation: Operation): string {
  return `Microsoft.Compute/${type}/${operation}/action`;
}

/** The events of one operation, from its beginning to its end; some of the log's services shout names. */
export function eventWires(
  place: Place,
  operated: Operated,
  done: { readonly today: string; readonly entry: LogEntry },
): readonly Wire[] {
  const { entry, today } = done;
  const action = actionOf(operated.type, entry.operation);
  const operationId = place.seed.guid();
  return COURSES[entry.ended ?? 'Succeeded'].map(([status, seconds]) => {
    const at = momentAfter(today, entry, seconds);
    const eventDataId = place.seed.guid();
    return {
      authorization: { action, scope: operated.id },
      caller: 'operations@contoso.com',
      channels: 'Operation',
      correlationId: operationId,
      description: '',
      eventDataId,
      eventName: localizable(status === 'Started' ? 'BeginRequest' : 'EndRequest'),
      category: localizable('Administrative'),
      id: `${operated.id}/events/${eventDataId}/ticks/${Date.parse(at)}0000`,
      level: status === 'Failed' ? 'Error' : 'Informational',
      resourceGroupName: place.resourceGroup,
      resourceProviderName: localizable('Microsoft.Compute'),
      resourceId: seconds > 1 ? shouted(operated.id) : operated.id,
      resourceType: localizable(`Microsoft.Compute/${operated.type}`),
      operationId,
      operationName: { value: action, localizedValue: `${entry.operation} machine` },
      status: localizable(status),
      subStatus: localizable(''),
      eventTimestamp: at,
      submissionTimestamp: at,
      subscriptionId: place.subscriptionId,
      tenantId: operated.tenantId,
      properties: {},
    };
  });
}
