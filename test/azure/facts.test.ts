import { describe, expect, test } from 'vitest';
import { subscriptionAlias } from '../../src/azure/aliases.ts';
import { billingPropertyFact } from '../../src/azure/billing-property.ts';
import { firewallFact } from '../../src/azure/firewalls.ts';
import { loadBalancerFact } from '../../src/azure/load-balancers.ts';
import { natGatewayFact } from '../../src/azure/nat-gateways.ts';
import { nicFact } from '../../src/azure/network-interfaces.ts';
import { publicAddressFact, publicPrefixFact } from '../../src/azure/public-addresses.ts';
import { roleAssignmentFact } from '../../src/azure/role-assignments.ts';
import { routeTableFact } from '../../src/azure/route-tables.ts';
import { securityGroupFact } from '../../src/azure/security-groups.ts';
import { SOURCES } from '../../src/azure/sources.ts';
import { subscriptionFact } from '../../src/azure/subscriptions.ts';
import { powerStateFact, vmFact } from '../../src/azure/virtual-machines.ts';
import { virtualNetworkFact } from '../../src/azure/virtual-networks.ts';
import { UNREADABLE_REFERENCE } from '../../src/model/resource-id.ts';
import { FACT_SCHEMAS } from '../../src/model/subscription-facts.ts';

const ID = '/subscriptions/S/resourceGroups/RG/providers/Microsoft.X/things/Thing-1';
const GUID = '0F8FAD5B-D9CB-469F-A165-70867728950E';
const RESOURCES = {
  nicFact,
  securityGroupFact,
  routeTableFact,
  virtualNetworkFact,
  publicAddressFact,
  publicPrefixFact,
  natGatewayFact,
  loadBalancerFact,
  firewallFact,
} as const;

/** The kinds whose list tells everything; those with lists of their own below stand in `nested-facts.test.ts`. */
const PLAIN = (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).flatMap((kind) => {
  const source = SOURCES[kind];
  return source.answer === 'composite' ? [] : [[kind, source] as const];
});

/** A resource with the given properties. */
function resource(properties: unknown, rest: object = {}): unknown {
  return { id: ID, name: 'Thing-1', location: 'westeurope', properties, ...rest };
}

/** Whatever an API might send where something else was to be expected. */
const ODD: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  '',
  ' ',
  'text',
  [],
  [null],
  [[]],
  {},
  { id: null },
  { id: '' },
  { id: 7 },
  { properties: null },
  [{ properties: null }],
  [{ id: '', properties: {} }],
  [{ name: 5, properties: 'x' }],
  [7, 'x'],
];

describe('every fact', () => {
  test.each(Object.entries(RESOURCES))('%s is none where there is not even an ID', (_, fact) => {
    for (const raw of ODD) expect(fact(raw)).toBeUndefined();
  });

  test.each(Object.entries(RESOURCES))(
    '%s has no properties where none were sent, or another shape',
    (_, fact) => {
      const bare = { id: ID, name: 'Thing-1', location: 'westeurope' };
      expect(fact(bare)).toEqual(bare);
      for (const properties of [null, 'text', 7, true, []]) expect(fact(resource(properties))).toEqual(bare);
    },
  );

  test.each(Object.entries(RESOURCES))('%s takes its name from its ID where it has none', (_, fact) => {
    for (const name of [undefined, null, '', 7])
      expect(fact({ id: ID, name })).toEqual({ id: ID, name: 'Thing-1' });
  });

  test.each(PLAIN)('%s survives any odd field and fits its schema', (kind, { fact }) => {
    const schema = FACT_SCHEMAS[kind];
    for (const name of FIELDS)
      for (const odd of ODD) {
        const read = fact(resource({ [name]: odd }, { [name]: odd, id: ID }));
        if (read !== undefined)
          expect(schema.safeParse(JSON.parse(JSON.stringify(read))).error).toBeUndefined();
      }
  });
});

/** The names of all fields that the program reads of any resource. */
const FIELDS = [
  'name',
  'location',
  'tags',
  'sku',
  'timeCreated',
  'virtualMachineScaleSet',
  'networkProfile',
  'instanceView',
  'virtualMachine',
  'primary',
  'allowPort25Out',
  'networkSecurityGroup',
  'enableIPForwarding',
  'defaultOutboundConnectivityEnabled',
  'ipConfigurations',
  'securityRules',
  'defaultSecurityRules',
  'routes',
  'disableBgpRoutePropagation',
  'addressSpace',
  'subnets',
  'virtualNetworkPeerings',
  'defaultPublicNatGateway',
  'ipAddress',
  'publicIPAddressVersion',
  'publicIPAllocationMethod',
  'ipConfiguration',
  'dnsSettings',
  'ipPrefix',
  'publicIpAddresses',
  'publicIpPrefixes',
  'sourceVirtualNetwork',
  'frontendIPConfigurations',
  'backendAddressPools',
  'loadBalancingRules',
  'outboundRules',
  'hubIPAddresses',
  'firewallPolicy',
  'virtualHub',
  'scope',
  'createdOn',
  'billingAccountAgreementType',
  'customerId',
  'billingProfileSpendingLimitDetails',
  'metadata',
  'createdTime',
  'billingPeriodEndDate',
];

