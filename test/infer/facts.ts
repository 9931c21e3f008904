import type { Reading, ReadProblem } from '../../src/model/reading.ts';
import type {
  BillingPropertyFact,
  RoleAssignmentFact,
  SubscriptionFact,
  SubscriptionFacts,
} from '../../src/model/subscription-facts.ts';
import { SNAPSHOT_SCHEMA_VERSION, subscriptionFactsSchema } from '../../src/model/subscription-facts.ts';
import { parseSubscriptionId } from '../../src/model/subscription-id.ts';

const ID = '11111111-2222-3333-4444-555555555555';

/** A complete reading of the given items. */
export function read<T>(...items: readonly T[]): Reading<T> {
  return { kind: 'read', items, malformed: 0 };
}

/** A reading that failed with 403, after the given items. */
export function forbidden<T>(...items: readonly T[]): Reading<T> {
  const problem: ReadProblem = { status: 403, code: 'AuthorizationFailed', message: 'not allowed' };
  return { kind: 'unreadable', problem, items };
}

/** A subscription's list entry with the given quota ID and spending limit. */
export function subscription(quotaId?: string, spendingLimit?: string): SubscriptionFact {
  const id = parseSubscriptionId(ID);
  if (id === undefined) throw new Error('the builder’s subscription ID is malformed');
  return {
    id,
    name: 'a subscription',
    state: 'Enabled',
    managedByTenants: [],
    ...(quotaId === undefined ? {} : { quotaId }),
    ...(spendingLimit === undefined ? {} : { spendingLimit }),
  };
}

/** A billing property with the given fields. */
export function billingProperty(changes: Partial<BillingPropertyFact> = {}): BillingPropertyFact {
  return { hasCustomer: false, spendingLimitTypes: [], ...changes };
}

/** The times that can bear witness to a creation date, by the thing that carries them; one may be missing. */
export interface Times {
  readonly roles?: readonly (string | undefined)[];
  readonly aliases?: readonly (string | undefined)[];
  readonly vms?: readonly (string | undefined)[];
  readonly instances?: readonly (string | undefined)[];
  readonly purchases?: readonly (string | undefined)[];
  readonly periods?: readonly (string | undefined)[];
  readonly policies?: readonly (string | undefined)[];
  readonly groups?: readonly (string | undefined)[];
  readonly disks?: readonly (string | undefined)[];
  readonly resources?: readonly (string | undefined)[];
}

type Readings = SubscriptionFacts['readings'];

const NONE = { kind: 'read', items: [], malformed: 0 } as const;
const NOT_ASKED = { kind: 'not-asked', why: 'not-needed' } as const;
const GROUP = `/subscriptions/${ID}/resourceGroups/rg`;

/**
 * A subscription's facts with the given times and nothing else in it. Lists that are read only for the creation date were not asked
 * for unless they have times. Instances are those of one Uniform scale set.
 */
export function factsOf(times: Times = {}, changes: Partial<Readings> = {}): SubscriptionFacts {
  const { roles = [], aliases = [], vms = [] } = times;
  const facts = subscriptionFactsSchema.parse({
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    collectedAt: '2026-11-23T02:00:00Z',
    subscription: subscription('PayAsYouGo_2014-09-01'),
    readings: {
      virtualMachines: read(...vms.map(vmAt)),
      powerStates: NONE,
      networkInterfaces: NONE,
      networkSecurityGroups: NONE,
      routeTables: NONE,
      virtualNetworks: NONE,
      publicAddresses: NONE,
      publicPrefixes: NONE,
      natGateways: NONE,
      loadBalancers: NONE,
      firewalls: NONE,
      scaleSets: scaleSetsWith(times.instances),
      virtualHubs: NONE,
      networkManagers: NONE,
      roleAssignments: read(...roles.map((createdOn, at) => roleAssignment({ id: `role${at}`, createdOn }))),
      billingProperty: NONE,
      aliases: read(...aliases.map((createdTime, at) => ({ name: `alias${at}`, createdTime }))),
      ...furtherLists(times),
      machineOperations: NOT_ASKED,
    },
  });
  return { ...facts, readings: { ...facts.readings, ...changes } };
}

function furtherLists({ purchases, periods, policies, groups, disks, resources }: Times) {
  return {
    billingSubscriptions: listed(purchases, (purchaseDate, at) => ({
      account: `account${at}`,
      purchaseDate,
    })),
    billingPeriods: listed(periods, (endDate, at) => ({ name: `period${at}`, endDate })),
    policyAssignments: listed(policies, (createdOn, at) => roleAssignment({ id: `policy${at}`, createdOn })),
    resourceGroups: listed(groups, (createdTime, at) => ({
      id: `/subscriptions/${ID}/resourceGroups/rg${at}`,
      name: `rg${at}`,
      createdTime,
    })),
    disks: listed(disks, (createdTime, at) => ({
      id: `${GROUP}/providers/Microsoft.Compute/disks/disk${at}`,
      createdTime,
    })),
    resources: listed(resources, (createdTime, at) => ({
      id: `${GROUP}/providers/Microsoft.Storage/storageAccounts/store${at}`,
      createdTime,
    })),
  };
}

function listed<T>(
  times: readonly (string | undefined)[] | undefined,
  item: (time: string | undefined, at: number) => T,
): Reading<T> {
  return times === undefined ? NOT_ASKED : read(...times.map(item));
}

function vmAt(timeCreated: string | undefined, at: number) {
  return { id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/vm${at}`, name: `vm${at}`, timeCreated };
}

function scaleSetsWith(times: readonly (string | undefined)[] | undefined) {
  if (times === undefined) return NONE;
  const id = `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/set`;
  const instances = times.map((timeCreated, at) => ({
    id: `${id}/virtualMachines/${at}`,
    name: `set_${at}`,
    timeCreated,
  }));
  const set = { id, name: 'set', instances: read(...instances), networkInterfaces: NONE };
  return read({ ...set, publicAddresses: NOT_ASKED });
}

/** A role assignment at exactly the subscription's scope. */
export function roleAssignment(changes: {
  readonly id?: string;
  readonly scope?: string;
  readonly createdOn?: string | undefined;
}): RoleAssignmentFact {
  const { id = 'role', scope = `/subscriptions/${ID}`, createdOn } = changes;
  return { id, scope, ...(createdOn === undefined ? {} : { createdOn }) };
}
