import type { Wire } from './estate.ts';
import type { BalancerSpec } from './network-situation.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

export interface BalancerWireSpec {
  readonly name: string;
  readonly spec: BalancerSpec;
  readonly publicAddress: string;
  readonly privateAddress: string;
  readonly subnet: string;
  readonly network: string;
  /** The members' IP configuration IDs and private addresses. */
  readonly members: readonly { readonly id: string; readonly address: string }[];
}

function frontendProperties(wanted: BalancerWireSpec): Wire {
  return wanted.spec.frontend === 'public'
    ? { privateIPAllocationMethod: 'Dynamic', publicIPAddress: { id: wanted.publicAddress } }
    : {
        privateIPAllocationMethod: 'Dynamic',
        privateIPAddressVersion: 'IPv4',
        privateIPAddress: wanted.privateAddress,
        subnet: { id: wanted.subnet },
      };
}

function poolProperties(wanted: BalancerWireSpec): Wire {
  if (wanted.spec.by === 'address') {
    return {
      loadBalancerBackendAddresses: wanted.members.map((member, at) => ({
        name: `address-${at}`,
        properties: { ipAddress: member.address, virtualNetwork: { id: wanted.network } },
      })),
    };
  }
  return { backendIPConfigurations: wanted.members.map((member) => ({ id: member.id })) };
}

/** A load balancer with one front end and one pool, `backend`, in ARM's form. */
export function balancerWire(place: Place, wanted: BalancerWireSpec): Wire {
  const owner = networkId(place, 'loadBalancers', wanted.name);
  const pool = { id: `${owner}/backendAddressPools/backend` };
  const frontend = { id: `${owner}/frontendIPConfigurations/frontend` };
  const { rule, outboundRule, sku } = wanted.spec;
  const balancing = {
    backendAddressPool: pool,
    backendAddressPools: [pool],
    frontendIPConfiguration: frontend,
  };
  const wire = networkResource(place, 'loadBalancers', {
    name: wanted.name,
    properties: {
      frontendIPConfigurations: [
        networkPart(owner, 'frontendIPConfigurations', {
          name: 'frontend',
          properties: frontendProperties(wanted),
        }),
      ],
      backendAddressPools: [
        networkPart(owner, 'backendAddressPools', { name: 'backend', properties: poolProperties(wanted) }),
      ],
      loadBalancingRules:
        rule === undefined
          ? []
          : [
              networkPart(owner, 'loadBalancingRules', {
                name: 'rule',
                properties: {
                  ...balancing,
                  protocol: rule.protocol,
                  frontendPort: rule.protocol === 'All' ? 0 : 443,
                  backendPort: rule.protocol === 'All' ? 0 : 443,
                  disableOutboundSnat: rule.snatDisabled ?? false,
                },
              }),
            ],
      outboundRules: outboundRule
        ? [
            networkPart(owner, 'outboundRules', {
              name: 'outbound',
              properties: {
                protocol: 'All',
                allocatedOutboundPorts: 1024,
                backendAddressPool: pool,
                frontendIPConfigurations: [frontend],
              },
            }),
          ]
        : null,
      probes: [],
      inboundNatRules: [],
      inboundNatPools: [],
    },
  });
  return { ...wire, sku: { name: sku, tier: 'Regional' } };
}
