/** A network that spokes peer with: the subscription that holds it, by key, and the second octet of its addresses, 10.x.0.0/16. */
interface HubPlace {
  readonly subscription: string;
  readonly octet: number;
  /** Whether it has a gateway that spokes may use. */
  readonly gateway?: true;
  /** A hub that this one is peered with in turn. */
  readonly beyond?: string;
}

const HUBS = {
  weu: { subscription: 'connectivity', octet: 1, gateway: true, beyond: 'nva-open' },
  neu: { subscription: 'connectivity', octet: 2 },
  frc: { subscription: 'connectivity', octet: 3 },
  gwc: { subscription: 'connectivity', octet: 4 },
  swc: { subscription: 'connectivity', octet: 5 },
  uks: { subscription: 'connectivity', octet: 6 },
  eus: { subscription: 'connectivity', octet: 7 },
  wus: { subscription: 'connectivity-restricted', octet: 8 },
  scu: { subscription: 'connectivity-restricted', octet: 9 },
  sea: { subscription: 'connectivity', octet: 10 },
  eas: { subscription: 'connectivity', octet: 11 },
  jpe: { subscription: 'connectivity-restricted', octet: 12 },
  aue: { subscription: 'connectivity-restricted', octet: 13 },
  brs: { subscription: 'connectivity', octet: 14 },
  san: { subscription: 'connectivity', octet: 15 },
  itn: { subscription: 'connectivity-restricted', octet: 16 },
  plc: { subscription: 'connectivity', octet: 17 },
  noe: { subscription: 'connectivity-restricted', octet: 18 },
  mca: { subscription: 'mca-platform', octet: 20 },
  old: { subscription: 'hr', octet: 21 },
  shop: { subscription: 'web-shop', octet: 22 },
  news: { subscription: 'newsletter', octet: 23 },
  trial: { subscription: 'free-account', octet: 24 },
  lab: { subscription: 'lab', octet: 25 },
  dev: { subscription: 'engineering-devtest', octet: 26 },
  'nva-open': { subscription: 'security-appliances', octet: 30 },
  'nva-restart': { subscription: 'security-appliances', octet: 31 },
  'nva-group': { subscription: 'security-appliances', octet: 32 },
  'nva-closed': { subscription: 'security-appliances', octet: 33 },
  'nva-unread': { subscription: 'security-appliances', octet: 34 },
  'nva-idle': { subscription: 'security-appliances', octet: 35 },
  'nva-twins': { subscription: 'security-appliances', octet: 36 },
  'nva-pair': { subscription: 'security-appliances', octet: 37 },
  'nva-mixed': { subscription: 'security-appliances', octet: 38 },
  'nva-stray': { subscription: 'security-appliances', octet: 39 },
  'nva-wan': { subscription: 'security-appliances', octet: 40 },
  'nva-request': { subscription: 'web-shop', octet: 41 },
  'nva-blocked': { subscription: 'free-account', octet: 42 },
  'nva-exempted': { subscription: 'newsletter', octet: 43 },
  'nva-undetermined': { subscription: 'lab', octet: 44 },
} as const satisfies Record<string, HubPlace>;

export type HubName = keyof typeof HUBS;

/** The tenant's hubs. Those of firewalls come first; those of appliances are laid out by a plan of their subscription. */
export const HUB_PLACES: Readonly<Record<HubName, HubPlace>> = HUBS;

export function hubGroup(hub: HubName): string {
  return `rg-hub-${hub}`;
}

export function hubNetwork(hub: HubName): string {
  return `vnet-hub-${hub}`;
}

/** An address in a hub: `hubAddress('weu', '1.4')`. */
export function hubAddress(hub: HubName, rest: string): string {
  return `10.${HUB_PLACES[hub].octet}.${rest}`;
}

/** The whole address space of a hub, CIDR. */
export function hubSpace(hub: HubName): string {
  return hubAddress(hub, '0.0/16');
}