describe('a network interface', () => {
  test.each([
    { sent: true, flag: true },
    { sent: false, flag: false },
    { sent: undefined, flag: undefined },
    { sent: null, flag: undefined },
    { sent: 'true', flag: undefined },
    { sent: 'True', flag: undefined },
    { sent: 1, flag: undefined },
    { sent: {}, flag: undefined },
  ])('whose flag is sent as $sent has the flag $flag', ({ sent, flag }) => {
    const fact = nicFact(resource({ allowPort25Out: sent, ipConfigurations: [] }));
    expect(fact?.properties?.allowPort25Out).toBe(flag);
    expect(fact?.properties?.ipConfigurations).toEqual([]);
  });

  test('keeps every ID in its own spelling', () => {
    const fact = nicFact(
      resource({
        primary: true,
        virtualMachine: { id: '/SUBSCRIPTIONS/s/VM' },
        networkSecurityGroup: { id: '/nsg' },
        enableIPForwarding: false,
        ipConfigurations: [
          {
            id: '/IPCONFIG',
            name: 'one',
            properties: {
              primary: true,
              privateIPAddress: '10.0.0.4',
              privateIPAddressVersion: 'IPv4',
              subnet: { id: '/Subnet' },
              publicIPAddress: { id: '/PIP' },
              applicationSecurityGroups: [{ id: '/asg' }],
              loadBalancerBackendAddressPools: null,
            },
          },
        ],
      }),
    );
    expect(fact?.properties).toEqual({
      primary: true,
      virtualMachine: '/SUBSCRIPTIONS/s/VM',
      networkSecurityGroup: '/nsg',
      enableIPForwarding: false,
      ipConfigurations: [
        {
          id: '/IPCONFIG',
          name: 'one',
          primary: true,
          privateAddress: '10.0.0.4',
          version: 'IPv4',
          subnet: '/Subnet',
          publicAddress: '/PIP',
          applicationSecurityGroups: ['/asg'],
          backendPools: [],
        },
      ],
    });
  });

  test.each([
    { name: 'null lists', properties: { ipConfigurations: null } },
    { name: 'missing lists', properties: {} },
  ])('with $name has none', ({ properties }) => {
    expect(nicFact(resource(properties))?.properties?.ipConfigurations).toEqual([]);
  });

  test('whose group is there but has no ID is not one without a group', () => {
    for (const networkSecurityGroup of [{}, { id: null }, { id: '' }])
      expect(nicFact(resource({ networkSecurityGroup }))?.properties?.networkSecurityGroup).toBe(
        UNREADABLE_REFERENCE,
      );
    expect(nicFact(resource({ networkSecurityGroup: null }))?.properties).not.toHaveProperty(
      'networkSecurityGroup',
    );
  });

  test('with a field of another type is not understood, rather than misunderstood', () => {
    for (const properties of [{ primary: 'yes' }, { ipConfigurations: {} }, { networkSecurityGroup: '/nsg' }])
      expect(nicFact(resource(properties))).not.toHaveProperty('properties');
  });
});

