import type { LearnedDefaultRoute } from './declarations.ts';

/*
 * Why a network path is what it is: codes with their arguments. The prose of each stands in `assess/network-prose.ts`. Objects
 * are named by resource ID in ARM's spelling.
 */

/** Why an object that something refers to could not be used. `outside-inventory`: its subscription is not among those read. */
export type NotReadWhy = 'unreadable' | 'not-asked' | 'not-found' | 'outside-inventory' | 'not-described';

/** An object that the judgement needs and does not have; `action` is the read action that is missing, where ARM named one. */
export interface NotRead {
  readonly object: string;
  readonly why: NotReadWhy;
  readonly subscription?: string;
  readonly action?: string;
}

/** A deciding security rule: `attached` says where its group acts. */
export interface RuleNamed {
  readonly attached: 'nic' | 'subnet';
  readonly group: string;
  readonly rule: string;
  readonly priority: number | null;
}

/**
 * A deciding user route, or the system's own (`table` and `route` are `null`). With `hub` it is a route of that virtual hub: of its
 * route table, or of its routing intent (`table` is `null`).
 */
export interface RouteNamed {
  readonly table: string | null;
  readonly route: string | null;
  readonly prefix: string;
  readonly nextHop: string;
  readonly hub?: string;
}

/** A network rule of an Azure Firewall; `policy` and `group` are `null` for a classic rule. */
export interface FirewallRuleNamed {
  readonly policy: string | null;
  readonly group: string | null;
  readonly collection: string;
  readonly rule: string;
}

/** A security admin rule and what it does, in ARM's words. */
export interface AdminRuleNamed {
  readonly rule: string;
  readonly action: string;
}

/** A small part of the internet that fares otherwise than the rest: `by` names the rule or route. */
interface ExceptionNamed {
  readonly by: string;
  readonly destinations: readonly string[];
  readonly effect: 'allowed' | 'denied' | 'unknown' | 'routed';
  readonly to?: string;
}

/** What rules default outbound access out. */
export type NoDefaultOutbound =
  | 'nic-reports-none'
  | 'private-subnet'
  | 'standard-load-balancer'
  | 'public-address-on-nic'
  | 'flexible-scale-set';

/** Why a next hop was not resolved to the NICs of an appliance. */
export type NotResolvedWhy =
  | 'no-address'
  | 'not-found'
  | 'not-read'
  | 'forwarding-disabled'
  | 'nothing-behind'
  | 'several'
  | 'in-virtual-hub';

/** Reasons about what stands between a virtual network and the internet: firewalls, appliances, virtual hubs, network managers. */
export type EgressReason =
  | ({ readonly code: 'firewall-allows'; readonly firewall: string } & FirewallRuleNamed)
  | {
      readonly code: 'firewall-stops';
      readonly firewall: string;
      readonly policy: string | null;
      /** The rule that denies the most; `null` where the firewall's own default does. */
      readonly by: FirewallRuleNamed | null;
      /** The rules that let a part of the internet through. */
      readonly through: readonly FirewallRuleNamed[];
    }
  | ({ readonly code: 'firewall-rules-not-read'; readonly firewall: string } & NotRead)
  | ({
      readonly code: 'firewall-rule-unclear';
      readonly firewall: string;
      readonly unclear: string;
    } & FirewallRuleNamed)
  | ({
      readonly code: 'route-to-appliance';
      readonly address: string;
      readonly nics: readonly string[];
      /** The internal load balancer that holds the address, where the NICs are behind one. */
      readonly loadBalancer?: string;
    } & RouteNamed)
  | {
      readonly code: 'virtual-hub-not-found';
      readonly peering: string;
      readonly network: string;
      /** In how many subscriptions the virtual hubs could not be listed. */
      readonly listsNotRead: number;
    }
  | ({ readonly code: 'virtual-hub-not-read'; readonly part: VirtualHubPart; readonly hub: string } & NotRead)
  | {
      readonly code: 'default-route-declared';
      readonly network: string;
      readonly declared: LearnedDefaultRoute;
    }
  | {
      readonly code: 'admin-rule-may-apply';
      readonly manager: string;
      readonly rules: readonly AdminRuleNamed[];
    }
  | ({ readonly code: 'admin-rules-not-read' } & NotRead);

