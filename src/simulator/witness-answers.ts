import { BILLING_ANSWERS } from './billing-answers.ts';
import { type Inside, page, parameter, refused } from './inside.ts';
import { listingOf } from './paging.ts';
import { armError, type Reply } from './reply.ts';
import { datedResourceWires, resourceGroupWires } from './resource-group-wire.ts';
import { billingPeriodWires, policyAssignmentWires, roleAssignmentWires } from './subscription-wire.ts';

function isExpanded(inside: Inside): boolean {
  const fields = parameter(inside.url, '$expand')?.toLowerCase().split(',') ?? [];
  return fields.includes('createdtime');
}

export function roleAssignments(inside: Inside): Reply {
  const refusal = refused(inside, 'roleAssignments');
  if (refusal !== undefined) return refusal;
  const atScope = parameter(inside.url, '$filter')?.startsWith('atScope()') ?? false;
  return page(inside, listingOf(roleAssignmentWires(inside.tenant, inside.index, !atScope)));
}

/** Policy assignments at exactly the subscription, at and above it, or also below it, as the filter says. */
export function policyAssignments(inside: Inside): Reply {
  const refusal = refused(inside, 'policyAssignments');
  if (refusal !== undefined) return refusal;
  const filter = parameter(inside.url, '$filter')?.toLowerCase();
  const scopes = {
    above: filter !== 'atexactscope()',
    below: filter === undefined,
  };
  return page(inside, listingOf(policyAssignmentWires(inside.tenant, inside.index, scopes)));
}

/** Billing periods, which only web-direct offers have. */
export function billingPeriods(inside: Inside): Reply {
  const refusal = refused(inside, 'billingPeriods');
  if (refusal !== undefined) return refusal;
  if (inside.tenant.situationAt(inside.index).billing !== BILLING_ANSWERS.online) {
    return armError(404, 'UnsupportedSubscriptionType', 'Offer id MS-AZR-0017P is not supported.');
  }
  return page(inside, listingOf(billingPeriodWires(inside.tenant, inside.index)));
}

export function resourceGroups(inside: Inside, group: string | undefined): Reply {
  const refusal = refused(inside, 'resourceGroups');
  if (refusal !== undefined) return refusal;
  const wires = resourceGroupWires(inside.tenant, inside.index, isExpanded(inside));
  if (group === undefined) return page(inside, listingOf(wires));
  const wire = wires.find(({ name }) => String(name).toLowerCase() === group.toLowerCase());
  return wire === undefined
    ? armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`)
    : { status: 200, body: wire };
}

/** Every resource of the subscription in short. */
export function resources(inside: Inside): Reply {
  const refusal = refused(inside, 'resources');
  if (refusal !== undefined) return refusal;
  return page(inside, listingOf(datedResourceWires(inside.tenant, inside.index, isExpanded(inside))));
}
