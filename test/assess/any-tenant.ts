import fc from 'fast-check';
import type { VmFact } from '../../src/model/compute-facts.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { MachineOperationFact, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { billingProperty, roleAssignment } from '../infer/facts.ts';
import {
  collection,
  configuration,
  firewall,
  ID,
  type Items,
  network,
  networkRule,
  nsg,
  policyId,
  publicAddress,
  route,
  routeTable,
  rule,
  subnet,
  unreadable,
} from '../network/builders.ts';
import { applianceSubscription, HUB, hubNic, hubVm, spokeItems, withoutAddress } from './egress-builder.ts';
import { machine, nicOf, subscriptionWith } from './facts-builder.ts';

/** The default route leads to an address in the hub's network. */
function towards(nextHop: string): Items {
  const { virtualNetworks = [], routeTables = [] } = spokeItems(nextHop, machine('unused'));
  return { virtualNetworks, routeTables };
}

/** What the owner's network does with the mail, by construction. */
export const NETWORKS = {
  'public address': { allows: true, items: { virtualNetworks: [network()] }, address: true },
  'no way out': {
    allows: false,
    items: { virtualNetworks: [network({ subnets: [subnet({ defaultOutboundAccess: false })] })] },
    address: false,
  },
  'NSG denies': {
    allows: false,
    items: {
      virtualNetworks: [network({ subnets: [subnet({ networkSecurityGroup: ID.subnetNsg })] })],
      networkSecurityGroups: [nsg([rule('DenyMail', 100)], ID.subnetNsg)],
    },
    address: true,
  },
  'NSG not read': {
    allows: false,
    items: {
      virtualNetworks: [network({ subnets: [subnet({ networkSecurityGroup: ID.subnetNsg })] })],
      networkSecurityGroups: unreadable(),
    },
    address: true,
  },
  'route drops': {
    allows: false,
    items: {
      virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table })] })],
      routeTables: [routeTable([route('0.0.0.0/0', 'None')])],
    },
    address: true,
  },
  'route to an appliance that is not known': {
    allows: false,
    items: {
      virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table })] })],
      routeTables: [routeTable([route('0.0.0.0/0', 'VirtualAppliance', '10.99.0.4')])],
    },
    address: true,
  },
  'virtual networks not read': { allows: false, items: { virtualNetworks: unreadable() }, address: true },
  'through a firewall': { allows: false, items: towards('10.0.1.4'), address: true },
  'through an appliance': { allows: false, items: towards(HUB.nextHop), address: true },
} as const satisfies Record<string, { allows: boolean; items: Items; address: boolean }>;

type NetworkName = keyof typeof NETWORKS;

const GRANTED_ON = '2024-05-01';
export const MADE_SINCE = '2024-05-02T00:00:00Z';

/**
 * What the activity log has of a machine, and whether it was deallocated and started after the day of the exemption. The day itself
 * does not count, nor does a start that no deallocation precedes.
 */
export const PASTS = {
  nothing: { cycled: false, operations: [] },
  cycled: { cycled: true, operations: ['deallocate 2024-05-02T08:00:00Z', 'start 2024-05-02T09:00:00Z'] },
  'deallocated again': {
    cycled: true,
    operations: [
      'deallocate 2024-06-03T08:00:00Z',
      'start 2024-06-02T08:00:00Z',
      'deallocate 2024-06-01T08:00:00Z',
    ],
  },
  'on that day': {
    cycled: false,
    operations: ['deallocate 2024-05-01T08:00:00Z', 'start 2024-05-02T09:00:00Z'],
  },
  before: { cycled: false, operations: ['deallocate 2024-04-01T08:00:00Z', 'start 2024-04-02T09:00:00Z'] },
  'only started': { cycled: false, operations: ['start 2024-05-02T09:00:00Z'] },
  'only deallocated': {
    cycled: false,
    operations: ['start 2024-05-02T07:00:00Z', 'deallocate 2024-05-02T08:00:00Z'],
  },
  'deallocated and reimaged': {
    cycled: true,
    operations: ['deallocate 2024-05-02T08:00:00Z', 'reimage 2024-05-02T09:00:00Z'],
  },
  'only reimaged': { cycled: false, operations: ['reimage 2024-05-02T09:00:00Z'] },
} as const satisfies Record<string, { cycled: boolean; operations: readonly string[] }>;

