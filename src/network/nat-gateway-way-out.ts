import type { NatGatewayFact } from '../model/network-facts.ts';
import { keyOf, nameOf } from '../model/resource-id.ts';
import { egressAddresses } from './egress-address.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';
import type { PlacedSender, WayOut } from './source-stage.ts';
import { unreadLists } from './unread-list.ts';

/**
 * The NAT gateway of the subnet, else of the network (named by it, or naming it): it carries outbound traffic before everything
 * else, once it has an IPv4 address or prefix of its own.
 * https://learn.microsoft.com/azure/nat-gateway/nat-overview
 */
export function natGatewayWayOut(sender: PlacedSender, world: NetworkWorld): WayOut {
  const { subnet, network } = sender.place;
  const id = subnet.properties.natGateway ?? network.properties.defaultNatGateway;
  if (id === undefined) return byNetwork(sender, world);
  const found = lookUp(world, 'natGateways', id);
  return found.kind === 'missing'
    ? { kind: 'unknown', reasons: [{ code: 'nat-gateway-not-read', ...found.missing }] }
    : through(found.fact, world);
}

/** Gateways that name the network; one with an address is better than one without. */
function byNetwork(sender: PlacedSender, world: NetworkWorld): WayOut {
  const key = keyOf(sender.place.network.id);
  const gateways = [
    ...(world.natGatewaysByNetwork.get(key) ?? []),
    ...(world.tenant.natGatewaysByNetwork.get(key) ?? []),
  ];
  const answers = gateways.map((gateway) => through(gateway, world));
  const best = answers.find(({ kind }) => kind === 'way-out') ?? answers[0];
  return best ?? { kind: 'no-way-out', reasons: unreadLists('natGateways', sender, world) };
}

function through(gateway: NatGatewayFact, world: NetworkWorld): WayOut {
  const { properties } = gateway;
  if (properties === undefined) {
    const reason = { code: 'nat-gateway-not-read', object: gateway.id, why: 'not-described' } as const;
    return { kind: 'unknown', reasons: [reason] };
  }
  const { addresses, reasons } = egressAddresses(
    { addresses: properties.publicAddresses, prefixes: properties.publicPrefixes },
    world,
  );
  if (addresses.length === 0) {
    return { kind: 'no-way-out', reasons: [{ code: 'nat-gateway-without-address', natGateway: gateway.id }] };
  }
  return {
    kind: 'way-out',
    egress: 'nat-gateway',
    addresses,
    confidence: 'high',
    reasons,
    evidence: {
      fact: 'source address',
      value: `NAT gateway ${nameOf(gateway.id)}`,
      source: `${gateway.id} properties.publicIpAddresses`,
    },
  };
}
