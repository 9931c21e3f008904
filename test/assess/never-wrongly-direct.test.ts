import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inferCreation } from '../../src/infer/creation.ts';
import { inferOffer } from '../../src/infer/offer.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import type { VmFinding } from '../../src/model/finding.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { NetworkPath } from '../../src/model/verdict.ts';
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
import { expectedRuling } from '../policy/microsoft-table.ts';
import { applianceSubscription, HUB, hubNic, hubVm, spokeItems, withoutAddress } from './egress-builder.ts';
import { judge, machine, nicOf, subscriptionWith } from './facts-builder.ts';

/** The default route leads to an address in the hub's network. */
function towards(nextHop: string): Items {
  const { virtualNetworks = [], routeTables = [] } = spokeItems(nextHop, machine('unused'));
  return { virtualNetworks, routeTables };
}

/** What the owner's network does with the mail, by construction. */
const NETWORKS = {
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
const MADE_SINCE = '2024-05-02T00:00:00Z';

const anyNic = fc.record({
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
  nics: fc.array(anyNic, { minLength: 1, maxLength: 3 }),
} as const;

const anyTenant = fc.record(tenantParts);

type Tenant = typeof anyTenant extends fc.Arbitrary<infer T> ? T : never;

const OPEN_OFFERS = ['enterprise-agreement', 'mca-enterprise'] as const;

/** A tenant in which only the hub can hold back the mail of most VMs, since much has to come together there. */
const behindHub: fc.Arbitrary<Tenant> = fc.record({
  ...tenantParts,
  revision: fc.oneof(fc.constant<RevisionName>('2023-12'), fc.constantFrom(...REVISION_NAMES)),
  network: fc.constantFrom('through a firewall', 'through an appliance'),
  hub: fc.record({ ...hubParts, declaredOffer: fc.constantFrom(undefined, 'csp', ...OPEN_OFFERS) }),
  quotaId: fc.constantFrom(EA, 'FreeTrial_2014-09-01'),
  declaredOffer: fc.constantFrom(undefined, ...OPEN_OFFERS),
});

function factsOf(tenant: Tenant): SubscriptionFacts {
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
function hubOf({ hub }: Tenant): SubscriptionFacts {
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
    },
    hub.quotaId === undefined ? {} : { quotaId: hub.quotaId },
  );
}

function declarationOfHub({ hub }: Tenant): SubscriptionDeclaration {
  return {
    ...(hub.declaredOffer && { offer: hub.declaredOffer }),
    ...(hub.exempted && { exemption: { grantedOn: GRANTED_ON } }),
  };
}

function declarationOf(tenant: Tenant): SubscriptionDeclaration {
  return {
    ...(tenant.declaredOffer && { offer: tenant.declaredOffer }),
    ...(tenant.declaredDate && { createdOn: tenant.declaredDate }),
    ...(tenant.declaredExemption && { exemption: tenant.declaredExemption }),
  };
}

/** How far Microsoft's table, as the specification states it, opens the subscription: for every candidate, or for the leading one. */
function opennessOf(facts: SubscriptionFacts, declared: SubscriptionDeclaration, revision: RevisionName) {
  const offer = inferOffer({
    subscription: facts.subscription,
    billing: facts.readings.billingProperty,
    ...(declared.offer && { declared: declared.offer }),
  });
  const { cutoff } = inferCreation({
    facts,
    ...(declared.createdOn && { declaredOn: declared.createdOn }),
  });
  const sides = cutoff === 'indeterminate' ? (['before', 'after'] as const) : [cutoff];
  const candidates = offer.candidates.length > 0 ? offer.candidates : OFFER_CLASSES;
  const isOpen = (one: string) =>
    sides.every((side) => expectedRuling(revision, one, side).status === 'open');
  return {
    offer: offer.offer,
    holdsVms: offer.holdsVms,
    forAll: candidates.every(isOpen),
    forLeading: offer.leads && isOpen(candidates[0] ?? ''),
  };
}

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
  nics: [{ flag: undefined, readable: 'described', created: MADE_SINCE }],
  hub: {
    quotaId: 'FreeTrial_2014-09-01',
    declaredOffer: undefined,
    exempted: false,
    rules: 'allow',
    flag: undefined,
    created: MADE_SINCE,
    guard: 'none',
    attached: true,
  },
};

/** An open VM of an Enterprise Agreement whose mail leaves elsewhere. */
const THROUGH: Omit<Tenant, 'network'> = { ...BLOCKED, quotaId: EA };
const IN_EA: Hub = { ...BLOCKED.hub, quotaId: EA };

