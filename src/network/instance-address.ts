import { nameOf } from '../model/resource-id.ts';
import { egressAddresses } from './egress-address.ts';
import type { NetworkWorld } from './network-world.ts';
import type { PlacedSender, WayOut } from './source-stage.ts';

/** A public IPv4 address on the deciding IP configuration itself; that it is there is enough, also where it cannot be read. */
export function instanceAddress({ nic, configuration }: PlacedSender, world: NetworkWorld): WayOut {
  const id = configuration.publicAddress;
  if (id === undefined) return { kind: 'no-way-out', reasons: [] };
  const { addresses, reasons } = egressAddresses({ addresses: [id], prefixes: [] }, world);
  if (addresses.length === 0) return { kind: 'no-way-out', reasons: [] };
  return {
    kind: 'way-out',
    egress: 'instance-public-ip',
    addresses,
    confidence: 'high',
    reasons,
    evidence: {
      fact: 'source address',
      value: `public address ${nameOf(id)}`,
      source: `${nic.id} properties.ipConfigurations[].properties.publicIPAddress`,
    },
  };
}
