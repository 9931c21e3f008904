import { buildEstate } from './build-estate.ts';
import { DEFAULT_TODAY } from './calendar.ts';
import type { Estate } from './estate.ts';
import { generatedSubscription } from './generated-subscription.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import type { ManagementGroup } from './management-group-tree.ts';
import { NAMED_SUBSCRIPTIONS } from './named-subscriptions.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';
import { subscriptionTruth } from './subscription-truth.ts';
import { subscriptionIdOf, type TenantIdentity, tenantIdentity } from './tenant-identity.ts';
import type { SubscriptionTruth, VmTruth } from './truth.ts';

/**
 * How large a tenant is: `subscriptions` in all, the named ones first, and `vms` in all, never fewer than the named ones hold.
 * `named` stands for the named ones where they have changed; days are counted back from `today`, a calendar date.
 */
export interface TenantSize {
  readonly subscriptions?: number | undefined;
  readonly vms?: number | undefined;
  readonly named?: readonly SubscriptionSituation[] | undefined;
  readonly today?: string | undefined;
}

/** A simulated tenant. Nothing of it is held but the IDs and the few estates asked for last. */
export interface Tenant {
  readonly seed: number;
  readonly today: string;
  readonly identity: TenantIdentity;
  readonly count: number;
  readonly idAt: (index: number) => string;
  /** The position of a subscription by its ID in lower case. */
  readonly indexOf: (id: string) => number | undefined;
  readonly situationAt: (index: number) => SubscriptionSituation;
  readonly managementGroupAt: (index: number) => ManagementGroup;
  readonly estateAt: (index: number) => Estate;
  readonly truthAt: (index: number) => SubscriptionTruth;
  /** The VMs that an audit judges: none where the subscription is not asked or cannot be read. */
  readonly vmsAt: (index: number) => Iterable<VmTruth>;
}

const VMS_EACH = 100;
const VMS_IN_ONE_EXTRA_SITE = 200;
const ESTATES_KEPT = 64;

function vmsOf(situations: readonly SubscriptionSituation[]): number {
  return situations.reduce(
    (sum, { plans }) => sum + plans.reduce((inner, plan) => inner + (plan.count ?? 1), 0),
    0,
  );
}

interface Shape {
  readonly count: number;
  /** VMs of the generated subscription at an index. */
  readonly vmsAt: (index: number) => number;
  /** VMs for which there is no generated subscription: the first named one takes them. */
  readonly extra: number;
}

function shapeOf(size: TenantSize, situations: readonly SubscriptionSituation[]): Shape {
  const named = situations.length;
  const wanted = Math.max(0, (size.vms ?? 0) - vmsOf(situations));
  const count = size.subscriptions ?? named + Math.ceil(wanted / VMS_EACH);
  const generated = Math.max(0, count - named);
  if (generated === 0) {
    const held = vmsOf(NAMED_SUBSCRIPTIONS.slice(0, count));
    return { count, vmsAt: () => 0, extra: Math.max(0, (size.vms ?? 0) - held) };
  }
  const spread = size.vms === undefined ? generated * VMS_EACH : wanted;
  const each = Math.floor(spread / generated);
  return { count, vmsAt: (index) => each + (index - named < spread % generated ? 1 : 0), extra: 0 };
}

function withExtra(situation: SubscriptionSituation, extra: number): SubscriptionSituation {
  const more: VmPlan[] = [];
  for (let left = extra; left > 0; left -= VMS_IN_ONE_EXTRA_SITE) {
    more.push({
      network: 'nat-gateway',
      flag: 'true',
      count: Math.min(left, VMS_IN_ONE_EXTRA_SITE),
      workload: 'farm',
    });
  }
  return { ...situation, plans: [...situation.plans, ...more] };
}

/** Keeps the results of the last few calls of a function. */
function remembering<T>(make: (index: number) => T): (index: number) => T {
  const kept = new Map<number, T>();
  return (index) => {
    const value = kept.get(index) ?? make(index);
    kept.delete(index);
    kept.set(index, value);
    const [oldest] = kept.keys();
    if (kept.size > ESTATES_KEPT && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}

/** The tenant that follows from a seed and a size. */
export function openTenant(seed: number, size: TenantSize = {}): Tenant {
  const identity = tenantIdentity(seed);
  const named = size.named ?? NAMED_SUBSCRIPTIONS;
  const today = size.today ?? DEFAULT_TODAY;
  const shape = shapeOf(size, named);
  const situationAt = (index: number): SubscriptionSituation => {
    const situation = named[index];
    if (situation === undefined) return generatedSubscription({ seed, index, vms: shape.vmsAt(index) });
    return index === 0 && shape.extra > 0 ? withExtra(situation, shape.extra) : situation;
  };
  const ids = Array.from({ length: shape.count }, (_, index) =>
    subscriptionIdOf(seed, named[index]?.key ?? `unit-${index}`),
  );
  const idAt = (index: number): string => {
    const id = ids[index];
    if (id === undefined) throw new RangeError(`the tenant has no subscription number ${index}`);
    return id;
  };
  const places = new Map(ids.map((id, index) => [id, index]));
  const estateAt = remembering((index) =>
    buildEstate({
      seed,
      today,
      tenantId: identity.tenantId,
      subscriptionId: idAt(index),
      situation: situationAt(index),
      named,
      hubSubscriptionId: subscriptionIdOf(seed, 'connectivity'),
      lenderSubscriptionId: subscriptionIdOf(seed, LENT_INTERFACE.lenderKey),
      hiddenSubscriptionId: identity.hiddenSubscriptionId,
    }),
  );
  return {
    seed,
    today,
    identity,
    count: shape.count,
    idAt,
    indexOf: (id) => places.get(id),
    situationAt,
    managementGroupAt: (index) => named[index]?.managementGroup ?? 'contoso',
    estateAt,
    truthAt: (index) => subscriptionTruth(idAt(index), situationAt(index), () => estateAt(index)),
    vmsAt: (index) => {
      const { coverage } = situationAt(index).truth;
      return coverage === 'complete' || coverage === 'partial' ? estateAt(index).vms : [];
    },
  };
}
