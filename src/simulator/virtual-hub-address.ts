import { VIRTUAL_HUB_SPECS, type VirtualHubName } from './virtual-hubs.ts';

/** The private address of the firewall of a virtual hub. */
export function virtualHubFirewallAddress(hub: VirtualHubName): string {
  return `10.${VIRTUAL_HUB_SPECS[hub].octet}.0.132`;
}
