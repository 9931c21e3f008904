import type { FactKind } from '../model/subscription-facts.ts';

/** What verdicts lose in a subscription where a kind of fact cannot be read, in one sentence. */
export const FACT_COST: Readonly<Record<FactKind, string>> = {
  virtualMachines: 'Nothing can be said: the subscription is unreadable.',
  powerStates: 'Whether a VM runs is not known: a work list cannot say whether a stop/start interrupts it.',
  scaleSets: 'Instances of Uniform scale sets are missing from the report.',
  networkInterfaces: 'Neither NIC flag nor network path: no VM can be direct.',
  networkSecurityGroups: 'The path is unknown wherever a security group is attached.',
  routeTables: 'The path is unknown wherever a route table is attached.',
  virtualNetworks: 'The path is unknown for every VM in these networks.',
  publicAddresses: 'Where a VM sends from is not known, nor its reverse DNS.',
  publicPrefixes: 'The addresses of NAT gateways and load balancers that use prefixes are not known.',
  natGateways: 'Subnets behind a NAT gateway have no known way out.',
  loadBalancers: 'Whether VMs behind a load balancer have a way out is not known.',
  firewalls: 'What goes through these firewalls is undetermined.',
  virtualHubs: 'What goes through these hubs is undetermined.',
  networkManagers: 'Security admin rules may block port 25 unseen: confidence is lower.',
  roleAssignments: 'One witness of the creation date fewer.',
  billingProperty: 'The offer rests on the quota ID alone: often low confidence.',
  aliases: 'One exact witness of the creation date fewer.',
  billingSubscriptions: 'No purchase date, which usually settles the creation date.',
  billingPeriods: 'One witness of the creation date fewer (web-direct offers).',
  policyAssignments: 'One witness of the creation date fewer.',
  resourceGroups: 'One weak witness of the creation date fewer; no owner tags of groups.',
  disks: 'One weak witness of the creation date fewer.',
  resources: 'One weak witness of the creation date fewer.',
  machineOperations: 'Whether a VM was stopped and started since a declared exemption is not known.',
};
