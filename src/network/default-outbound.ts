import type { Confidence } from '../model/confidence.ts';
import type { NetworkReason, NoDefaultOutbound } from '../model/network-reason.ts';
import { DEFAULT_OUTBOUND_ADDRESS } from './egress-address.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';
import { poolMemberships } from './pool-membership.ts';
import type { PlacedSender, WayOut } from './source-stage.ts';

/**
 * Default outbound access, once nothing else gives a way out. On a VM that is not deallocated the NIC's own report decides where
 * there is one; otherwise the configuration does. A power state that is not known counts as not deallocated, with low
 * confidence where a deallocated VM would get another answer.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 */
export function defaultOutbound(sender: PlacedSender, world: NetworkWorld): WayOut {
  const reported = sender.nic.properties?.defaultOutboundConnectivityEnabled;
  if (reported === undefined || sender.powerState === 'deallocated') return byConfiguration(sender, world);
  const answer = byReport(sender, reported);
  if (sender.powerState !== undefined) return answer;
  const otherwise = byConfiguration(sender, world);
  if (otherwise.kind === answer.kind) return answer;
  const reason: NetworkReason = { code: 'power-state-not-known', vm: sender.vm?.id ?? sender.nic.id };
  return answer.kind === 'unknown'
    ? answer
    : { ...answer, confidence: 'low', reasons: [...answer.reasons, reason] };
}

function byReport(sender: PlacedSender, reported: boolean): WayOut {
  return reported
    ? given(sender, 'high', [])
    : { ...withheld(sender, ['nic-reports-none']), confidence: 'medium' };
}

function byConfiguration(sender: PlacedSender, world: NetworkWorld): WayOut {
  const { found } = poolMemberships(sender, world);
  const held = found.filter(({ by }) => by === 'nic').map(({ balancer }) => balancer);
  const because: NoDefaultOutbound[] = [];
  if (sender.place.subnet.properties.defaultOutboundAccess === false) because.push('private-subnet');
  if (held.some(({ sku }) => sku?.toLowerCase() === 'standard')) because.push('standard-load-balancer');
  if (sender.vm?.scaleSet !== undefined) because.push('flexible-scale-set');
  const { withPublicAddress, notRead } = otherNics(sender, world);
  if (withPublicAddress) because.push('public-address-on-nic');
  if (because.length > 0) return withheld(sender, because);
  if (notRead.length > 0) return { kind: 'unknown', reasons: notRead };
  const unnamed = held.flatMap(({ id, sku }): readonly NetworkReason[] =>
    sku === undefined ? [{ code: 'load-balancer-sku-not-reported', loadBalancer: id }] : [],
  );
  return given(sender, unnamed.length > 0 ? 'low' : 'high', unnamed);
}

/** A public address on any NIC of the VM takes default outbound access away, so all of them must be known. */
function otherNics(
  { vm, nic }: PlacedSender,
  world: NetworkWorld,
): { readonly withPublicAddress: boolean; readonly notRead: readonly NetworkReason[] } {
  const listed = (vm?.networkInterfaces ?? []).map(({ id }) => lookUp(world, 'networkInterfaces', id));
  const found = [nic, ...listed.flatMap((each) => (each.kind === 'found' ? [each.fact] : []))];
  const notRead = listed.flatMap((each): NetworkReason[] => {
    if (each.kind === 'missing') return [{ code: 'other-nic-not-read', ...each.missing }];
    if (each.fact.properties !== undefined) return [];
    return [{ code: 'other-nic-not-read', object: each.fact.id, why: 'not-described' }];
  });
  // Of a VM that is not known other NICs are not known either.
  if (vm === undefined)
    notRead.push({
      code: 'other-nic-not-read',
      object: nic.properties?.virtualMachine ?? nic.id,
      why: 'not-found',
    });
  const configurations = found.flatMap(({ properties }) => properties?.ipConfigurations ?? []);
  return {
    withPublicAddress: configurations.some(({ publicAddress }) => publicAddress !== undefined),
    notRead,
  };
}

function given({ nic }: PlacedSender, confidence: Confidence, reasons: readonly NetworkReason[]): WayOut {
  return {
    kind: 'way-out',
    egress: 'default-outbound',
    addresses: [DEFAULT_OUTBOUND_ADDRESS],
    confidence,
    reasons,
    evidence: {
      fact: 'source address',
      value: 'default outbound access',
      source: `${nic.id} properties.defaultOutboundConnectivityEnabled`,
    },
  };
}

function withheld({ nic, place }: PlacedSender, because: readonly NoDefaultOutbound[]) {
  const reason: NetworkReason = { code: 'no-source-address', nic: nic.id, subnet: place.subnet.id, because };
  return { kind: 'no-way-out' as const, reasons: [reason] };
}