describe('a VM', () => {
  test.each<{ name: string; properties: unknown; has: object }>([
    { name: 'nothing', properties: undefined, has: {} },
    { name: 'a profile without a list', properties: { networkProfile: {} }, has: {} },
    { name: 'a null list', properties: { networkProfile: { networkInterfaces: null } }, has: {} },
    {
      name: 'no interface',
      properties: { networkProfile: { networkInterfaces: [] } },
      has: { networkInterfaces: [] },
    },
    {
      name: 'an interface without an ID',
      properties: { networkProfile: { networkInterfaces: [{}] } },
      has: { networkInterfaces: [{ id: UNREADABLE_REFERENCE }] },
    },
    {
      name: 'two interfaces',
      properties: {
        networkProfile: {
          networkInterfaces: [
            { id: '/A', properties: { primary: false } },
            { id: '/b', properties: null },
          ],
        },
      },
      has: { networkInterfaces: [{ id: '/A', primary: false }, { id: '/b' }] },
    },
    {
      name: 'a time',
      properties: { timeCreated: '2021-06-30T02:31:19.1234567+02:00' },
      has: { timeCreated: '2021-06-30T00:31:19.123Z' },
    },
    {
      name: 'a scale set',
      properties: { virtualMachineScaleSet: { id: '/VMSS' } },
      has: { scaleSet: '/VMSS' },
    },
  ])('with $name', ({ properties, has }) => {
    expect(vmFact(resource(properties))).toEqual({ id: ID, name: 'Thing-1', location: 'westeurope', ...has });
  });

  test.each([
    { codes: ['ProvisioningState/succeeded', 'PowerState/running'], state: 'running' },
    { codes: ['PowerState/VM deallocated'], state: 'vm deallocated' },
    { codes: ['powerstate/Deallocated'], state: 'deallocated' },
    { codes: ['PowerState/starting', 'PowerState/running'], state: 'running' },
    { codes: ['ProvisioningState/failed'], state: undefined },
    { codes: ['PowerState/'], state: undefined },
    { codes: [null, ''], state: undefined },
  ])('of statuses $codes is $state', ({ codes, state }) => {
    const statuses = codes.map((code) => ({ code }));
    expect(powerStateFact(resource({ instanceView: { statuses } }))?.powerState).toBe(state);
  });

  test.each([undefined, null, {}, { instanceView: null }, { instanceView: { statuses: null } }])(
    'without statuses (%o) has no power state',
    (properties) => {
      expect(powerStateFact(resource(properties))).toEqual({ id: ID });
    },
  );
});

describe('a security group', () => {
  test('has the singular and plural forms of each field in one list', () => {
    const fact = securityGroupFact(
      resource({
        securityRules: [
          {
            name: 'deny-mail',
            properties: {
              priority: 100,
              direction: 'OUTBOUND',
              access: 'deny',
              protocol: 'TCP',
              sourceAddressPrefix: '*',
              sourceAddressPrefixes: [],
              sourcePortRange: '*',
              destinationAddressPrefix: '',
              destinationAddressPrefixes: ['Internet', ' Internet ', null, ''],
              destinationPortRange: null,
              destinationPortRanges: ['25', '587-600'],
              destinationApplicationSecurityGroups: [{ id: '/asg' }, {}],
            },
          },
        ],
        defaultSecurityRules: null,
      }),
    );
    expect(fact?.properties).toEqual({
      rules: [
        {
          name: 'deny-mail',
          priority: 100,
          direction: 'OUTBOUND',
          access: 'deny',
          protocol: 'TCP',
          sources: ['*'],
          sourcePorts: ['*'],
          sourceGroups: [],
          destinations: ['Internet'],
          destinationPorts: ['25', '587-600'],
          destinationGroups: ['/asg', UNREADABLE_REFERENCE],
        },
      ],
      defaultRules: [],
    });
  });

  test('keeps the name of a rule that it does not understand, and nothing else of it', () => {
    const odd = [
      { name: 'odd', properties: { priority: 'high', destinationPortRange: 25 } },
      { properties: null },
    ];
    const rules = securityGroupFact(resource({ securityRules: odd }))?.properties?.rules;
    const nothing = {
      sources: [],
      sourcePorts: [],
      sourceGroups: [],
      destinations: [],
      destinationPorts: [],
      destinationGroups: [],
    };
    expect(rules).toEqual([
      { name: 'odd', ...nothing },
      { name: '(rule without a name)', ...nothing },
    ]);
  });
});

describe('a route table', () => {
  test('has its routes, also those that it does not understand', () => {
    const routes = [
      {
        name: 'out',
        properties: {
          addressPrefix: '0.0.0.0/0',
          nextHopType: 'VirtualAppliance',
          nextHopIpAddress: '10.0.0.4',
        },
      },
      {
        name: 'none',
        properties: { addressPrefix: '10.0.0.0/8', nextHopType: 'None', nextHopIpAddress: '' },
      },
      { name: 'odd', properties: { addressPrefix: ['0.0.0.0/0'] } },
      { name: null, properties: null },
    ];
    expect(routeTableFact(resource({ disableBgpRoutePropagation: true, routes }))?.properties).toEqual({
      disableBgpRoutePropagation: true,
      routes: [
        { name: 'out', prefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopAddress: '10.0.0.4' },
        { name: 'none', prefix: '10.0.0.0/8', nextHopType: 'None' },
        { name: 'odd' },
        { name: '(route without a name)' },
      ],
    });
    expect(routeTableFact(resource({ routes: null }))?.properties).toEqual({ routes: [] });
  });
});

