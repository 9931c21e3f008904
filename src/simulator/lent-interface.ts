/** The NIC that a VM of one subscription names and another subscription lists. */
export const LENT_INTERFACE = {
  lenderKey: 'web-shop',
  borrowerKey: 'prod-amer',
  resourceGroup: 'rg-lent',
  name: 'nic-lent-01',
  virtualMachine: 'vm-borrower-01',
  borrowerGroup: 'rg-borrowed',
} as const;
