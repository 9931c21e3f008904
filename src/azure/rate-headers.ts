import type { BucketKind } from './pace-limits.ts';
import type { HeadersRead } from './retry-after.ts';

function whole(text: string | undefined): number | undefined {
  return /^\s*\d+\s*$/.test(text ?? '') ? Number(text) : undefined;
}

/** `Microsoft.Compute/HighCostGet3Min;140,Microsoft.Compute/HighCostGet30Min;987`: the smallest of the allowances. */
function leastOf(text: string | undefined): number | undefined {
  const counts = (text ?? '').split(',').flatMap((entry) => whole(entry.split(';')[1]) ?? []);
  return counts.length === 0 ? undefined : Math.min(...counts);
}

/** What an answer says remains of a bucket; `undefined` where it says nothing, or nothing that can be read. */
export function remainingIn(kind: BucketKind, headers: HeadersRead): number | undefined {
  switch (kind) {
    case 'tenant':
      return whole(headers.get('x-ms-ratelimit-remaining-tenant-reads'));
    case 'subscription':
      return whole(headers.get('x-ms-ratelimit-remaining-subscription-reads'));
    case 'compute':
      return leastOf(headers.get('x-ms-ratelimit-remaining-resource'));
  }
}
