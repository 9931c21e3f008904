import type { Evidence } from '../../src/model/evidence.ts';
import type { Explained, SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import { VERDICTS, type Verdict } from '../../src/model/verdict.ts';
import type { ReportPart } from '../../src/report/html-sections.ts';
import { subscriptionFinding, subscriptionId, vmFinding } from '../report/finding-builders.ts';

/** What Azure's page is called in most pieces of evidence. */
const PAGE =
  'Troubleshoot outbound SMTP connectivity problems in Azure; ms.date 11/20/2018; text of 2020-11-24; articles/virtual-network/troubleshoot-outbound-smtp-connectivity.md';
const PATHS = ['internet', 'denied', 'firewall', 'appliance', 'none', 'partial', 'unknown'] as const;
const PLATFORMS = ['open', 'restart', 'request', 'blocked', 'undetermined'] as const;
const PLACES = ['westeurope', 'northeurope', 'eastus2', 'germanywestcentral', 'southeastasia'] as const;

/** Numbers without a pattern that are the same every time. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

/** The subscriptions of a large run, each with its VMs: as different from each other as in a real tenant. */
export function* largeRun(vms: number, vmsPerSubscription = 100): Generator<ReportPart> {
  for (let n = 0; n * vmsPerSubscription < vms; n += 1) {
    const random = sequence(n + 1);
    const id = subscriptionId(n + 1);
    const name = `contoso-${['shop', 'mail', 'data', 'web', 'erp'][random(5)]}-${String(n).padStart(4, '0')}`;
    const offer = OFFER_CLASSES[random(OFFER_CLASSES.length)] ?? 'other';
    const count = Math.min(vmsPerSubscription, vms - n * vmsPerSubscription);
    const own = Array.from({ length: count }, (_, at) => machine({ n, at, random, name, offer }));
    own.sort((a, b) => (a.resourceId.toLowerCase() < b.resourceId.toLowerCase() ? -1 : 1));
    yield {
      subscription: { ...subscriptionFinding({ subscriptionId: id, name, offer }, own), ...why(id) },
      vms: own,
    };
  }
}

function why(id: string): Pick<SubscriptionFinding, 'reasons' | 'evidence'> {
  return {
    reasons: [
      {
        code: 'offer-from-quota-id',
        message: 'The quota ID leaves one offer.',
        source: 'GET /subscriptions',
      },
    ],
    evidence: [
      {
        fact: 'quota ID',
        value: 'PayAsYouGo_2014-09-01',
        source: `GET /subscriptions/${id}`,
        confidence: 'high',
      },
    ],
  };
}

interface Draw {
  readonly n: number;
  readonly at: number;
  readonly random: (below: number) => number;
  readonly name: string;
  readonly offer: NonNullable<VmFinding['offer']>;
}

function machine({ n, at, random, name: subscriptionName, offer }: Draw): VmFinding {
  const id = subscriptionId(n + 1);
  const group = `rg-${subscriptionName}-${Math.floor(at / 12)}`;
  const groupId = `/subscriptions/${id}/resourceGroups/${group}`;
  const isInstance = at % 20 >= 16;
  const set = `vmss-${n}-${Math.floor(at / 20)}`;
  const name = isInstance ? `${set}_${at % 20}` : `vm-${['app', 'mx', 'db'][random(3)]}-${n}-${at}`;
  const nic = `${groupId}/providers/Microsoft.Network/networkInterfaces/nic-${name}`;
  const verdict = VERDICTS[random(VERDICTS.length)] ?? 'direct';
  const later = random(3) === 0 ? (VERDICTS[random(VERDICTS.length)] ?? 'relay') : verdict;
  return vmFinding({
    subscriptionId: id,
    subscriptionName,
    offer,
    name,
    resourceGroup: group,
    kind: isInstance ? 'vmss-instance' : 'vm',
    resourceId: isInstance
      ? `${groupId}/providers/Microsoft.Compute/virtualMachineScaleSets/${set}/virtualMachines/${at % 20}`
      : `${groupId}/providers/Microsoft.Compute/virtualMachines/${name}`,
    location: PLACES[random(PLACES.length)] ?? null,
    powerState: random(5) === 0 ? 'deallocated' : 'running',
    verdict,
    verdictCurrentPolicy: later,
    verdicts: underEach(verdict, later),
    platform: PLATFORMS[random(PLATFORMS.length)] ?? 'open',
    path: PATHS[random(PATHS.length)] ?? 'unknown',
    egressAddress: random(4) === 0 ? null : `20.${n % 200}.${Math.floor(at / 250)}.${at % 250}`,
    sender: name.includes('-mx-') && at % 10 === 0,
    nics: [nic],
    change: 'unchanged',
    reasons: REASONS,
    actions: ACTIONS,
    evidence: chain(nic, groupId, at),
  });
}

function underEach(before: Verdict, later: Verdict): VmFinding['verdicts'] {
  return Object.fromEntries(
    REVISION_NAMES.map((name) => [name, name >= '2021-04' ? later : before]),
  ) as Record<RevisionName, Verdict>;
}

const REASONS: readonly Explained[] = [
  {
    code: 'flag-allows',
    message: 'Azure reports that this NIC may send on port 25.',
    source: 'Microsoft.Network/networkInterfaces, properties.allowPort25Out (undocumented)',
  },
  { code: 'policy-says', message: "Microsoft's rules (2020-11): port 25 is open.", source: PAGE },
];

const ACTIONS: readonly Explained[] = [
  {
    code: 'use-relay',
    message: 'Send through an authenticated SMTP relay on port 587 (or 443), which is never blocked.',
  },
];

function chain(nic: string, group: string, at: number): readonly Evidence[] {
  const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-${at % 3}/subnets/snet-${at % 7}`;
  return [
    { fact: 'policy status', value: 'open', source: PAGE, confidence: 'high' },
    { fact: 'exemption', value: 'none', source: 'NIC flags and declarations file' },
    {
      fact: 'NIC flag',
      value: 'true',
      source: 'Microsoft.Network/networkInterfaces, properties.allowPort25Out',
    },
    { fact: 'NIC NSG', value: 'none', source: `${nic} properties.networkSecurityGroup` },
    {
      fact: 'subnet NSG',
      value: `nsg-${at % 7}: rule AllowInternetOutBound (priority 65001) allows TCP 25 to the internet`,
      source: `${subnet} properties.networkSecurityGroup`,
    },
    {
      fact: 'route',
      value: '0.0.0.0/0 to Internet, system route',
      source: `${subnet} properties.routeTable`,
    },
    {
      fact: 'source address',
      value: `public address pip-${nic.slice(nic.lastIndexOf('/') + 1)}`,
      source: `${nic} properties.ipConfigurations[].properties.publicIPAddress`,
    },
    { fact: 'power state', value: 'running', source: 'Microsoft.Compute/virtualMachines?statusOnly=true' },
  ];
}
