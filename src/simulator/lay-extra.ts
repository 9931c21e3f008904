import type { Ground } from './ground.ts';
import { HUB } from './hub.ts';
import { interfaceWire } from './interface-wire.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import type { Extra } from './subscription-situation.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { virtualMachineId } from './virtual-machine-wire.ts';
import { virtualNetworkWire } from './virtual-network-wire.ts';

function layFirewall(ground: Ground, place: Place): void {
  const { resources } = ground.estate;
  const address = networkId(place, 'publicIPAddresses', 'pip-afw-hub-weu');
  const subnet = `${networkId(place, 'virtualNetworks', HUB.network)}/subnets/AzureFirewallSubnet`;
  const owner = networkId(place, 'azureFirewalls', HUB.firewall);
  resources.publicIPAddresses.push(
    publicAddressWire(place, { name: 'pip-afw-hub-weu', allocation: 'Static' }),
  );
  const wire = networkResource(place, 'azureFirewalls', {
    name: HUB.firewall,
    properties: {
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      threatIntelMode: 'Alert',
      additionalProperties: {},
      ipConfigurations: [
        networkPart(owner, 'azureFirewallIpConfigurations', {
          name: 'AzureFirewallIpConfiguration0',
          properties: {
            privateIPAddress: HUB.firewallAddress,
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: { id: address },
            subnet: { id: subnet },
          },
        }),
        networkPart(owner, 'azureFirewallIpConfigurations', {
          name: 'AzureFirewallIpConfiguration1',
          properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress: { id: address } },
        }),
      ],
      networkRuleCollections: [],
      applicationRuleCollections: [],
      natRuleCollections: [],
      firewallPolicy: { id: networkId(place, 'firewallPolicies', 'afwp-hub-weu') },
    },
  });
  resources.azureFirewalls.push({ ...wire, zones: ['1', '2', '3'] });
}

function layHub(ground: Ground, base: Place): void {
  const place: Place = { ...base, resourceGroup: HUB.resourceGroup, location: HUB.location };
  const gateway = networkId(place, 'virtualNetworkGateways', 'vgw-hub-weu');
  layFirewall(ground, place);
  ground.estate.resources.virtualNetworks.push(
    virtualNetworkWire(place, {
      name: HUB.network,
      addressSpace: HUB.addressSpace,
      subnets: [
        { name: 'AzureFirewallSubnet', prefix: HUB.firewallSubnet },
        {
          name: 'GatewaySubnet',
          prefix: '10.0.2.0/27',
          properties: { ipConfigurations: [{ id: `${gateway}/ipConfigurations/default` }] },
        },
      ],
    }),
  );
}

function servicesSubnet(ground: Ground, place: Place): string {
  const name = 'vnet-services';
  const { virtualNetworks } = ground.estate.resources;
  const id = networkId(place, 'virtualNetworks', name);
  if (!virtualNetworks.some((network) => network['id'] === id)) {
    const subnets = [{ name: 'snet-endpoints', prefix: '10.63.0.0/24' }];
    virtualNetworks.push(virtualNetworkWire(place, { name, addressSpace: '10.63.0.0/16', subnets }));
  }
  return `${id}/subnets/snet-endpoints`;
}

function layPrivateEndpoint(ground: Ground, place: Place): void {
  const endpoint = { id: networkId(place, 'privateEndpoints', 'pe-storage') };
  const wire = interfaceWire(place, {
    name: 'pe-storage.nic.7d0f6f4a-5a0e-4b83-a0f5-0a4f2b0a2c11',
    configurations: [{ address: '10.63.0.5', subnet: servicesSubnet(ground, place) }],
    flag: false,
    properties: { provisioningState: 'succeeded', privateEndpoint: endpoint, securityGroup: null },
  });
  ground.estate.resources.networkInterfaces.push(wire);
}

/** A NIC that says true and whose VM is gone: it counts for nobody. */
function layOrphan(ground: Ground, place: Place): void {
  ground.estate.resources.networkInterfaces.push(
    interfaceWire(place, {
      name: 'nic-left-behind',
      configurations: [{ address: '10.63.0.9', subnet: servicesSubnet(ground, place) }],
      virtualMachine: virtualMachineId(place, 'vm-deleted-long-ago'),
      flag: true,
    }),
  );
}

/** A NIC that says true and belongs to a VM of another subscription: it counts for nobody. */
function layLent(ground: Ground, base: Place): void {
  const place: Place = { ...base, resourceGroup: LENT_INTERFACE.resourceGroup };
  const borrower: Place = {
    ...base,
    subscriptionId: subscriptionIdOf(ground.seed, LENT_INTERFACE.borrowerKey),
    resourceGroup: LENT_INTERFACE.borrowerGroup,
  };
  ground.estate.resources.networkInterfaces.push(
    interfaceWire(place, {
      name: LENT_INTERFACE.name,
      configurations: [{ address: '10.63.0.10', subnet: servicesSubnet(ground, place) }],
      virtualMachine: virtualMachineId(borrower, LENT_INTERFACE.virtualMachine),
      flag: true,
    }),
  );
}

/** Adds what a subscription holds beside the VMs of its plans. */
export function layExtra(ground: Ground, place: Place, extra: Extra): void {
  switch (extra) {
    case 'hub':
      layHub(ground, place);
      return;
    case 'private-endpoint':
      layPrivateEndpoint(ground, place);
      return;
    case 'orphaned-nic':
      layOrphan(ground, place);
      return;
    case 'lent-nic':
      layLent(ground, place);
      return;
  }
}