export type Past = keyof typeof PASTS;

const anyPast = fc.constantFrom('nothing', 'cycled', ...(Object.keys(PASTS) as Past[]));

/** Whether the activity log was asked for; what came before a failure is shown all the same. */
const anyLog = fc.constantFrom('not asked', 'read', 'read', 'broken off');

type LogState = typeof anyLog extends fc.Arbitrary<infer T> ? T : never;

function logOf(state: LogState, pasts: readonly (readonly [VmFact, Past])[]): Items {
  if (state === 'not asked') return {};
  const items = pasts.flatMap(([{ id }, past]) =>
    PASTS[past].operations.map((line) => {
      const [operation, at = ''] = line.split(' ');
      const machine = id.toUpperCase() as ResourceId;
      return { machine, operation: operation as MachineOperationFact['operation'], at };
    }),
  );
  const problem = { status: 403, code: 'AuthorizationFailed', message: 'no' };
  return { machineOperations: state === 'read' ? items : { kind: 'unreadable', problem, items } };
}

const anyNic = fc.record({
  past: anyPast,
  flag: fc.constantFrom(true, false, undefined),
  readable: fc.constantFrom('described', 'described', 'described', 'without properties', 'missing'),
  created: fc.constantFrom(undefined, '2016-01-01T00:00:00Z', '2024-05-01T23:59:59Z', MADE_SINCE, 'soon'),
});

const EA = 'EnterpriseAgreement_2014-09-01';

const anyQuotaId = fc.constantFrom(
  undefined,
  EA,
  'PayAsYouGo_2014-09-01',
  'MSDNDevTest_2014-09-01',
  'MPN_2014-09-01',
  'CSP_2015-05-01',
  'FreeTrial_2014-09-01',
  'Sponsored_2016-01-01',
  'Internal_2014-09-01',
  'Default_2014-09-01',
  'AAD_2015-09-01',
  'Nobody_knows',
);

const hubParts = {
  quotaId: fc.oneof(fc.constant(EA), anyQuotaId),
  declaredOffer: fc.constantFrom(undefined, undefined, undefined, ...OFFER_CLASSES),
  exempted: fc.boolean(),
  rules: fc.constantFrom('allow', 'allow', 'deny', 'allow a part', 'not read'),
  flag: fc.constantFrom(true, false, undefined),
  created: fc.constantFrom(undefined, MADE_SINCE),
  guard: fc.constantFrom('none', 'none', 'denies', 'not read', 'no address'),
  attached: fc.constantFrom(true, true, true, false),
  past: anyPast,
} as const;

const anyHub = fc.record(hubParts);

type Hub = typeof anyHub extends fc.Arbitrary<infer T> ? T : never;

const tenantParts = {
  revision: fc.constantFrom(...REVISION_NAMES),
  network: fc.constantFrom(...(Object.keys(NETWORKS) as NetworkName[]), 'public address', 'public address'),
  hub: anyHub,
  quotaId: anyQuotaId,
  spendingLimit: fc.constantFrom(undefined, 'Off', 'On', 'CurrentPeriodOff'),
  agreement: fc.constantFrom(
    undefined,
    'EnterpriseAgreement',
    'MicrosoftCustomerAgreement',
    'MicrosoftOnlineServicesProgram',
    'MicrosoftPartnerAgreement',
  ),
  subType: fc.constantFrom(undefined, 'Enterprise', 'Individual'),
  role: fc.constantFrom(undefined, '2016-03-01T00:00:00Z', '2021-03-01T00:00:00Z'),
  alias: fc.constantFrom(undefined, '2021-03-01T00:00:00Z'),
  declaredOffer: fc.constantFrom(undefined, undefined, ...OFFER_CLASSES),
  declaredDate: fc.constantFrom(undefined, '2016-03-01', '2017-11-15', '2021-03-01'),
  declaredExemption: fc.constantFrom(undefined, {}, { grantedOn: GRANTED_ON }),
  log: anyLog,
  nics: fc.array(anyNic, { minLength: 1, maxLength: 3 }),
} as const;