describe('a virtual network', () => {
  test('has its subnets with their own properties, understood one by one', () => {
    const fact = virtualNetworkFact(
      resource({
        addressSpace: { addressPrefixes: ['10.0.0.0/16', null, ''] },
        subnets: [
          {
            id: '/A',
            name: 'a',
            properties: {
              addressPrefix: '10.0.0.0/24',
              addressPrefixes: null,
              natGateway: { id: '/nat' },
              delegations: [{}],
              ipConfigurations: null,
            },
          },
          { id: '/B', name: 'b', properties: { addressPrefix: 24 } },
          { id: '/C', name: 'c' },
        ],
        virtualNetworkPeerings: [
          {
            name: 'p',
            properties: {
              peeringState: 'Connected',
              remoteVirtualNetwork: {},
              remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
              useRemoteGateways: null,
            },
          },
          { name: null, properties: null },
        ],
      }),
    );
    expect(fact?.properties).toEqual({
      addressSpace: ['10.0.0.0/16'],
      subnets: [
        {
          id: '/A',
          name: 'a',
          properties: {
            prefixes: ['10.0.0.0/24'],
            natGateway: '/nat',
            delegated: true,
            hasIpConfigurations: false,
          },
        },
        { id: '/B', name: 'b' },
        { id: '/C', name: 'c' },
      ],
      peerings: [
        {
          name: 'p',
          state: 'Connected',
          remoteNetwork: UNREADABLE_REFERENCE,
          remotePrefixes: ['10.1.0.0/16'],
          useRemoteGateways: false,
        },
        { name: '(peering without a name)', remotePrefixes: [], useRemoteGateways: false },
      ],
    });
  });

  test('says nothing where a list holds something else', () => {
    expect(virtualNetworkFact(resource({ subnets: [{ name: 'no id' }] }))).not.toHaveProperty('properties');
  });
});

describe('a load balancer', () => {
  test('has front ends, pools and rules, in singular and plural forms', () => {
    const fact = loadBalancerFact(
      resource(
        {
          frontendIPConfigurations: [
            { id: '/F', properties: { publicIPAddress: { id: '/PIP' }, privateIPAddress: '' } },
          ],
          backendAddressPools: [
            {
              id: '/P',
              properties: {
                backendIPConfigurations: null,
                loadBalancerBackendAddresses: [
                  { properties: { ipAddress: '10.0.0.5' } },
                  { properties: null },
                  {},
                ],
              },
            },
          ],
          loadBalancingRules: [
            {
              name: 'r',
              properties: {
                protocol: 'All',
                backendAddressPool: { id: '/P' },
                backendAddressPools: [{ id: '/Q' }],
                frontendIPConfiguration: { id: '/F' },
                disableOutboundSnat: null,
              },
            },
          ],
          outboundRules: null,
        },
        { sku: { name: 'Standard' } },
      ),
    );
    expect(fact).toMatchObject({
      sku: 'Standard',
      properties: {
        frontends: [{ id: '/F', publicAddress: '/PIP' }],
        pools: [{ id: '/P', ipConfigurations: [], addresses: [{ address: '10.0.0.5' }] }],
        loadBalancingRules: [
          { name: 'r', protocol: 'All', pools: ['/P', '/Q'], frontends: ['/F'], disableOutboundSnat: false },
        ],
        outboundRules: [],
      },
    });
    expect(fact?.properties?.frontends[0]).not.toHaveProperty('privateAddress');
  });
});

