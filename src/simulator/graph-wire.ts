import type { Wire } from './estate.ts';

/** A resource as Resource Graph has it, with the columns that every row can be asked for. */
export function graphWire(resource: Wire, type: string): Wire {
  const id = graphId(String(resource['id']));
  const [, , subscriptionId = '', , resourceGroup = ''] = id.split('/');
  return {
    id,
    name: resource['name'],
    type,
    tenantId: '',
    kind: typeof resource['kind'] === 'string' ? resource['kind'].toLowerCase() : '',
    location: typeof resource['location'] === 'string' ? resource['location'].toLowerCase() : '',
    resourceGroup,
    subscriptionId,
    managedBy: '',
    sku: resource['sku'] ?? null,
    plan: null,
    properties: graphProperties(resource['properties'], type),
    tags: resource['tags'] ?? null,
    identity: null,
    zones: resource['zones'] ?? null,
    extendedLocation: null,
  };
}

/** Resource Graph writes the resource group in lower case where Resource Manager keeps its spelling. */
function graphId(id: string): string {
  return id.replace(/\/resourceGroups\/[^/]+/i, (part) => `/resourceGroups/${part.slice(16).toLowerCase()}`);
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** To the millisecond and in UTC, where Resource Manager writes more digits and an offset. */
function graphTime(time: unknown): unknown {
  const instant = new Date(String(time));
  return Number.isNaN(instant.getTime()) ? time : instant.toISOString();
}

function powerStateOf(instanceView: unknown): Wire | null {
  const statuses = isWire(instanceView) ? instanceView['statuses'] : undefined;
  const states = Array.isArray(statuses) ? statuses.filter(isWire) : [];
  const state = states.findLast(({ code }) => String(code).startsWith('PowerState/'));
  if (state === undefined) return null;
  const code = String(state['code']);
  return { code, displayStatus: `VM ${code.slice('PowerState/'.length)}`, level: 'Info' };
}

const MACHINE = /\/virtualmachines$/;

/** A machine's instance view stands under `extended`, and holds the power state by itself. */
function graphProperties(raw: unknown, type: string): Wire | null {
  if (!isWire(raw)) return null;
  const { instanceView, timeCreated, ...properties } = raw;
  return {
    ...properties,
    ...(timeCreated === undefined ? {} : { timeCreated: graphTime(timeCreated) }),
    ...(MACHINE.test(type) ? { extended: { instanceView: { powerState: powerStateOf(instanceView) } } } : {}),
  };
}