export const anyTenant = fc.record(tenantParts);

export type Tenant = typeof anyTenant extends fc.Arbitrary<infer T> ? T : never;

const OPEN_OFFERS = ['enterprise-agreement', 'mca-enterprise'] as const;

/** A tenant in which only the hub can hold back the mail of most VMs, since much has to come together there. */
export const behindHub: fc.Arbitrary<Tenant> = fc.record({
  ...tenantParts,
  revision: fc.oneof(fc.constant<RevisionName>('2023-12'), fc.constantFrom(...REVISION_NAMES)),
  network: fc.constantFrom('through a firewall', 'through an appliance'),
  hub: fc.record({ ...hubParts, declaredOffer: fc.constantFrom(undefined, 'csp', ...OPEN_OFFERS) }),
  quotaId: fc.constantFrom(EA, 'FreeTrial_2014-09-01'),
  declaredOffer: fc.constantFrom(undefined, ...OPEN_OFFERS),
});

export function factsOf(tenant: Tenant): SubscriptionFacts {
  const { items, address } = NETWORKS[tenant.network];
  const machines = tenant.nics.map(({ created }, at) =>
    machine(`vm${at}`, created === undefined ? {} : { timeCreated: created }),
  );
  const nics = machines.flatMap((vm, at) => {
    const { flag, readable } = tenant.nics[at] ?? { flag: undefined, readable: 'missing' };
    const full = nicOf(vm, {
      ...(flag === undefined ? {} : { allowPort25Out: flag }),
      ipConfigurations: [configuration(address ? { publicAddress: ID.address } : {})],
    });
    if (readable === 'missing') return [];
    return [readable === 'described' ? full : { id: full.id, name: full.name }];
  });
  const { agreement, subType } = tenant;
  return subscriptionWith(
    {
      ...items,
      ...logOf(
        tenant.log,
        machines.map((vm, at) => [vm, tenant.nics[at]?.past ?? 'nothing']),
      ),
      publicAddresses: [publicAddress()],
      virtualMachines: machines,
      networkInterfaces: nics,
      roleAssignments: tenant.role === undefined ? [] : [roleAssignment({ createdOn: tenant.role })],
      aliases: tenant.alias === undefined ? [] : [{ name: 'alias', createdTime: tenant.alias }],
      billingProperty:
        agreement === undefined
          ? []
          : [billingProperty({ agreementType: agreement, ...(subType && { accountSubType: subType }) })],
    },
    {
      ...(tenant.quotaId && { quotaId: tenant.quotaId }),
      ...(tenant.spendingLimit && { spendingLimit: tenant.spendingLimit }),
    },
  );
}

const GUARDS: Readonly<Record<Hub['guard'], Items>> = {
  none: {},
  denies: { networkSecurityGroups: [nsg([rule('DenyMail', 100)], HUB.nsg)] },
  'not read': { networkSecurityGroups: unreadable() },
  'no address': {},
};

