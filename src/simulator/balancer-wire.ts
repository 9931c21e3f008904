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
  return wanted.spec.frontend !== 'internal'
    ? {
        privateIPAllocationMethod: 'Dynamic',
        privateIPAddressVersion: wanted.spec.frontend === 'public' ? 'IPv4' : 'IPv6',
        publicIPAddress: { id: wanted.publicAddress },
      }
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

interface Parts {
  readonly owner: string;
  readonly pool: Wire;
  readonly frontend: Wire;
}

function balancingRules({ frontend, owner, pool }: Parts, { rule }: BalancerSpec): Wire[] {
  if (rule === undefined) return [];
  const port = rule.protocol === 'All' ? 0 : 443;
  return [
    networkPart(owner, 'loadBalancingRules', {
      name: 'rule',
      properties: {
        backendAddressPool: pool,
        backendAddressPools: [pool],
        frontendIPConfiguration: frontend,
        protocol: rule.protocol,
        frontendPort: port,
        backendPort: port,
        disableOutboundSnat: rule.snatDisabled ?? false,
      },
    }),
  ];
}

function outboundRules({ frontend, owner, pool }: Parts, { outboundRule }: BalancerSpec): Wire[] | null {
  if (outboundRule === undefined) return null;
  return [
    networkPart(owner, 'outboundRules', {
      name: 'outbound',
      properties: {
        protocol: outboundRule,
        allocatedOutboundPorts: 1024,
        backendAddressPool: pool,
        frontendIPConfigurations: [frontend],
      },
    }),
  ];
}

function inboundNatRules({ frontend, owner }: Parts, { spec, members }: BalancerWireSpec): Wire[] {
  if (!spec.inboundNatRule) return [];
  return members.map(({ id }, at) =>
    networkPart(owner, 'inboundNatRules', {
      name: `ssh-${at}`,
      properties: {
        frontendIPConfiguration: frontend,
        backendIPConfiguration: { id },
        frontendPort: 50_000 + at,
        backendPort: 22,
        protocol: 'Tcp',
      },
    }),
  );
}

/** A load balancer with one front end and one pool, `backend`, in ARM's form. */
export function balancerWire(place: Place, wanted: BalancerWireSpec): Wire {
  const owner = networkId(place, 'loadBalancers', wanted.name);
  const parts: Parts = {
    owner,
    pool: { id: `${owner}/backendAddressPools/backend` },
    frontend: { id: `${owner}/frontendIPConfigurations/frontend` },
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
      loadBalancingRules: balancingRules(parts, wanted.spec),
      outboundRules: outboundRules(parts, wanted.spec),
      probes: [],
      inboundNatRules: inboundNatRules(parts, wanted),
      inboundNatPools: [],
    },
  });
  return { ...wire, sku: { name: wanted.spec.sku, tier: 'Regional' } };
}
