import type { FirewallName } from './firewalls.ts';
import { type HubName, hubAddress } from './hubs.ts';
import type { Passage } from './leaving.ts';
import type { NetworkSituation } from './network-situation.ts';

/** A default route to the firewall of a hub, of whose rules `shows` speaks. */
function through(hub: FirewallName & HubName, passage: Passage, shows: string): NetworkSituation {
  return {
    shows,
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: hub, passage },
    network: { peerings: [{ to: hub }] },
    subnet: {
      routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance', address: hubAddress(hub, '1.4') }],
    },
  };
}

/** Firewalls whose own rules decide, in subscriptions of every kind. */
export const FIREWALL_SITUATIONS = {
  'firewall-allows-part': through('neu', 'stops', 'firewall rules that allow a few relays only'),
  'firewall-no-rule': through(
    'frc',
    'stops',
    'no network rule for port 25: denied by default, whatever application rules say',
  ),
  'firewall-denies-first': through('gwc', 'stops', 'a collection that denies before one that allows'),
  'firewall-other-source': through('swc', 'stops', 'a rule that allows other sources only'),
  'firewall-names': through('uks', 'stops', 'a rule that allows host names: an unknown part'),
  'firewall-tag': through('plc', 'stops', 'a rule that allows AzureCloud: an unknown part'),
  'firewall-ip-group': through('eus', 'passes', 'a rule whose sources are an IP group'),
  'firewall-source-group-forbidden': through(
    'wus',
    'not-known',
    'a rule whose sources are an IP group that may not be read',
  ),
  'firewall-destination-group-forbidden': through(
    'scu',
    'not-known',
    'a rule whose destinations are an IP group that may not be read: it may hold anything',
  ),
  'firewall-classic': through('sea', 'passes', 'a classic firewall whose network rules allow'),
  'firewall-classic-denies': through('eas', 'stops', 'a classic firewall whose network rules deny'),
  'firewall-policy-forbidden': through('jpe', 'not-known', 'a firewall policy that may not be read'),
  'firewall-groups-forbidden': through(
    'noe',
    'not-known',
    'a firewall policy whose rule collection groups may not be read',
  ),
  'firewall-policy-outside': through('aue', 'not-known', 'a firewall policy in no readable subscription'),
  'firewall-parent-denies': through('brs', 'stops', 'the parent policy denies before its own allows'),
  'firewall-parent-allows': through('san', 'passes', 'the parent policy allows before its own denies'),
  'firewall-parent-forbidden': through('itn', 'not-known', 'a parent policy that may not be read'),
  'firewall-customer-agreement': through(
    'mca',
    'passes',
    'a firewall in a subscription under the Customer Agreement of an enterprise',
  ),
  'firewall-open-by-age': through(
    'old',
    'passes',
    'a firewall in a subscription that is open by its age, not by its offer',
  ),
  'firewall-requestable': through(
    'shop',
    'passes',
    'a firewall in a subscription that is blocked and may ask',
  ),
  'firewall-exempted': through(
    'news',
    'passes',
    'a firewall in an exempted subscription: exemptions do not help firewalls',
  ),
  'firewall-never': through('trial', 'passes', 'a firewall in a subscription that is never exempted'),
  'firewall-undetermined': through('lab', 'passes', 'a firewall in a subscription of unknown age'),
  'firewall-dev-test': through(
    'dev',
    'passes',
    'a firewall in a subscription that is open under 2020-11 and not under 2023-12',
  ),
} as const satisfies Record<string, NetworkSituation>;
