import type { Reading, ReadProblem } from '../../src/model/reading.ts';
import type {
  AliasFact,
  BillingPropertyFact,
  RoleAssignmentFact,
  SubscriptionFact,
  SubscriptionFacts,
} from '../../src/model/subscription-facts.ts';
import { subscriptionFactsSchema } from '../../src/model/subscription-facts.ts';
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

/** The times that can bear witness to a creation date: role assignments at the subscription, aliases, VMs. */
export interface Times {
  readonly roles?: readonly (string | undefined)[];
  readonly aliases?: readonly (string | undefined)[];
  readonly vms?: readonly (string | undefined)[];
}

/** A subscription's facts with the given times and nothing else in it. */
export function factsOf({ roles = [], aliases = [], vms = [] }: Times = {}): SubscriptionFacts {
  const none = { kind: 'read', items: [], malformed: 0 };
  return subscriptionFactsSchema.parse({
    schemaVersion: 1,
    collectedAt: '2026-11-23T02:00:00Z',
    subscription: subscription('PayAsYouGo_2014-09-01'),
    readings: {
      virtualMachines: {
        ...none,
        items: vms.map((timeCreated, at) => ({
          id: `/subscriptions/${ID}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm${at}`,
          name: `vm${at}`,
          timeCreated,
        })),
      },
      powerStates: none,
      networkInterfaces: none,
      networkSecurityGroups: none,
      routeTables: none,
      virtualNetworks: none,
      publicAddresses: none,
      publicPrefixes: none,
      natGateways: none,
      loadBalancers: none,
      firewalls: none,
      scaleSets: none,
      virtualHubs: none,
      networkManagers: none,
      roleAssignments: read(...roles.map((createdOn, at) => roleAssignment({ id: `role${at}`, createdOn }))),
      billingProperty: none,
      aliases: read(...aliases.map((createdTime, at) => alias(`alias${at}`, createdTime))),
    },
  });
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

function alias(name: string, createdTime: string | undefined): AliasFact {
  return { name, ...(createdTime === undefined ? {} : { createdTime }) };
}
