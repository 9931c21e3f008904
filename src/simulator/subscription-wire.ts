import type { Wire } from './estate.ts';
import { seeded } from './seeded.ts';
import type { Tenant } from './tenant.ts';

/** A subscription as the subscription list has it. */
export function subscriptionWire(tenant: Tenant, index: number): Wire {
  const id = tenant.idAt(index);
  const { delegated, name, quotaId, spendingLimit, state, tags } = tenant.situationAt(index);
  const { otherTenantId, tenantId } = tenant.identity;
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: delegated ? [{ tenantId }] : [],
    ...(tags === undefined ? {} : { tags }),
    subscriptionId: id,
    tenantId: delegated ? otherTenantId : tenantId,
    displayName: name,
    state: state ?? 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      ...(quotaId === null ? {} : { quotaId }),
      spendingLimit: spendingLimit ?? 'Off',
    },
  };
}

/** The alias under which the simulated principal made the subscription, or `undefined`. */
export function aliasWire(tenant: Tenant, index: number): Wire | undefined {
  const { alias, key, name } = tenant.situationAt(index);
  if (alias === undefined) return undefined;
  return {
    id: `/providers/Microsoft.Subscription/aliases/${key}`,
    name: key,
    type: 'Microsoft.Subscription/aliases',
    properties: {
      subscriptionId: tenant.idAt(index),
      displayName: name,
      provisioningState: 'Succeeded',
      ...(alias === null ? {} : { createdTime: alias }),
    },
  };
}

export function billingPropertyWire(tenant: Tenant, index: number): Wire {
  const { billing } = tenant.situationAt(index);
  return {
    id: `/subscriptions/${tenant.idAt(index)}/providers/Microsoft.Billing/billingProperty/default`,
    name: 'default',
    type: 'Microsoft.Billing/billingProperty',
    properties: billing,
  };
}

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

/** Assignments that reach a subscription from above carry dates that say nothing of its age. */
const INHERITED = [
  { scope: 'root', createdOn: '2015-01-19T10:22:31.0000000Z' },
  { scope: 'management-group', createdOn: '2016-11-03T06:00:00.0000000Z' },
] as const;

/** The role assignments at or above a subscription; `below` adds one of a resource group inside it. */
export function roleAssignmentWires(tenant: Tenant, index: number, below: boolean): readonly Wire[] {
  const id = tenant.idAt(index);
  const { assignments } = tenant.situationAt(index);
  const numbers = seeded(tenant.seed, 'assignments', id);
  const scopes = {
    root: '/',
    'management-group': '/providers/Microsoft.Management/managementGroups/contoso',
    subscription: `/subscriptions/${id}`,
    'resource-group': `/subscriptions/${id}/resourceGroups/rg-app`,
  };
  const lower = below
    ? [{ scope: 'resource-group', createdOn: '2018-04-04T04:04:04.0000000Z' } as const]
    : [];
  return [...INHERITED, ...(assignments ?? []), ...lower].map(({ createdOn, scope }) => {
    const name = numbers.guid();
    const prefix = scope === 'root' ? '' : scopes[scope];
    return {
      properties: {
        roleDefinitionId: `/subscriptions/${id}/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
        principalId: tenant.identity.objectId,
        principalType: 'ServicePrincipal',
        scope: scopes[scope],
        condition: null,
        conditionVersion: null,
        createdOn,
        updatedOn: createdOn,
        createdBy: '',
        updatedBy: '',
        delegatedManagedIdentityResourceId: null,
        description: null,
      },
      id: `${prefix}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      type: 'Microsoft.Authorization/roleAssignments',
      name,
    };
  });
}

/** Policies assigned above a subscription carry dates that say nothing of its age. */
const POLICY_FROM_ABOVE = {
  scope: '/providers/Microsoft.Management/managementGroups/contoso',
  createdOn: '2014-07-08T09:10:11.1213141Z',
} as const;

/** The policy assignments at a subscription, and `above` and `below` it where those are asked for. */
export function policyAssignmentWires(
  tenant: Tenant,
  index: number,
  asked: { readonly above: boolean; readonly below: boolean },
): readonly Wire[] {
  const subscription = `/subscriptions/${tenant.idAt(index)}`;
  const numbers = seeded(tenant.seed, 'policies', subscription);
  const own = (tenant.situationAt(index).policies ?? [])
    .filter(({ scope }) => asked.below || scope === 'subscription')
    .map(({ createdOn, scope }) => ({
      createdOn,
      scope: scope === 'subscription' ? subscription : `${subscription}/resourceGroups/rg-app`,
    }));
  return [...(asked.above ? [POLICY_FROM_ABOVE] : []), ...own].map(({ createdOn, scope }) => {
    const name = numbers.guid().replaceAll('-', '').slice(0, 24);
    return {
      properties: {
        displayName: 'Allowed locations',
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c',
        scope,
        notScopes: [],
        parameters: { listOfAllowedLocations: { value: ['westeurope', 'northeurope'] } },
        metadata: {
          parameterScopes: {},
          ...(createdOn === null ? {} : { createdBy: numbers.guid(), createdOn }),
          updatedBy: null,
          updatedOn: null,
        },
        enforcementMode: 'Default',
      },
      id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
      type: 'Microsoft.Authorization/policyAssignments',
      name,
    };
  });
}

/** The last days of the periods that every web-direct subscription lists, newest first. */
const PERIOD_ENDS = ['2025-11-26', '2025-10-26', '2025-09-26'] as const;

function monthBefore(date: string): string {
  const end = new Date(`${date}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() - 1);
  end.setUTCDate(end.getUTCDate() + 1);
  return end.toISOString().slice(0, 10);
}

/** The billing periods of a web-direct subscription, newest first; the list need not go back to the first one. */
export function billingPeriodWires(tenant: Tenant, index: number): readonly Wire[] {
  const { firstPeriodEnds } = tenant.situationAt(index);
  const ends = [...PERIOD_ENDS, ...(firstPeriodEnds === undefined ? [] : [firstPeriodEnds])];
  return ends.map((end) => {
    const name = `${end.slice(0, 7).replace('-', '')}-1`;
    return {
      id: `/subscriptions/${tenant.idAt(index)}/providers/Microsoft.Billing/billingPeriods/${name}`,
      type: 'Microsoft.Billing/billingPeriods',
      name,
      properties: { billingPeriodStartDate: monthBefore(end), billingPeriodEndDate: end },
    };
  });
}
