import type { NetworkSituation } from './network-situation.ts';
import { APPLIANCE_SITUATIONS } from './situations-appliance.ts';
import { FILTERED_SITUATIONS } from './situations-filtered.ts';
import { FIREWALL_SITUATIONS } from './situations-firewall.ts';
import { INTERNET_SITUATIONS } from './situations-internet.ts';
import { NETWORK_TAG_SITUATIONS } from './situations-network-tag.ts';
import { ROUTED_SITUATIONS } from './situations-routed.ts';
import { ROUTE_SITUATIONS } from './situations-routes.ts';
import { RULE_SITUATIONS } from './situations-rules.ts';
import { SOURCE_SITUATIONS } from './situations-source.ts';
import { UNKNOWN_SITUATIONS } from './situations-unknown.ts';
import { VIRTUAL_HUB_SITUATIONS } from './situations-virtual-hub.ts';

const ALL = {
  ...INTERNET_SITUATIONS,
  ...FILTERED_SITUATIONS,
  ...ROUTED_SITUATIONS,
  ...UNKNOWN_SITUATIONS,
  ...RULE_SITUATIONS,
  ...NETWORK_TAG_SITUATIONS,
  ...ROUTE_SITUATIONS,
  ...SOURCE_SITUATIONS,
  ...FIREWALL_SITUATIONS,
  ...APPLIANCE_SITUATIONS,
  ...VIRTUAL_HUB_SITUATIONS,
};

export type NetworkSituationName = keyof typeof ALL;

/** Every network situation that the simulated tenant can show, by name. */
export const NETWORK_SITUATIONS: Readonly<Record<NetworkSituationName, NetworkSituation>> = ALL;
