import type { CollectionSpec, FirewallRules, GroupSpec } from './firewall-policy-spec.ts';
import type { HubName } from './hubs.ts';
import type { VirtualHubName } from './virtual-hubs.ts';

/** An Azure Firewall of the tenant: in the hub of the same name, or in a virtual hub. */
interface FirewallSpec extends FirewallRules {
  readonly at: { readonly hub: HubName } | { readonly virtualHub: VirtualHubName };
}

function allow(name: string, priority: number, ...rules: CollectionSpec['rules']): CollectionSpec {
  return { name, priority, action: 'Allow', rules };
}

function deny(name: string, priority: number, ...rules: CollectionSpec['rules']): CollectionSpec {
  return { name, priority, action: 'Deny', rules };
}

function group(priority: number, ...collections: CollectionSpec[]): GroupSpec {
  return { name: `rcg-${priority}`, priority, collections };
}

const MAIL = allow('allow-mail', 200, {});

const WEB = allow('allow-web', 100, { ports: ['80', '443'] });

const APPLICATION: CollectionSpec = { ...allow('allow-sites', 300, {}), application: true };

function policyOf(...collections: CollectionSpec[]): FirewallRules {
  return { policy: { groups: [group(200, ...collections)] } };
}

const FIREWALLS = {
  weu: {
    at: { hub: 'weu' },
    policy: {
      groups: [group(200, WEB, APPLICATION), group(300, { ...MAIL, priority: 100 })],
      base: [group(100, deny('deny-bad-hosts', 100, { destinations: ['185.220.101.0/24'], ports: ['*'] }))],
    },
  },
  neu: { at: { hub: 'neu' }, ...policyOf(allow('allow-relays', 100, { destinations: ['203.0.114.25'] })) },
  frc: { at: { hub: 'frc' }, ...policyOf(WEB, allow('allow-udp', 200, { protocols: ['UDP'] }), APPLICATION) },
  gwc: {
    at: { hub: 'gwc' },
    ...policyOf(MAIL, deny('deny-mail', 110, { protocols: ['Any'], ports: ['20-30'] })),
  },
  swc: { at: { hub: 'swc' }, ...policyOf(allow('allow-others', 100, { sources: ['10.250.0.0/16'] })) },
  uks: {
    at: { hub: 'uks' },
    ...policyOf(allow('allow-names', 100, { destinations: [], names: ['mail.contoso.com'] })),
  },
  eus: {
    at: { hub: 'eus' },
    ipGroups: [{ name: 'ipg-spokes', addresses: ['10.64.0.0/10', '10.128.0.0-10.254.255.255'] }],
    ...policyOf(allow('allow-spokes', 100, { sources: [], sourceGroups: ['ipg-spokes'] })),
  },
  wus: {
    at: { hub: 'wus' },
    ipGroups: [{ name: 'ipg-senders', addresses: ['10.64.0.0/10'], forbidden: true }],
    ...policyOf(allow('allow-senders', 100, { sources: [], sourceGroups: ['ipg-senders'] })),
  },
  scu: {
    at: { hub: 'scu' },
    ipGroups: [{ name: 'ipg-relays', addresses: ['203.0.114.0/24'], forbidden: true }],
    ...policyOf(allow('allow-relays', 100, { destinations: [], destinationGroups: ['ipg-relays'] })),
  },
  sea: { at: { hub: 'sea' }, classic: [{ ...APPLICATION, priority: 100 }, MAIL] },
  eas: { at: { hub: 'eas' }, classic: [deny('deny-mail', 100, {}), MAIL] },
  jpe: { at: { hub: 'jpe' }, policy: { groups: [group(200, MAIL)], forbidden: 'policy' } },
  noe: { at: { hub: 'noe' }, policy: { groups: [group(200, MAIL)], forbidden: 'groups' } },
  aue: { at: { hub: 'aue' }, policy: { groups: [], hidden: true } },
  brs: {
    at: { hub: 'brs' },
    policy: { groups: [group(100, MAIL)], base: [group(900, deny('deny-mail', 900, {}))] },
  },
  san: {
    at: { hub: 'san' },
    policy: { groups: [group(100, deny('deny-mail', 100, {}))], base: [group(900, MAIL)] },
  },
  itn: {
    at: { hub: 'itn' },
    policy: { groups: [group(100, MAIL)], base: [group(900, WEB)], forbidden: 'base' },
  },
  plc: { at: { hub: 'plc' }, ...policyOf(allow('allow-azure', 100, { destinations: ['AzureCloud'] })) },
  mca: { at: { hub: 'mca' }, ...policyOf(MAIL) },
  old: { at: { hub: 'old' }, ...policyOf(MAIL) },
  shop: { at: { hub: 'shop' }, ...policyOf(MAIL) },
  news: { at: { hub: 'news' }, ...policyOf(MAIL) },
  trial: { at: { hub: 'trial' }, ...policyOf(MAIL) },
  lab: { at: { hub: 'lab' }, ...policyOf(MAIL) },
  dev: { at: { hub: 'dev' }, ...policyOf(MAIL) },
  'vhub-weu': { at: { virtualHub: 'weu' }, ...policyOf(MAIL) },
  'vhub-neu': { at: { virtualHub: 'neu' }, ...policyOf(WEB) },
} as const satisfies Record<string, FirewallSpec>;

export type FirewallName = keyof typeof FIREWALLS;

/** Each firewall of the tenant, with rules that show one thing. */
export const FIREWALL_SPECS: Readonly<Record<FirewallName, FirewallSpec>> = FIREWALLS;
