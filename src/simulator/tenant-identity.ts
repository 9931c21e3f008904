import { seeded } from './seeded.ts';

/** The GUIDs by which a simulated tenant is known; all of them follow from its seed. */
export interface TenantIdentity {
  readonly tenantId: string;
  /** The tenant that manages nothing here but owns the delegated subscriptions. */
  readonly otherTenantId: string;
  readonly clientId: string;
  readonly objectId: string;
  /** A subscription that exists and that nobody here can see. */
  readonly hiddenSubscriptionId: string;
}

export const DEFAULT_SEED = 25;

export function tenantIdentity(seed: number): TenantIdentity {
  const numbers = seeded(seed, 'tenant');
  return {
    tenantId: numbers.guid(),
    otherTenantId: numbers.guid(),
    clientId: numbers.guid(),
    objectId: numbers.guid(),
    hiddenSubscriptionId: numbers.guid(),
  };
}

/** The ID of the subscription that shows the situation with the given key. */
export function subscriptionIdOf(seed: number, key: string): string {
  return seeded(seed, 'subscription', key).guid();
}
