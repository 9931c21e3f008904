import type { CoverageGap } from '../model/run.ts';
import type { FactKind } from '../model/subscription-facts.ts';
import { FACT_NAMES } from './coverage.ts';

/** Facts that come from one list for the whole tenant: whatever is wrong with it is wrong for every subscription that asked. */
const TENANT_WIDE: readonly FactKind[] = ['aliases', 'billingSubscriptions'];

const TENANT_WIDE_NAMES: ReadonlySet<string> = new Set(TENANT_WIDE.map((kind) => FACT_NAMES[kind]));

/** The gaps of a run: one that is the tenant's, not one subscription's, is told once for each thing that is wrong, ahead of the others. */
export function tenantGapsOnce(gaps: readonly CoverageGap[]): readonly CoverageGap[] {
  const ofTenant = new Map<string, CoverageGap>();
  const others: CoverageGap[] = [];
  for (const gap of gaps) {
    if (!TENANT_WIDE_NAMES.has(gap.fact)) {
      others.push(gap);
      continue;
    }
    const key = JSON.stringify([gap.fact, gap.status, gap.code, gap.message, gap.action]);
    if (!ofTenant.has(key)) ofTenant.set(key, { ...gap, subscriptionId: null, subscriptionName: null });
  }
  return [...ofTenant.values(), ...others];
}
