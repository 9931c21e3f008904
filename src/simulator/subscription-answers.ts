import { activityLog } from './activity-log.ts';
import { COMPUTE_TYPES, type Estate, NETWORK_TYPES, type ResourceType, type Wire } from './estate.ts';
import { type Inside, page, refused } from './inside.ts';
import { listingOf } from './paging.ts';
import { refuse, refuseAt } from './refuse.ts';
import { armError, type Reply } from './reply.ts';
import { billingPropertyWire, subscriptionWire } from './subscription-wire.ts';
import { unknownType } from './unknown-type.ts';
import {
  billingPeriods,
  policyAssignments,
  resourceGroups,
  resources,
  roleAssignments,
} from './witness-answers.ts';

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ...COMPUTE_TYPES.map((type) => [`microsoft.compute/${type.toLowerCase()}`, type] as const),
  ...NETWORK_TYPES.map((type) => [`microsoft.network/${type.toLowerCase()}`, type] as const),
]);

/** The lists inside a resource, by the types on the way to them. */
const CHILD_TYPES: ReadonlySet<string> = new Set([
  'virtualmachinescalesets/virtualmachines',
  'virtualmachinescalesets/networkinterfaces',
  'virtualmachinescalesets/publicipaddresses',
  'firewallpolicies/rulecollectiongroups',
  'virtualhubs/hubvirtualnetworkconnections',
  'virtualhubs/hubroutetables',
  'virtualhubs/routingintent',
  'networkmanagers/securityadminconfigurations',
  'networkmanagers/securityadminconfigurations/rulecollections',
  'networkmanagers/securityadminconfigurations/rulecollections/rules',
]);

/** The newest api-version of the list of a scale set's NICs; newer ones are refused, as the network provider documents none. */
const SCALE_SET_NIC_VERSION = '2018-10-01';

/** A request for a resource or a list of them: types and names in turn, below a namespace, perhaps in one resource group. */
interface ResourcePath {
  readonly group: string | undefined;
  readonly namespace: string;
  readonly names: readonly string[];
  /** The whole path, in lower case. */
  readonly key: string;
}

function isIn(group: string | undefined): (wire: Wire) => boolean {
  if (group === undefined) return () => true;
  const part = `/resourcegroups/${group.toLowerCase()}/`;
  return (wire) => String(wire['id']).toLowerCase().includes(part);
}

function topList(inside: Inside, type: ResourceType, group: string | undefined): Reply {
  const refusal = refused(inside, type);
  if (refusal !== undefined) return refusal;
  const estate = inside.tenant.estateAt(inside.index);
  const statusOnly = type === 'virtualMachines' && inside.url.searchParams.get('statusOnly') === 'true';
  const all = statusOnly ? estate.statuses : estate.resources[type];
  return page(inside, listingOf(group === undefined ? all : all.filter(isIn(group))));
}

function typesOf(names: readonly string[]): string[] {
  return names.filter((_, at) => at % 2 === 0);
}

/** The refusal of a path or of anything that it is inside. */
function deniedAt(inside: Inside, path: ResourcePath): Reply | undefined {
  const { denied } = inside.tenant.estateAt(inside.index);
  const [, refusal] =
    Object.entries(denied).find(([at]) => path.key === at || path.key.startsWith(`${at}/`)) ?? [];
  if (refusal === undefined) return undefined;
  const segments = inside.url.pathname.split('/');
  const isList = path.names.length % 2 === 1;
  return refuseAt(refusal, {
    action: `${path.namespace}/${typesOf(path.names).join('/')}/read`,
    scope: (isList ? segments.slice(0, -1) : segments).join('/'),
    objectId: inside.tenant.identity.objectId,
  });
}

