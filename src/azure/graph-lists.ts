/** A list of Resource Manager that Resource Graph can answer: the table and the type that hold it there. */
export interface GraphList {
  readonly table: 'resources' | 'computeresources' | 'resourcecontainers';
  readonly type: string;
  /** How often a subscription's part is asked for: the list of VMs is asked twice, for the machines and for their power states. */
  readonly uses: number;
  /** Large properties that nothing here reads; they are let go as soon as a row has come. */
  readonly unread: readonly string[];
}

function network(type: string): GraphList {
  return { table: 'resources', type: `microsoft.network/${type}`, uses: 1, unread: [] };
}

const SCALE_SETS = 'microsoft.compute/virtualmachinescalesets';
const MACHINE_PARTS = ['storageProfile', 'osProfile', 'hardwareProfile', 'diagnosticsProfile'];

const LISTS: readonly GraphList[] = [
  { table: 'resources', type: 'microsoft.compute/virtualmachines', uses: 2, unread: MACHINE_PARTS },
  { table: 'resources', type: SCALE_SETS, uses: 1, unread: ['virtualMachineProfile'] },
  { table: 'resources', type: 'microsoft.compute/disks', uses: 1, unread: [] },
  ...[
    'networkinterfaces',
    'networksecuritygroups',
    'routetables',
    'virtualnetworks',
    'publicipaddresses',
    'publicipprefixes',
    'natgateways',
    'loadbalancers',
    'azurefirewalls',
    'virtualhubs',
    'networkmanagers',
  ].map(network),
];

const MACHINES = `${SCALE_SETS}/virtualmachines`;
const INTERFACES = `${MACHINES}/networkinterfaces`;

/** The lists inside a Uniform scale set, by the last part of their path in Resource Manager. */
const SCALE_SET_LISTS: ReadonlyMap<string, GraphList> = new Map(
  [
    ['virtualmachines', MACHINES, MACHINE_PARTS] as const,
    ['networkinterfaces', INTERFACES, []] as const,
    ['publicipaddresses', `${INTERFACES}/ipconfigurations/publicipaddresses`, []] as const,
  ].map(([end, type, unread]) => [end, { table: 'computeresources', type, uses: 1, unread }]),
);

const BY_TYPE: ReadonlyMap<string, GraphList> = new Map(LISTS.map((list) => [list.type, list]));

/** The subscriptions themselves, as Resource Graph knows them. */
export const GRAPH_SUBSCRIPTIONS: GraphList = {
  table: 'resourcecontainers',
  type: 'microsoft.resources/subscriptions',
  uses: 1,
  unread: ['subscriptionPolicies', 'managementGroupAncestorsChain'],
};

/** Every list that is ever asked of Resource Graph. */
export const GRAPH_LISTS: readonly GraphList[] = [...LISTS, ...SCALE_SET_LISTS.values(), GRAPH_SUBSCRIPTIONS];

/**
 * The query for a list: one type, with the columns that the resource's fact is made of, ordered by the ID, which is unique, so that
 * pages neither overlap nor leave gaps. https://learn.microsoft.com/azure/governance/resource-graph/concepts/paging-results
 */
export function graphQueryText({ table, type }: GraphList): string {
  return [
    table,
    `where type =~ '${type}'`,
    'project id, name, type, location, subscriptionId, kind, sku, tags, properties',
    'order by id asc',
  ].join(' | ');
}

/** What a path of Resource Manager lists, and whose: the key of the subscription or of the scale set, in lower case. */
export interface GraphPlace {
  readonly list: GraphList;
  readonly subscription: string;
  /** `/subscriptions/{id}`, or the scale set's whole ID. */
  readonly owner: string;
}

const OF_SUBSCRIPTION = /^(\/subscriptions\/([^/]+))\/providers\/([^/]+\/[^/]+)$/;
const OF_SCALE_SET =
  /^(\/subscriptions\/([^/]+)\/resourcegroups\/[^/]+\/providers\/microsoft\.compute\/virtualmachinescalesets\/[^/]+)\/([^/]+)$/;

/** Finds the list that a path of Resource Manager names; `undefined` where Resource Graph has no such list. */
export function graphPlace(path: string): GraphPlace | undefined {
  const key = path.toLowerCase();
  const [, ofSubscription = '', inside = '', type = ''] = OF_SUBSCRIPTION.exec(key) ?? [];
  const top = BY_TYPE.get(type);
  if (top !== undefined) return { list: top, subscription: inside, owner: ofSubscription };
  const [, scaleSet = '', within = '', end = ''] = OF_SCALE_SET.exec(key) ?? [];
  const child = SCALE_SET_LISTS.get(end);
  return child && { list: child, subscription: within, owner: scaleSet };
}

/** Whose list a resource belongs to, as {@link GraphPlace} names it: that of its scale set or of its subscription. */
export function graphOwner(list: GraphList, id: string): string {
  const segments = list.table === 'computeresources' ? 9 : 3;
  return id.toLowerCase().split('/').slice(0, segments).join('/');
}
