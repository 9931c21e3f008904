import { describe } from 'vitest';
import type { VirtualHubFact } from '../../src/model/hub-facts.ts';
import {
  connection,
  hubTable,
  ID,
  id,
  network,
  peering,
  read,
  route,
  rule,
  subnet,
  unreadable,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { onNic, routed, spokeOf } from './situations.ts';

/* The network has a gateway, through which a default route may be learned; its owner declares which. */
const withTable = subnet({ routeTable: ID.table });
const gateway = subnet({}, id('Microsoft.Network/virtualNetworks/spoke/subnets/GatewaySubnet'));
const learning = routed([], { subnets: [withTable, gateway] });
const maybe = { path: 'internet', confidence: 'low', reasons: ['default-route-may-be-learned'] } as const;
const settled = { path: 'internet', confidence: 'high', reasons: ['default-route-declared'] } as const;
const straight = { path: 'internet', confidence: 'high', reasons: [] } as const;
const toGateway = { path: 'gateway', owner: undefined, reasons: ['default-route-declared'] } as const;
const toAppliance = {
  path: 'appliance',
  owner: undefined,
  nics: undefined,
  reasons: ['default-route-declared'],
} as const;

describe('a default route that may be learned', () => {
  expectPaths([
    ['nothing declared', learning, maybe],
    ['declared none', { ...learning, declared: 'none' }, settled],
    ['declared to lead to a gateway', { ...learning, declared: 'gateway' }, toGateway],
    ['declared to lead to an appliance', { ...learning, declared: 'appliance' }, toAppliance],
    [
      'over a peering whose gateways are used',
      { ...routed([], { peerings: [peering({ useRemoteGateways: true })] }), declared: 'gateway' },
      toGateway,
    ],
    [
      'half of the internet routed otherwise',
      { ...routed([route('0.0.0.0/1', 'Internet')], { subnets: [withTable, gateway] }), declared: 'gateway' },
      { path: 'partial' },
    ],
    [
      'declared none makes the tag VirtualNetwork certain, too',
      {
        ...onNic(
          rule('vnet', 100, { access: 'Allow', destinations: ['VirtualNetwork'] }),
          rule('no', 200, { destinations: ['Internet'] }),
        ),
        virtualNetworks: [network({ subnets: [subnet(), gateway] })],
        declared: 'none',
      },
      { path: 'denied', confidence: 'high', reasons: ['nsg-denies'] },
    ],
  ]);
});

describe('a declaration changes nothing where none can be learned', () => {
  expectPaths([
    ['no gateway', { declared: 'gateway' }, straight],
    [
      'a user route covers the internet',
      { ...routed([route('0.0.0.0/0', 'Internet')], { subnets: [withTable, gateway] }), declared: 'gateway' },
      straight,
    ],
    [
      'the route table refuses propagation',
      {
        ...routed([], { subnets: [withTable, gateway] }, { disableBgpRoutePropagation: true }),
        declared: 'appliance',
      },
      straight,
    ],
  ]);
});

describe('spokes of a virtual hub', () => {
  const hub = (over: Partial<VirtualHubFact>, declared: 'none' | 'gateway' | 'appliance') => ({
    ...spokeOf(over),
    declared,
  });
  expectPaths([
    ['the hub sends none that is seen: declared none', hub({}, 'none'), settled],
    ['declared to lead to a gateway', hub({}, 'gateway'), toGateway],
    [
      'what the hub sends is seen',
      hub({ routeTables: read([hubTable(id('Microsoft.Network/networkVirtualAppliances/nva'))]) }, 'none'),
      { path: 'appliance', reasons: ['appliance-not-resolved'] },
    ],
    [
      'internet security off: none can come',
      hub({ connections: read([connection({ enableInternetSecurity: false })]) }, 'gateway'),
      straight,
    ],
    [
      'a hub that cannot be read stays unknown',
      hub({ routingIntent: unreadable() }, 'none'),
      { path: 'unknown', reasons: ['virtual-hub-not-read'] },
    ],
  ]);
});
