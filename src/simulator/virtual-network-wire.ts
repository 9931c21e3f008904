import type { Wire } from './estate.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

export interface SubnetWireSpec {
  readonly name: string;
  readonly prefix: string;
  readonly properties?: Wire;
}

export interface PeeringWireSpec {
  readonly name: string;
  readonly remote: string;
  readonly remotePrefix: string;
  /** `null` leaves the state out. */
  readonly state?: 'Connected' | 'Disconnected' | null;
  readonly useRemoteGateways?: boolean;
}

export interface VirtualNetworkSpec {
  readonly name: string;
  readonly addressSpace: string;
  readonly publicSpace?: string | undefined;
  readonly subnets: readonly SubnetWireSpec[];
  readonly peerings?: readonly PeeringWireSpec[];
  readonly properties?: Wire;
}

function peeringProperties(peering: PeeringWireSpec): Wire {
  const state = peering.state === undefined ? 'Connected' : peering.state;
  return {
    ...(state === null ? {} : { peeringState: state }),
    peeringSyncLevel: state === 'Disconnected' ? 'RemoteNotInSync' : 'FullyInSync',
    remoteVirtualNetwork: { id: peering.remote },
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: false,
    useRemoteGateways: peering.useRemoteGateways ?? false,
    remoteAddressSpace: { addressPrefixes: [peering.remotePrefix] },
    remoteVirtualNetworkAddressSpace: { addressPrefixes: [peering.remotePrefix] },
  };
}

/** A virtual network with its subnets and peerings inside, in ARM's form. */
export function virtualNetworkWire(place: Place, spec: VirtualNetworkSpec): Wire {
  const owner = networkId(place, 'virtualNetworks', spec.name);
  return networkResource(place, 'virtualNetworks', {
    name: spec.name,
    properties: {
      addressSpace: {
        addressPrefixes: [spec.addressSpace, ...(spec.publicSpace === undefined ? [] : [spec.publicSpace])],
      },
      subnets: spec.subnets.map((subnet) =>
        networkPart(owner, 'subnets', {
          name: subnet.name,
          properties: { addressPrefix: subnet.prefix, delegations: [], ...subnet.properties },
        }),
      ),
      virtualNetworkPeerings: (spec.peerings ?? []).map((peering) =>
        networkPart(owner, 'virtualNetworkPeerings', {
          name: peering.name,
          properties: peeringProperties(peering),
        }),
      ),
      enableDdosProtection: false,
      ...spec.properties,
    },
  });
}