/** What of a virtual hub is missing. */
export type VirtualHubPart = 'virtual hub' | 'connections' | 'connection' | 'routing intent' | 'route table';

export type NetworkReason =
  | EgressReason
  | { readonly code: 'no-network-interface'; readonly vm: string }
  | { readonly code: 'primary-nic-unclear'; readonly vm: string; readonly count: number }
  | ({ readonly code: 'nic-not-found'; readonly nic: string } & NotRead)
  | { readonly code: 'nic-of-another-vm'; readonly nic: string; readonly vm: string }
  | { readonly code: 'nic-not-described'; readonly nic: string }
  | { readonly code: 'primary-ip-configuration-unclear'; readonly nic: string; readonly count: number }
  | { readonly code: 'ip-configuration-without-subnet'; readonly nic: string }
  | ({ readonly code: 'virtual-network-not-read' } & NotRead)
  | ({ readonly code: 'subnet-not-read' } & NotRead)
  | ({ readonly code: 'security-group-not-read' } & NotRead)
  | ({ readonly code: 'route-table-not-read' } & NotRead)
  | ({ readonly code: 'nat-gateway-not-read' } & NotRead)
  | ({ readonly code: 'load-balancer-not-read' } & NotRead)
  | ({ readonly code: 'public-address-not-read' } & NotRead)
  | ({ readonly code: 'other-nic-not-read' } & NotRead)
  | ({ readonly code: 'list-not-read'; readonly list: 'NAT gateways' | 'load balancers' } & NotRead)
  | ({ readonly code: 'nsg-denies' } & RuleNamed)
  | {
      readonly code: 'nsg-allows-part';
      readonly allows: readonly RuleNamed[];
      readonly denies: readonly RuleNamed[];
    }
  | ({ readonly code: 'nsg-rule-unclear'; readonly unclear: string } & RuleNamed)
  | ({ readonly code: 'virtual-network-tag-may-grow'; readonly gateway: string } & RuleNamed)
  | {
      readonly code: 'exceptions';
      readonly stage: 'nsg' | 'routes' | 'firewall';
      readonly exceptions: readonly ExceptionNamed[];
    }
  | ({ readonly code: 'route-drops' } & RouteNamed)
  | ({ readonly code: 'route-to-gateway' } & RouteNamed)
  | ({ readonly code: 'route-to-absent-gateway' } & RouteNamed)
  | ({ readonly code: 'route-to-firewall'; readonly firewall: string; readonly address: string } & RouteNamed)
  | ({
      readonly code: 'appliance-not-resolved';
      readonly address: string | null;
      readonly why: NotResolvedWhy;
    } & RouteNamed)
  | { readonly code: 'firewall-matched-by-address'; readonly firewall: string; readonly address: string }
  | ({ readonly code: 'route-not-understood' } & RouteNamed)
  | { readonly code: 'routes-divide'; readonly routes: readonly RouteNamed[] }
  | { readonly code: 'default-route-may-be-learned'; readonly gateway: string }
  | {
      readonly code: 'no-source-address';
      readonly nic: string;
      readonly subnet: string;
      readonly because: readonly NoDefaultOutbound[];
    }
  | { readonly code: 'nat-gateway-without-address'; readonly natGateway: string }
  | { readonly code: 'load-balancer-without-outbound'; readonly loadBalancer: string }
  | { readonly code: 'load-balancer-member-by-address'; readonly loadBalancer: string }
  | { readonly code: 'load-balancer-sku-not-reported'; readonly loadBalancer: string }
  | { readonly code: 'power-state-not-known'; readonly vm: string }
  | { readonly code: 'dual-stack'; readonly nic: string };
