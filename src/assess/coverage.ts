import type { Coverage } from '../model/finding.ts';
import type { ReadProblem } from '../model/reading.ts';
import type { CoverageGap } from '../model/run.ts';
import type { FactKind, SubscriptionFacts } from '../model/subscription-facts.ts';
import { type NestedReading, nestedReadings } from './nested-readings.ts';

/** How much of a subscription could be read, in one word, in a sentence for its row, and gap by gap. */
export interface CoverageFinding {
  readonly coverage: Coverage;
  readonly detail: string | null;
  readonly gaps: readonly CoverageGap[];
}

/**
 * Facts that only sharpen the offer, the date or the last start: unreadable ones are named, and leave the coverage complete.
 */
export const OPTIONAL_FACTS: readonly FactKind[] = [
  'networkManagers',
  'roleAssignments',
  'billingProperty',
  'aliases',
  'billingSubscriptions',
  'billingPeriods',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
  'machineOperations',
];

const OPTIONAL: ReadonlySet<FactKind> = new Set(OPTIONAL_FACTS);

/** Each kind of fact in the words of a coverage line. */
export const FACT_NAMES: Record<FactKind, string> = {
  virtualMachines: 'virtual machines',
  powerStates: 'power states',
  scaleSets: 'scale sets',
  networkInterfaces: 'network interfaces',
  networkSecurityGroups: 'network security groups',
  routeTables: 'route tables',
  virtualNetworks: 'virtual networks',
  publicAddresses: 'public IP addresses',
  publicPrefixes: 'public IP prefixes',
  natGateways: 'NAT gateways',
  loadBalancers: 'load balancers',
  firewalls: 'Azure Firewalls',
  virtualHubs: 'virtual hubs',
  networkManagers: 'network managers',
  roleAssignments: 'role assignments',
  billingProperty: 'billing property',
  aliases: 'subscription aliases',
  billingSubscriptions: 'purchase dates of billing accounts',
  billingPeriods: 'billing periods',
  policyAssignments: 'policy assignments',
  resourceGroups: 'resource groups',
  disks: 'disks',
  resources: 'creation times of resources',
  machineOperations: 'starts in the activity log',
};

function malformedProblem(count: number): ReadProblem {
  const items = count === 1 ? 'one item has no ID and was' : `${count} items have no ID and were`;
  return { code: 'MalformedItem', message: `${items} left out` };
}

function problemOf({ reading, required }: NestedReading): ReadProblem | undefined {
  switch (reading.kind) {
    case 'unreadable':
      return reading.problem;
    case 'read':
      return reading.malformed > 0 && required ? malformedProblem(reading.malformed) : undefined;
    case 'not-asked':
      return undefined;
  }
}

function gapsOf(facts: SubscriptionFacts): CoverageGap[] {
  const kinds = Object.keys(FACT_NAMES) as FactKind[];
  const lists = kinds.map((kind) => ({
    fact: FACT_NAMES[kind],
    required: !OPTIONAL.has(kind),
    reading: facts.readings[kind],
  }));
  return [...lists, ...nestedReadings(facts)].flatMap((asked) => {
    const problem = problemOf(asked);
    if (problem === undefined) return [];
    return [
      {
        subscriptionId: facts.subscription.id,
        subscriptionName: facts.subscription.name,
        fact: asked.fact,
        required: asked.required,
        status: problem.status ?? null,
        code: problem.code,
        message: problem.message,
        action: problem.action ?? null,
      },
    ];
  });
}

function gapText(gap: CoverageGap): string {
  const status = gap.status === null ? '' : `${gap.status} `;
  const missing = gap.action === null ? '' : `, needs ${gap.action}`;
  return `${gap.fact} not read (${status}${gap.code}${missing})`;
}

/** Why nothing was asked of the subscription, where that is so. */
function unasked(facts: SubscriptionFacts): Pick<CoverageFinding, 'coverage' | 'detail'> | undefined {
  const reading = facts.readings.virtualMachines;
  if (reading.kind !== 'not-asked') return undefined;
  const tenant = facts.subscription.tenantId ?? 'another tenant';
  return reading.why === 'subscription-disabled'
    ? { coverage: 'disabled', detail: `state ${facts.subscription.state}` }
    : {
        coverage: 'excluded',
        detail:
          reading.why === 'subscription-delegated'
            ? `delegated from ${tenant}; name it with --subscription to include it`
            : 'left out by --exclude-subscription',
      };
}

/**
 * Decides the coverage of a subscription from its readings and from those inside its facts. A required one that was asked for and not
 * read makes it partial.
 */
export function coverageOf(facts: SubscriptionFacts): CoverageFinding {
  const notAsked = unasked(facts);
  if (notAsked !== undefined) return { ...notAsked, gaps: [] };
  const gaps = gapsOf(facts);
  const coverage =
    facts.readings.virtualMachines.kind === 'unreadable' ? 'unreadable' : partialOrComplete(gaps);
  return { coverage, detail: gaps.length === 0 ? null : gaps.map(gapText).join('; '), gaps };
}

function partialOrComplete(gaps: readonly CoverageGap[]): Coverage {
  return gaps.some((gap) => gap.required) ? 'partial' : 'complete';
}
