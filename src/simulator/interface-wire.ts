import type { Wire } from './estate.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

interface IpConfigurationSpec {
  readonly address: string;
  readonly subnet: string;
  readonly primary?: boolean;
  readonly publicAddress?: string;
  readonly pool?: string;
  readonly applicationGroup?: string;
  readonly version?: 'IPv4' | 'IPv6';
}

export interface InterfaceSpec {
  readonly name: string;
  /** The ID of the NIC of a scale-set instance, which is no resource of its own. */
  readonly id?: string;
  readonly configurations: readonly IpConfigurationSpec[];
  readonly virtualMachine?: string;
  readonly primary?: boolean;
  readonly flag?: boolean;
  readonly securityGroup?: string;
  readonly forwarding?: boolean;
  readonly defaultOutbound?: boolean;
  readonly properties?: Wire;
}

function reference(id: string | undefined): Wire | undefined {
  return id === undefined ? undefined : { id };
}

function configuration(owner: string, spec: IpConfigurationSpec, at: number): Wire {
  return networkPart(owner, 'ipConfigurations', {
    name: `ipconfig${at + 1}`,
    properties: {
      privateIPAddress: spec.address,
      privateIPAllocationMethod: 'Dynamic',
      publicIPAddress: reference(spec.publicAddress),
      subnet: { id: spec.subnet },
      primary: spec.primary ?? true,
      privateIPAddressVersion: spec.version ?? 'IPv4',
      applicationSecurityGroups:
        spec.applicationGroup === undefined ? undefined : [{ id: spec.applicationGroup }],
      loadBalancerBackendAddressPools: spec.pool === undefined ? undefined : [{ id: spec.pool }],
    },
  });
}

/** A network interface in ARM's form; fields without a value are left out, as ARM does. That of an instance has no type. */
export function interfaceWire(place: Place, spec: InterfaceSpec): Wire {
  const owner = spec.id ?? networkId(place, 'networkInterfaces', spec.name);
  const wire = networkResource(place, 'networkInterfaces', {
    name: spec.name,
    properties: {
      ipConfigurations: spec.configurations.map((each, at) => configuration(owner, each, at)),
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      macAddress: '00-0D-3A-56-0F-2F',
      enableAcceleratedNetworking: true,
      vnetEncryptionSupported: false,
      enableIPForwarding: spec.forwarding ?? false,
      networkSecurityGroup: reference(spec.securityGroup),
      primary: spec.primary,
      virtualMachine: reference(spec.virtualMachine),
      hostedWorkloads: [],
      tapConfigurations: [],
      nicType: 'Standard',
      allowPort25Out: spec.flag,
      defaultOutboundConnectivityEnabled: spec.defaultOutbound,
      auxiliaryMode: 'None',
      ...spec.properties,
    },
  });
  if (spec.id === undefined) return { ...wire, kind: 'Regular' };
  const { tags: _, type: __, ...part } = wire;
  return { ...part, id: spec.id };
}
