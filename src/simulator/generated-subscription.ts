import { NAMED_SUBSCRIPTIONS } from './named-subscriptions.ts';
import type { NetworkSituationName } from './network-situations.ts';
import { seeded } from './seeded.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';

const VMS_IN_ONE_SITE = 25;

const NETWORKS: readonly [NetworkSituationName, ...NetworkSituationName[]] = [
  'nat-gateway',
  'nat-gateway',
  'nat-gateway-prefix',
  'balancer-outbound-rule',
  'balancer-rule',
  'public-ip',
  'default-outbound',
  'default-outbound',
  'hub-firewall',
  'hub-firewall',
  'hub-firewall-only-network',
  'denied-by-subnet-group',
  'denied-but-for-an-allow-list',
  'denied-exceptions',
  'private-subnet',
  'appliance-not-found',
  'gateway-remote',
];

/** One generated subscription in ten keeps a tenth of its VMs in a Uniform scale set. */
const SUBSCRIPTIONS_FOR_ONE_WITH_SETS = 10;
const VMS_FOR_ONE_INSTANCE = 10;

const UNITS = ['retail', 'logistics', 'hr', 'research', 'sales', 'plants', 'data', 'field'] as const;
const STAGES = ['prod', 'prod', 'test', 'dev'] as const;
const REGIONS = ['westeurope', 'northeurope', 'eastus', 'eastus2', 'southeastasia', 'swedencentral'] as const;
const WORKLOADS = ['web', 'api', 'sql', 'batch', 'app', 'mx'] as const;

function weighted(): readonly SubscriptionSituation[] {
  return NAMED_SUBSCRIPTIONS.flatMap((situation) =>
    Array.from({ length: situation.repeats?.weight ?? 0 }, () => situation),
  );
}

let repeatable: readonly [SubscriptionSituation, ...SubscriptionSituation[]] | undefined;

/** The situations that may be repeated, each as often as its weight; the first is one that stays true without any VM. */
function situations(): readonly [SubscriptionSituation, ...SubscriptionSituation[]] {
  if (repeatable === undefined) {
    const [first, ...rest] = weighted();
    if (first === undefined) throw new Error('no subscription situation may be repeated');
    repeatable = [first, ...rest];
  }
  return repeatable;
}

/**
 * A subscription of a large tenant: one of the named situations over again, under a name of its own and with the given number of
 * VMs in networks of the ordinary kinds. It follows from the seed and its index alone.
 */
export function generatedSubscription(of: {
  seed: number;
  index: number;
  vms: number;
}): SubscriptionSituation {
  const numbers = seeded(of.seed, 'generated', of.index);
  const choices = situations();
  const pattern = of.vms === 0 ? choices[0] : numbers.pick(choices);
  const flags = pattern.repeats?.flags ?? ['true'];
  const instances =
    of.index % SUBSCRIPTIONS_FOR_ONE_WITH_SETS === 0 ? Math.floor(of.vms / VMS_FOR_ONE_INSTANCE) : 0;
  const plans: VmPlan[] = [];
  for (let left = of.vms - instances; left > 0; left -= VMS_IN_ONE_SITE) {
    plans.push({
      network: numbers.pick(NETWORKS),
      flag: plans.length === 0 ? flags[0] : numbers.pick(flags),
      count: Math.min(left, VMS_IN_ONE_SITE),
      workload: numbers.pick(WORKLOADS),
      powers: ['running', 'running', 'running', 'deallocated'],
    });
  }
  if (instances > 0) {
    plans.push({
      network: 'balancer-outbound-rule',
      flag: numbers.pick(flags),
      count: instances,
      workload: 'pool',
      scaleSet: { orchestration: 'Uniform' },
    });
  }
  const { extras: _, listedTwice: __, ...rest } = pattern;
  return {
    ...rest,
    key: `unit-${of.index}`,
    name: `contoso-${numbers.pick(UNITS)}-${numbers.pick(STAGES)}-${String(of.index).padStart(4, '0')}`,
    shows: `${pattern.shows} (as ${pattern.key})`,
    location: numbers.pick(REGIONS),
    plans,
  };
}