/** One tenant for each warrant, so that none of them goes untried. */
const EXAMPLES: readonly Tenant[] = [
  { ...BLOCKED, nics: [{ flag: true, readable: 'described', created: undefined }] },
  { ...BLOCKED, declaredExemption: { grantedOn: GRANTED_ON } },
  { ...BLOCKED, declaredOffer: 'enterprise-agreement' },
  { ...BLOCKED, quotaId: EA },
  { ...THROUGH, network: 'through a firewall', hub: IN_EA },
  { ...THROUGH, network: 'through a firewall', hub: { ...IN_EA, declaredOffer: 'mca-enterprise' } },
  { ...THROUGH, network: 'through a firewall', hub: { ...BLOCKED.hub, exempted: true } },
  { ...THROUGH, network: 'through an appliance', hub: IN_EA },
  { ...THROUGH, network: 'through an appliance', hub: { ...BLOCKED.hub, flag: true } },
  { ...THROUGH, network: 'through an appliance', hub: { ...BLOCKED.hub, exempted: true } },
];

interface Situation {
  readonly tenant: Tenant;
  readonly openness: ReturnType<typeof opennessOf>;
  readonly hubOpenness: ReturnType<typeof opennessOf>;
}

const THROUGH_FIREWALL = 'a firewall that is not blocked';
const THROUGH_APPLIANCE = 'an appliance that may send';

/** Why Azure allows the VM itself. */
function ownWarrant(vm: VmFinding, { tenant, openness }: Situation): string | undefined {
  const nic = tenant.nics[Number(vm.name.slice('vm'.length))];
  if (nic?.readable !== 'described' || !openness.holdsVms) return undefined;
  if (nic.flag !== undefined) return nic.flag ? 'flag' : undefined;
  if (openness.forAll) return 'open for every candidate';
  if (openness.forLeading) return 'open for the leading candidate';
  const dated = tenant.declaredExemption && 'grantedOn' in tenant.declaredExemption;
  return dated && nic.created === MADE_SINCE ? 'made since the exemption' : undefined;
}

/** Microsoft's page allows it since 2023-12, for two offers, and an exemption covers no firewall. */
function firewallMaySend({ tenant, hubOpenness: { forAll, forLeading, offer } }: Situation): boolean {
  const named = offer === 'enterprise-agreement' || offer === 'mca-enterprise';
  return tenant.revision === '2023-12' && tenant.hub.rules === 'allow' && named && (forAll || forLeading);
}

/** Azure allows the appliance's NIC, exemptions included, and its own network lets it out. */
function applianceMaySend({ tenant: { hub }, hubOpenness }: Situation): boolean {
  if (!hub.attached || hub.guard !== 'none' || !hubOpenness.holdsVms) return false;
  if (hub.flag !== undefined) return hub.flag;
  const made = hub.exempted && hub.created === MADE_SINCE;
  return hubOpenness.forAll || hubOpenness.forLeading || made;
}

/** Why the VM may be called direct, by the specification alone; `undefined` where it must not. */
function warrantFor(vm: VmFinding, situation: Situation): string | undefined {
  const own = ownWarrant(vm, situation);
  if (own === undefined) return undefined;
  switch (situation.tenant.network) {
    case 'through a firewall':
      return firewallMaySend(situation) ? THROUGH_FIREWALL : undefined;
    case 'through an appliance':
      return applianceMaySend(situation) ? THROUGH_APPLIANCE : undefined;
    default:
      return NETWORKS[situation.tenant.network].allows ? own : undefined;
  }
}

/** Where the traffic of a VM with this warrant leaves. */
function pathFor(warrant: string): NetworkPath {
  if (warrant === THROUGH_FIREWALL) return 'firewall';
  return warrant === THROUGH_APPLIANCE ? 'appliance' : 'internet';
}

test('direct is said exactly where a flag, the policy or a dated exemption warrants it and the way is open', () => {
  const warrants = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(anyTenant, behindHub), (tenant) => {
      const facts = factsOf(tenant);
      const declared = declarationOf(tenant);
      const hub = hubOf(tenant);
      const declaredOfHub = declarationOfHub(tenant);
      const situation: Situation = {
        tenant,
        openness: opennessOf(facts, declared, tenant.revision),
        hubOpenness: opennessOf(hub, declaredOfHub, tenant.revision),
      };
      const { vms } = judge(facts, {
        declared,
        declarations: { subscriptions: new Map([[hub.subscription.id, declaredOfHub]]) },
        revision: tenant.revision,
        others: [hub],
      });
      for (const vm of vms) {
        const warrant = warrantFor(vm, situation);
        expect({ vm: vm.name, direct: vm.verdict === 'direct' }).toEqual({
          vm: vm.name,
          direct: warrant !== undefined,
        });
        if (warrant === undefined) continue;
        expect(vm.path).toBe(pathFor(warrant));
        if (warrant === THROUGH_FIREWALL) expect(vm.confidence).not.toBe('high');
        if (warrant === 'open for the leading candidate') expect(vm.confidence).toBe('low');
        warrants.add(warrant);
      }
    }),
    { numRuns: 2000, examples: EXAMPLES.map((tenant) => [tenant]) },
  );
  expect([...warrants].toSorted()).toEqual([
    THROUGH_FIREWALL,
    THROUGH_APPLIANCE,
    'flag',
    'made since the exemption',
    'open for every candidate',
    'open for the leading candidate',
  ]);
}, 60_000);