describe('addresses, gateways and firewalls', () => {
  test.each([
    {
      sent: {
        ipAddress: '20.1.2.3',
        publicIPAddressVersion: 'IPv4',
        publicIPAllocationMethod: 'Static',
        dnsSettings: { reverseFqdn: 'mx.example.' },
      },
      has: { address: '20.1.2.3', version: 'IPv4', allocation: 'Static', reverseFqdn: 'mx.example.' },
    },
    {
      sent: { ipAddress: '', dnsSettings: { reverseFqdn: '' }, ipConfiguration: { id: '/C' } },
      has: { attachedTo: '/C' },
    },
    { sent: { ipAddress: null, dnsSettings: 7 }, has: {} },
  ])('a public address of $sent has $has', ({ sent, has }) => {
    expect(publicAddressFact(resource(sent))?.properties).toEqual(has);
  });

  test('a prefix has its range', () => {
    expect(publicPrefixFact(resource({ ipPrefix: '20.1.2.0/30' }))?.properties).toEqual({
      prefix: '20.1.2.0/30',
    });
  });

  test('a NAT gateway has its addresses', () => {
    const sent = { publicIpAddresses: [{ id: '/PIP' }], publicIpPrefixes: null };
    expect(natGatewayFact(resource(sent))?.properties).toEqual({
      publicAddresses: ['/PIP'],
      publicPrefixes: [],
    });
  });

  test('a firewall has the addresses that routes name, in a network or in a hub', () => {
    const configuration = { properties: { privateIPAddress: '10.0.1.4', publicIPAddress: { id: '/PIP' } } };
    expect(firewallFact(resource({ ipConfigurations: [configuration, {}] }))?.properties).toMatchObject({
      privateAddresses: ['10.0.1.4'],
      publicAddresses: ['/PIP'],
    });
    expect(
      firewallFact(
        resource({
          ipConfigurations: null,
          hubIPAddresses: { privateIPAddress: '10.9.0.4' },
          virtualHub: { id: '/H' },
        }),
      )?.properties,
    ).toMatchObject({ privateAddresses: ['10.9.0.4'], virtualHub: '/H' });
  });
});

describe('a subscription', () => {
  test.each([
    {
      raw: { subscriptionId: GUID, displayName: 'Prod', state: 'Warned', tenantId: GUID },
      has: { name: 'Prod', state: 'Warned', tenantId: GUID.toLowerCase(), managedByTenants: [] },
    },
    {
      raw: { id: `/subscriptions/${GUID}`, managedByTenants: null },
      has: { name: GUID.toLowerCase(), state: 'Enabled', managedByTenants: [] },
    },
    {
      raw: {
        subscriptionId: GUID,
        subscriptionPolicies: { quotaId: '', spendingLimit: 'Off' },
        managedByTenants: [{ tenantId: 't' }, {}],
      },
      has: { name: GUID.toLowerCase(), state: 'Enabled', spendingLimit: 'Off', managedByTenants: ['t'] },
    },
    {
      raw: { subscriptionId: GUID, displayName: 7, subscriptionPolicies: 'none', tags: { a: 1 } },
      has: { name: GUID.toLowerCase(), state: 'Enabled', managedByTenants: [] },
    },
  ])('as $raw', ({ raw, has }) => {
    expect(subscriptionFact(raw)).toEqual({ id: GUID.toLowerCase(), ...has });
  });

  test.each([
    undefined,
    null,
    7,
    'x',
    {},
    { subscriptionId: 'prod' },
    { id: '/subscriptions/prod' },
    { subscriptionId: 7 },
  ])('as %o is none', (raw) => {
    expect(subscriptionFact(raw)).toBeUndefined();
  });

  test('has its billing property, without what is personal', () => {
    const properties = {
      billingAccountAgreementType: 'MicrosoftCustomerAgreement',
      billingAccountDisplayName: 'Jenny Doe',
      customerId: '',
      isTransitionedBillingAccount: 'no',
      billingProfileSpendingLimitDetails: [{ type: 'MSDN' }, {}],
      subscriptionServiceUsageAddress: { firstName: 'Jenny' },
    };
    const fact = billingPropertyFact({ properties });
    expect(fact).toEqual({
      agreementType: 'MicrosoftCustomerAgreement',
      hasCustomer: false,
      spendingLimitTypes: ['MSDN'],
    });
    expect(billingPropertyFact({ properties: null })).toBeUndefined();
    expect(billingPropertyFact({})).toBeUndefined();
  });

  test('has its alias by its ID in any spelling', () => {
    const properties = { subscriptionId: GUID, createdTime: '2020-02-03T04:05:06' };
    expect(subscriptionAlias({ name: 'a', properties })).toEqual({
      subscription: GUID.toLowerCase(),
      fact: { name: 'a', createdTime: '2020-02-03T04:05:06.000Z' },
    });
    expect(subscriptionAlias({ name: 'a', properties: { subscriptionId: null } })).toBeUndefined();
    expect(subscriptionAlias({ name: 'a', properties: null })).toBeUndefined();
  });

  test('has its role assignments with a scope and a time', () => {
    const properties = { scope: '/', createdOn: '2015-01-19T10:22:31.1234567Z', principalId: 'who' };
    expect(roleAssignmentFact(resource(properties))).toEqual({
      id: ID,
      scope: '/',
      createdOn: '2015-01-19T10:22:31.123Z',
    });
    expect(roleAssignmentFact(resource(null))).toEqual({ id: ID });
    expect(roleAssignmentFact({})).toBeUndefined();
  });
});
