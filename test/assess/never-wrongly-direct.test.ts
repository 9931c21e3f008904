import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inferCreation } from '../../src/infer/creation.ts';
import { inferOffer } from '../../src/infer/offer.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import type { VmFinding } from '../../src/model/finding.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { billingProperty, roleAssignment } from '../infer/facts.ts';
import {
  configuration,
  ID,
  type Items,
  network,
  nsg,
  publicAddress,
  route,
  routeTable,
  rule,
  subnet,
  unreadable,
} from '../network/builders.ts';
import { expectedRuling } from '../policy/microsoft-table.ts';
import { judge, machine, nicOf, subscriptionWith } from './facts-builder.ts';

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
} as const satisfies Record<string, { allows: boolean; items: Items; address: boolean }>;

type NetworkName = keyof typeof NETWORKS;

const GRANTED_ON = '2024-05-01';
const MADE_SINCE = '2024-05-02T00:00:00Z';

const anyNic = fc.record({
  flag: fc.constantFrom(true, false, undefined),
  readable: fc.constantFrom('described', 'described', 'described', 'without properties', 'missing'),
  created: fc.constantFrom(undefined, '2016-01-01T00:00:00Z', '2024-05-01T23:59:59Z', MADE_SINCE, 'soon'),
});

const anyTenant = fc.record({
  revision: fc.constantFrom(...REVISION_NAMES),
  network: fc.constantFrom(...(Object.keys(NETWORKS) as NetworkName[]), 'public address', 'public address'),
  quotaId: fc.constantFrom(
    undefined,
    'EnterpriseAgreement_2014-09-01',
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
  ),
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
});

type Tenant = typeof anyTenant extends fc.Arbitrary<infer T> ? T : never;

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
};

/** One tenant for each warrant, so that none of them goes untried. */
const EXAMPLES: readonly Tenant[] = [
  { ...BLOCKED, nics: [{ flag: true, readable: 'described', created: undefined }] },
  { ...BLOCKED, declaredExemption: { grantedOn: GRANTED_ON } },
  { ...BLOCKED, declaredOffer: 'enterprise-agreement' },
  { ...BLOCKED, quotaId: 'EnterpriseAgreement_2014-09-01' },
];

interface Situation {
  readonly tenant: Tenant;
  readonly openness: ReturnType<typeof opennessOf>;
}

/** Why the VM may be called direct, by the specification alone; `undefined` where it must not. */
function warrantFor(vm: VmFinding, { tenant, openness }: Situation): string | undefined {
  const nic = tenant.nics[Number(vm.name.slice('vm'.length))];
  if (nic?.readable !== 'described' || !openness.holdsVms) return undefined;
  if (!NETWORKS[tenant.network].allows) return undefined;
  if (nic.flag !== undefined) return nic.flag ? 'flag' : undefined;
  if (openness.forAll) return 'open for every candidate';
  if (openness.forLeading) return 'open for the leading candidate';
  const dated = tenant.declaredExemption && 'grantedOn' in tenant.declaredExemption;
  return dated && nic.created === MADE_SINCE ? 'made since the exemption' : undefined;
}

test('direct is said exactly where a flag, the policy or a dated exemption warrants it and the way is open', () => {
  const warrants = new Set<string>();
  fc.assert(
    fc.property(anyTenant, (tenant) => {
      const facts = factsOf(tenant);
      const declared = declarationOf(tenant);
      const openness = opennessOf(facts, declared, tenant.revision);
      for (const vm of judge(facts, { declared, revision: tenant.revision }).vms) {
        const warrant = warrantFor(vm, { tenant, openness });
        expect({ vm: vm.name, direct: vm.verdict === 'direct' }).toEqual({
          vm: vm.name,
          direct: warrant !== undefined,
        });
        if (warrant === undefined) continue;
        expect(vm.path).toBe('internet');
        if (warrant === 'open for the leading candidate') expect(vm.confidence).toBe('low');
        warrants.add(warrant);
      }
    }),
    { numRuns: 1000, examples: EXAMPLES.map((tenant) => [tenant]) },
  );
  expect([...warrants].toSorted()).toEqual([
    'flag',
    'made since the exemption',
    'open for every candidate',
    'open for the leading candidate',
  ]);
});