/** The hub's subscription with a firewall and an appliance. */
export function hubOf({ hub, log }: Tenant): SubscriptionFacts {
  const rules = {
    allow: { classicRules: [collection('Allow')] },
    deny: { classicRules: [collection('Deny')] },
    'allow a part': { classicRules: [collection('Allow', [networkRule({ destinations: ['20.1.0.0/16'] })])] },
    'not read': { classicRules: [], policy: policyId('lost') },
  }[hub.rules];
  const guarded = hub.guard === 'denies' || hub.guard === 'not read';
  const inside = subnet({ prefixes: ['10.0.9.0/24'], defaultOutboundAccess: false }, HUB.subnet);
  return applianceSubscription(
    {
      virtualMachines: hub.attached ? [hubVm(hub.created && { timeCreated: hub.created })] : [],
      networkInterfaces: [
        hubNic({
          ...(hub.flag === undefined ? {} : { allowPort25Out: hub.flag }),
          ...(guarded ? { networkSecurityGroup: HUB.nsg } : {}),
          ...(hub.guard === 'no address' ? { ipConfigurations: [withoutAddress] } : {}),
        }),
      ],
      virtualNetworks: [network({ addressSpace: ['10.0.0.0/16'], subnets: [inside] }, ID.hub)],
      firewalls: [firewall(rules, ID.firewall, hub.rules === 'not read' ? { policies: unreadable() } : {})],
      ...GUARDS[hub.guard],
      ...logOf(log, [[hubVm(), hub.past]]),
    },
    hub.quotaId === undefined ? {} : { quotaId: hub.quotaId },
  );
}

export function declarationOfHub({ hub }: Tenant): SubscriptionDeclaration {
  return {
    ...(hub.declaredOffer && { offer: hub.declaredOffer }),
    ...(hub.exempted && { exemption: { grantedOn: GRANTED_ON } }),
  };
}

export function declarationOf(tenant: Tenant): SubscriptionDeclaration {
  return {
    ...(tenant.declaredOffer && { offer: tenant.declaredOffer }),
    ...(tenant.declaredDate && { createdOn: tenant.declaredDate }),
    ...(tenant.declaredExemption && { exemption: tenant.declaredExemption }),
  };
}

/** A VM that nothing opens. */
const BLOCKED: Tenant = {
  revision: '2023-12',
  network: 'public address',
  quotaId: 'FreeTrial_2014-09-01',
  spendingLimit: undefined,
  agreement: undefined,
  subType: undefined,
  role: undefined,
  alias: '2021-03-01T00:00:00Z',
  declaredOffer: undefined,
  declaredDate: undefined,
  declaredExemption: undefined,
  log: 'read',
  nics: [{ flag: undefined, readable: 'described', created: MADE_SINCE, past: 'nothing' }],
  hub: {
    quotaId: 'FreeTrial_2014-09-01',
    declaredOffer: undefined,
    exempted: false,
    rules: 'allow',
    flag: undefined,
    created: MADE_SINCE,
    guard: 'none',
    attached: true,
    past: 'nothing',
  },
};

/** An open VM of an Enterprise Agreement whose mail leaves elsewhere. */
const THROUGH: Omit<Tenant, 'network'> = { ...BLOCKED, quotaId: EA };
const IN_EA: Hub = { ...BLOCKED.hub, quotaId: EA };

/** One tenant for each warrant, so that none of them goes untried. */
export const EXAMPLES: readonly Tenant[] = [
  { ...BLOCKED, nics: [{ flag: true, readable: 'described', created: undefined, past: 'nothing' }] },
  { ...BLOCKED, declaredExemption: { grantedOn: GRANTED_ON } },
  {
    ...BLOCKED,
    declaredExemption: { grantedOn: GRANTED_ON },
    nics: [{ flag: undefined, readable: 'described', created: undefined, past: 'cycled' }],
  },
  { ...BLOCKED, declaredOffer: 'enterprise-agreement' },
  { ...BLOCKED, quotaId: EA },
  { ...THROUGH, network: 'through a firewall', hub: IN_EA },
  { ...THROUGH, network: 'through a firewall', hub: { ...IN_EA, declaredOffer: 'mca-enterprise' } },
  { ...THROUGH, network: 'through a firewall', hub: { ...BLOCKED.hub, exempted: true } },
  { ...THROUGH, network: 'through an appliance', hub: IN_EA },
  { ...THROUGH, network: 'through an appliance', hub: { ...BLOCKED.hub, flag: true } },
  { ...THROUGH, network: 'through an appliance', hub: { ...BLOCKED.hub, exempted: true } },
  {
    ...THROUGH,
    network: 'through an appliance',
    hub: { ...BLOCKED.hub, exempted: true, created: undefined, past: 'cycled' },
  },
];