function resourceNotFound(path: ResourcePath): Reply {
  const last = path.names.length - (path.names.length % 2);
  const names = path.names.slice(0, last);
  const type = `${path.namespace}/${typesOf(names).join('/')}`;
  const message = `The Resource '${type}/${names.at(-1)}' under resource group '${path.group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return armError(404, 'ResourceNotFound', message);
}

/** One resource, wherever it is in the subscription, by its ID in lower case. */
function single(estate: Estate, type: ResourceType, key: string): Wire | undefined {
  const list = estate.resources[type].some(({ id }) => key === String(id).toLowerCase())
    ? estate.resources[type]
    : (estate.children[key.slice(0, key.lastIndexOf('/'))] ?? []);
  return list.find(({ id }) => key === String(id).toLowerCase());
}

/** Instances carry their instance view only where it was asked for. */
function instances(inside: Inside, wires: readonly Wire[]): readonly Wire[] {
  const expand = inside.url.searchParams.get('$expand')?.toLowerCase();
  if (expand === 'instanceview') return wires;
  return wires.map((wire) => {
    const { instanceView: _, ...properties } = wire['properties'] as Wire;
    return { ...wire, properties };
  });
}

function childList(inside: Inside, path: ResourcePath): Reply {
  const types = typesOf(path.names).join('/').toLowerCase();
  if (!CHILD_TYPES.has(types)) return unknownType(`${path.namespace}/${types}`, inside.url);
  const version = inside.url.searchParams.get('api-version') ?? '';
  if (types === 'virtualmachinescalesets/networkinterfaces' && version > SCALE_SET_NIC_VERSION) {
    const message = `No registered resource provider found for location 'westeurope' and API version '${version}' for type 'virtualMachineScaleSets/networkInterfaces'. The supported api-versions are '2016-03-30, 2017-03-30, ${SCALE_SET_NIC_VERSION}'.`;
    return armError(400, 'NoRegisteredProviderFound', message);
  }
  const wires = inside.tenant.estateAt(inside.index).children[path.key];
  if (types === 'virtualhubs/routingintent' && wires === undefined) return resourceNotFound(path);
  const listed = types === 'virtualmachinescalesets/virtualmachines' ? instances(inside, wires ?? []) : wires;
  return page(inside, listingOf(listed ?? []));
}

function resource(inside: Inside, path: ResourcePath): Reply {
  const lower = `${path.namespace}/${path.names[0] ?? ''}`.toLowerCase();
  const type = TYPES.get(lower);
  if (type === undefined) {
    return (
      refused(inside, 'everything') ?? unknownType(`${path.namespace}/${path.names[0] ?? ''}`, inside.url)
    );
  }
  if (path.names.length === 1) return topList(inside, type, path.group);
  const refusal = refused(inside, type) ?? deniedAt(inside, path);
  if (refusal !== undefined) return refusal;
  const isList = path.names.length % 2 === 1;
  const estate = inside.tenant.estateAt(inside.index);
  const wire = single(estate, type, isList ? path.key.slice(0, path.key.lastIndexOf('/')) : path.key);
  if (wire === undefined) return resourceNotFound(path);
  return isList ? childList(inside, path) : { status: 200, body: wire };
}

function billingProperty(inside: Inside): Reply {
  const { billing } = inside.tenant.situationAt(inside.index);
  const refusal = refused(inside, 'billingProperty');
  if (refusal !== undefined) return refusal;
  if (billing === 'forbidden' || billing === 'not-found') {
    const { objectId } = inside.tenant.identity;
    const subscription = inside.tenant.idAt(inside.index);
    return refuse(billing, { what: 'billingProperty', subscription, objectId });
  }
  return { status: 200, body: billingPropertyWire(inside.tenant, inside.index) };
}

/** What is asked by a path of its own, in lower case, below `/subscriptions/{id}/providers/`. */
const OTHER: ReadonlyMap<string, (inside: Inside) => Reply> = new Map([
  ['microsoft.billing/billingproperty/default', billingProperty],
  ['microsoft.billing/billingperiods', billingPeriods],
  ['microsoft.authorization/roleassignments', roleAssignments],
  ['microsoft.authorization/policyassignments', policyAssignments],
  ['microsoft.insights/eventtypes/management/values', activityLog],
]);

/** The answer to a request inside a subscription; `segments` are those of its path that follow the subscription's ID. */
export function answerInside(inside: Inside, segments: readonly string[]): Reply {
  if (segments.length === 0) {
    return (
      refused(inside, 'everything') ?? { status: 200, body: subscriptionWire(inside.tenant, inside.index) }
    );
  }
  const inGroup = segments[0]?.toLowerCase() === 'resourcegroups';
  const group = inGroup ? segments[1] : undefined;
  const [root, namespace = '', ...names] = segments.slice(inGroup ? 2 : 0);
  if (inGroup && root === undefined) return resourceGroups(inside, group);
  if (!inGroup && segments.length === 1 && root?.toLowerCase() === 'resources') return resources(inside);
  const other = OTHER.get(`${namespace}/${names.join('/')}`.toLowerCase());
  if (other !== undefined) return other(inside);
  const key = inside.url.pathname.toLowerCase().replace(/\/+$/, '');
  return resource(inside, { group, namespace, names, key });
}
