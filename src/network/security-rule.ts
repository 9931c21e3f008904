import type { RuleFact } from '../model/network-facts.ts';
import { keyOf } from '../model/resource-id.ts';
import type { AddressSet } from './address-set.ts';
import type { Destination } from './destination.ts';
import { destination, joinDestinations, NOWHERE } from './destination.ts';
import { ipPrefix } from './ip-prefix.ts';
import type { PortCoverage } from './port-coverage.ts';
import { ephemeralCoverage, portCoverage } from './port-coverage.ts';
import { prefixList } from './prefix-list.ts';

/** Which NICs a rule speaks for: all in the network, or those with certain addresses or application security groups. */
export type RuleSources =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'some';
      readonly addresses: AddressSet;
      readonly groups: ReadonlySet<string>;
      readonly unclear: boolean;
    };

/**
 * A rule that may decide about TCP 25 to the internet. `unclear` says what of it could not be understood: from there on the rule
 * may decide anything.
 */
export interface SecurityRule {
  readonly fact: RuleFact;
  readonly access: 'allowed' | 'denied';
  readonly sources: RuleSources;
  readonly destination: Destination;
  readonly namesVirtualNetwork: boolean;
  readonly unclear?: string;
}

const MAIL_PORT = 25;

/**
 * Reads a rule for outbound TCP 25; `undefined` where it certainly does not apply. A field that says nothing or cannot be read makes
 * the rule unclear, unless another field already rules it out.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function securityRule(fact: RuleFact, virtualNetwork: Destination): SecurityRule | undefined {
  if (fact.direction?.toLowerCase() === 'inbound' || isOtherProtocol(fact.protocol)) return undefined;
  const ports = portCoverage(fact.destinationPorts, MAIL_PORT);
  if (ports === 'does-not-cover' || ephemeralCoverage(fact.sourcePorts) === 'does-not-cover')
    return undefined;
  const unclear = unclearField(fact, ports);
  const to = joinDestinations(fact.destinations.map((entry) => destination(entry, virtualNetwork)));
  const rule = {
    fact,
    access: fact.access?.toLowerCase() === 'allow' ? ('allowed' as const) : ('denied' as const),
    sources: ruleSources(fact),
    destination: unclear === undefined ? to : NOWHERE,
    namesVirtualNetwork: fact.destinations.some((entry) => entry.trim().toLowerCase() === 'virtualnetwork'),
  };
  const what = unclear ?? to.unclear[0];
  return what === undefined ? rule : { ...rule, unclear: what };
}

/** The first field that says nothing, or nothing that can be understood. Source ports that say nothing exclude nothing. */
function unclearField(fact: RuleFact, ports: PortCoverage): string | undefined {
  const fields: readonly (readonly [string, boolean])[] = [
    ['direction', fact.direction?.toLowerCase() === 'outbound'],
    ['protocol', ['*', 'any', 'tcp'].includes(fact.protocol?.toLowerCase() ?? '')],
    ['access', ['allow', 'deny'].includes(fact.access?.toLowerCase() ?? '')],
    ['priority', fact.priority !== undefined],
    ['destination ports', ports !== 'unclear'],
    ['source', fact.sources.length + fact.sourceGroups.length > 0],
    ['destination', fact.destinations.length + fact.destinationGroups.length > 0],
  ];
  return fields.find(([, isClear]) => !isClear)?.[0];
}

const OTHER_PROTOCOLS: ReadonlySet<string> = new Set(['udp', 'icmp', 'icmpv6', 'esp', 'ah']);

/** Known not to be TCP. A word that nobody knows may mean anything. */
function isOtherProtocol(protocol: string | undefined): boolean {
  return protocol !== undefined && OTHER_PROTOCOLS.has(protocol.toLowerCase());
}

/**
 * `Internet` and other public tags never cover a private address, and no IPv6 prefix does; `VirtualNetwork` covers every NIC. A rule
 * that says nothing about its source is taken to speak for all, and is unclear.
 */
function ruleSources(fact: RuleFact): RuleSources {
  const entries = fact.sources.map((entry) => entry.trim());
  if (entries.length === 0 && fact.sourceGroups.length === 0) return { kind: 'all' };
  if (entries.some((entry) => COVERS_EVERY_NIC.has(entry.toLowerCase()))) return { kind: 'all' };
  const unreadable = entries.filter((entry) => ipPrefix(entry).kind === 'not-a-prefix');
  return {
    kind: 'some',
    addresses: prefixList(entries),
    groups: new Set(fact.sourceGroups.map(keyOf)),
    unclear: unreadable.some((entry) => !/^[a-z]/i.test(entry)),
  };
}

const COVERS_EVERY_NIC = new Set(['*', 'any', 'virtualnetwork', '0.0.0.0/0']);
