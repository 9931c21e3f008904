import type { CloudName } from '../model/revision.ts';
import type { BucketLimits } from './pace-bucket.ts';

/** Whose budget a request draws on: the tenant's, a subscription's, or that of the compute provider in a subscription. */
export type BucketKind = 'tenant' | 'subscription' | 'compute';

/** A bucket by its kind and, except for the tenant's, its subscription (lower case). */
export interface BucketName {
  readonly kind: BucketKind;
  readonly subscription?: string;
}

export type PaceLimits = Readonly<Record<BucketKind, BucketLimits>>;

/** Other people use the same principal's budget. */
const SHARE = 0.8;

function share(capacity: number, refillPerSecond: number, reserve = (1 - SHARE) * capacity): BucketLimits {
  return { capacity: SHARE * capacity, refillPerSecond: SHARE * refillPerSecond, reserve };
}

/** 250 reads at once and 25 a second, for the tenant and for each subscription. https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
const PUBLIC = share(250, 25);

const SOVEREIGN_READS_AN_HOUR = 12_000;

/** An allowance by the hour: half of it at once and half spread over the hour, so that no hour ever sees more than all of it. */
const SOVEREIGN = share(SOVEREIGN_READS_AN_HOUR / 2, SOVEREIGN_READS_AN_HOUR / 2 / 3600);

/**
 * Lists of VMs: 900 at once, 300 a minute; those of scale sets may be a little more. What remains is told for several allowances of
 * different size, so that only a small remainder means anything. https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/troubleshooting-throttling-errors
 */
const COMPUTE = share(900, 300 / 60, 20);

const LIMITS: Readonly<Record<CloudName, PaceLimits>> = {
  AzureCloud: { tenant: PUBLIC, subscription: PUBLIC, compute: COMPUTE },
  AzureUSGovernment: { tenant: SOVEREIGN, subscription: SOVEREIGN, compute: COMPUTE },
  AzureChinaCloud: { tenant: SOVEREIGN, subscription: SOVEREIGN, compute: COMPUTE },
};

/**
 * What this program allows itself of Resource Manager's limits in a cloud. The network provider's 10,000 reads in five minutes need no
 * bucket: a subscription's own is smaller.
 */
export function paceLimits(cloud: CloudName): PaceLimits {
  return LIMITS[cloud];
}

const SUBSCRIPTION = /\/subscriptions\/([^/]+)/i;
const COMPUTE_PROVIDER = /\/providers\/microsoft\.compute\//i;
/** Answered by the network provider, although their path begins with a scale set. */
const NETWORK_OF_SCALE_SET = /\/(?:networkinterfaces|publicipaddresses)$/i;

/** The buckets that a request to this URL draws on. */
export function bucketsOf(url: string): readonly BucketName[] {
  const { pathname } = new URL(url);
  const subscription = SUBSCRIPTION.exec(pathname)?.[1]?.toLowerCase();
  if (subscription === undefined) return [{ kind: 'tenant' }];
  const own = { kind: 'subscription', subscription } as const;
  const isCompute = COMPUTE_PROVIDER.test(pathname) && !NETWORK_OF_SCALE_SET.test(pathname);
  return isCompute ? [own, { kind: 'compute', subscription }] : [own];
}
