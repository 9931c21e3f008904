import type { Wire } from './estate.ts';
import type { Place } from './place.ts';

/** A scale set in short; `orchestration` is `null` where ARM does not say, which old Uniform sets do not. */
export interface ScaleSetSpec {
  readonly name: string;
  readonly capacity: number;
  readonly orchestration: 'Uniform' | 'Flexible' | null;
  readonly subnet: string;
  readonly pool?: string;
  readonly securityGroup?: string;
}

/** The ID of a scale set, as the compute provider spells it. */
export function scaleSetId(place: Place, name: string): string {
  return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
}

function profile(spec: ScaleSetSpec): Wire {
  return {
    osProfile: { computerNamePrefix: spec.name.slice(0, 9), adminUsername: 'azureuser', secrets: [] },
    networkProfile: {
      networkInterfaceConfigurations: [
        {
          name: `${spec.name}-nic`,
          properties: {
            primary: true,
            enableIPForwarding: false,
            dnsSettings: { dnsServers: [] },
            ...(spec.securityGroup === undefined ? {} : { networkSecurityGroup: { id: spec.securityGroup } }),
            ipConfigurations: [
              {
                name: 'ipconfig1',
                properties: {
                  subnet: { id: spec.subnet },
                  privateIPAddressVersion: 'IPv4',
                  ...(spec.pool === undefined
                    ? {}
                    : { loadBalancerBackendAddressPools: [{ id: spec.pool }] }),
                },
              },
            ],
          },
        },
      ],
    },
  };
}

/** A scale set in ARM's form. Flexible ones need no profile. */
export function scaleSetWire(place: Place, spec: ScaleSetSpec): Wire {
  return {
    name: spec.name,
    id: scaleSetId(place, spec.name),
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    location: place.location,
    ...(place.tags === undefined ? {} : { tags: place.tags }),
    sku: { name: 'Standard_D2s_v5', tier: 'Standard', capacity: spec.capacity },
    properties: {
      singlePlacementGroup: false,
      ...(spec.orchestration === null ? {} : { orchestrationMode: spec.orchestration }),
      ...(spec.orchestration === 'Flexible'
        ? { platformFaultDomainCount: 1 }
        : {
            upgradePolicy: { mode: 'Manual' },
            overprovision: false,
            virtualMachineProfile: profile(spec),
          }),
      provisioningState: 'Succeeded',
      uniqueId: place.seed.guid(),
      timeCreated: '2024-03-04T05:06:07.1234567+00:00',
    },
  };
}

export interface InstanceSpec {
  readonly id: string;
  readonly name: string;
  readonly instance: string;
  readonly created: string;
  readonly power: string | null;
  readonly interfaces: readonly { readonly id: string; readonly primary?: boolean }[] | null;
}

/** An instance of a Uniform scale set in ARM's form, with its instance view. */
export function instanceWire(place: Place, spec: InstanceSpec): Wire {
  const power = spec.power === null ? [] : [{ code: `PowerState/${spec.power}`, level: 'Info' }];
  return {
    name: spec.name,
    id: spec.id,
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
    location: place.location,
    ...(place.tags === undefined ? {} : { tags: place.tags }),
    instanceId: spec.instance,
    sku: { name: 'Standard_D2s_v5', tier: 'Standard' },
    properties: {
      latestModelApplied: true,
      modelDefinitionApplied: 'VirtualMachineScaleSet',
      vmId: place.seed.guid(),
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      osProfile: { computerName: spec.name, adminUsername: 'azureuser', secrets: [] },
      networkProfile: {
        networkInterfaces: (spec.interfaces ?? []).map(({ id, primary }) =>
          primary === undefined ? { id } : { id, properties: { primary } },
        ),
      },
      provisioningState: 'Succeeded',
      timeCreated: spec.created,
      instanceView: {
        platformUpdateDomain: 0,
        platformFaultDomain: 0,
        computerName: spec.name,
        statuses: [
          { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded' },
          ...power,
        ],
      },
    },
  };
}
