/** The tenant's hub: a network in the connectivity subscription with a firewall that spokes in other subscriptions route to. */
export const HUB = {
  resourceGroup: 'rg-connectivity-hub',
  location: 'westeurope',
  network: 'vnet-hub-weu',
  addressSpace: '10.0.0.0/22',
  firewall: 'afw-hub-weu',
  firewallSubnet: '10.0.1.0/26',
  firewallAddress: '10.0.1.4',
} as const;
