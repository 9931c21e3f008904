import { FIREWALL_SPECS, type FirewallName } from './firewalls.ts';
import { HUB_PLACES } from './hubs.ts';
import type { Standing } from './leaving.ts';
import { perRevision } from './per-revision.ts';
import type { PerRevision } from './truth.ts';
import { VIRTUAL_WAN } from './virtual-hubs.ts';

/** What each subscription that holds a firewall is worth as the place where mail leaves, by the subscription's key. */
const BY_SUBSCRIPTION: Readonly<Record<string, PerRevision<Standing>>> = {
  connectivity: perRevision('agreement'),
  'connectivity-restricted': perRevision('agreement'),
  [VIRTUAL_WAN]: perRevision('agreement'),
  'mca-platform': perRevision('agreement'),
  hr: perRevision('other-offer'),
  'web-shop': perRevision('closed'),
  newsletter: perRevision('closed'),
  'free-account': perRevision('closed'),
  lab: perRevision('undetermined'),
  'engineering-devtest': perRevision('other-offer', 'closed'),
};

function standingOf(firewall: FirewallName): PerRevision<Standing> {
  const { at } = FIREWALL_SPECS[firewall];
  const key = 'hub' in at ? HUB_PLACES[at.hub].subscription : VIRTUAL_WAN;
  const standing = BY_SUBSCRIPTION[key];
  if (standing === undefined) throw new Error(`nothing is said of ${key} as the place of a firewall`);
  return standing;
}

const NAMES = Object.keys(FIREWALL_SPECS) as FirewallName[];

export const FIREWALL_STANDINGS = Object.fromEntries(
  NAMES.map((name) => [name, standingOf(name)]),
) as Readonly<Record<FirewallName, PerRevision<Standing>>>;
