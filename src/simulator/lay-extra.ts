import { balancerWire } from './balancer-wire.ts';
import type { Ground } from './ground.ts';
import { interfaceWire } from './interface-wire.ts';
import { SHARED_BALANCER } from './lay-balancer.ts';
import { layVirtualHubs } from './lay-virtual-hubs.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { managementGroupId } from './management-group-tree.ts';
import { layNetworkManager } from './network-manager-wire.ts';
import { networkId, type Place } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import type { Extra } from './subscription-situation.ts';
import { subscriptionIdOf } from './tenant-identity.ts';
import { virtualMachineId } from './virtual-machine-wire.ts';
import { virtualNetworkWire } from './virtual-network-wire.ts';

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

/** A load balancer with an outbound rule, whose members are NICs of other subscriptions. */
function laySharedBalancer(ground: Ground, base: Place): void {
  const place: Place = { ...base, resourceGroup: SHARED_BALANCER.resourceGroup };
  const { resources } = ground.estate;
  const name = 'pip-lb-shared';
  resources.publicIPAddresses.push(publicAddressWire(place, { name, allocation: 'Static' }));
  resources.loadBalancers.push(
    balancerWire(place, {
      name: SHARED_BALANCER.name,
      spec: { sku: 'Standard', frontend: 'public', outboundRule: 'Tcp' },
      publicAddress: networkId(place, 'publicIPAddresses', name),
      privateAddress: '',
      subnet: '',
      network: '',
      members: [],
    }),
  );
}

/** A network manager for each way in which one can matter to port 25, or not. */
function layNetworkManagers(ground: Ground, base: Place): void {
  const place: Place = { ...base, resourceGroup: 'rg-network-managers' };
  const subscription = (key: string) => `/subscriptions/${subscriptionIdOf(ground.seed, key)}`;
  layNetworkManager(ground.estate, place, {
    name: 'avnm-mail',
    subscriptions: [subscription('governed')],
    managementGroups: [],
    rules: [
      { name: 'DenySmtp', access: 'Deny', direction: 'Outbound', protocol: 'Tcp', ports: ['20-30'] },
      { name: 'AllowWeb', access: 'AlwaysAllow', direction: 'Outbound', protocol: 'Tcp', ports: ['443'] },
    ],
  });
  layNetworkManager(ground.estate, place, {
    name: 'avnm-other-traffic',
    subscriptions: [subscription('network-lab')],
    managementGroups: [managementGroupId('contoso-landing-zones')],
    rules: [
      { name: 'DenySmtpIn', access: 'Deny', direction: 'Inbound', protocol: 'Tcp', ports: ['25'] },
      { name: 'DenyUdp', access: 'Deny', direction: 'Outbound', protocol: 'Udp', ports: ['0-65535'] },
      { name: 'DenyTelnet', access: 'Deny', direction: 'Outbound', protocol: 'Tcp', ports: ['23'] },
    ],
  });
}

/** Adds what a subscription holds beside the VMs of its plans. */
export function layExtra(ground: Ground, place: Place, extra: Extra): void {
  switch (extra) {
    case 'private-endpoint':
      layPrivateEndpoint(ground, place);
      return;
    case 'orphaned-nic':
      layOrphan(ground, place);
      return;
    case 'lent-nic':
      layLent(ground, place);
      return;
    case 'virtual-hubs':
      layVirtualHubs(ground, place);
      return;
    case 'network-managers':
      layNetworkManagers(ground, place);
      return;
    case 'shared-balancer':
      laySharedBalancer(ground, place);
      return;
  }
}
