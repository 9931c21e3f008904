import type { FirewallFact } from '../model/hub-facts.ts';
import { keyOf } from '../model/resource-id.ts';
import type { FirewallSketch } from './firewall-sketch.ts';
import { firewallSketch } from './firewall-sketch.ts';
import { append } from './grouped.ts';

/** The tenant's firewalls by ID and by each private address that a route can name. */
export interface FirewallIndex {
  readonly byKey: Map<string, FirewallSketch>;
  readonly byAddress: Map<string, FirewallSketch[]>;
}

/** Adds a firewall; one that is listed twice counts once. */
export function addFirewall({ byKey, byAddress }: FirewallIndex, fact: FirewallFact): FirewallSketch {
  const known = byKey.get(keyOf(fact.id));
  if (known !== undefined) return known;
  const firewall = firewallSketch(fact);
  byKey.set(keyOf(fact.id), firewall);
  for (const address of new Set(firewall.privateAddresses)) append(byAddress, address, firewall);
  return firewall;
}
