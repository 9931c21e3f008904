import type { IpConfigurationFact, NicFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { NetworkWorld } from './network-world.ts';
import type { Place } from './place.ts';
import { placeOf, placeWithoutSubnet } from './place.ts';

/** A NIC by its deciding IP configuration, and where it is. */
export interface Sender {
  readonly nic: NicFact;
  readonly configuration: IpConfigurationFact;
  readonly place: Place;
}

/** The sender that a NIC is, or why it cannot be one. */
export type SenderOrNone =
  | { readonly kind: 'found'; readonly sender: Sender }
  | { readonly kind: 'none'; readonly reason: NetworkReason };

/** Only the primary IP configuration of a NIC counts; a single one counts whether it is marked or not. */
export function senderOf(nic: NicFact, world: NetworkWorld): SenderOrNone {
  if (nic.properties === undefined)
    return { kind: 'none', reason: { code: 'nic-not-described', nic: nic.id } };
  const { ipConfigurations } = nic.properties;
  const configuration = decidingConfiguration(ipConfigurations);
  if (configuration === undefined) {
    const count = ipConfigurations.length;
    return { kind: 'none', reason: { code: 'primary-ip-configuration-unclear', nic: nic.id, count } };
  }
  const { subnet } = configuration;
  const place = subnet === undefined ? placeWithoutSubnet(nic.id) : placeOf(subnet, world);
  return { kind: 'found', sender: { nic, configuration, place } };
}

function decidingConfiguration(all: readonly IpConfigurationFact[]): IpConfigurationFact | undefined {
  if (all.length === 1) return all[0];
  const primary = all.filter((configuration) => configuration.primary === true);
  return primary.length === 1 ? primary[0] : undefined;
}
