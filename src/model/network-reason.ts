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

/** A deciding user route, or the system's own (`table` and `route` are `null`). */
export interface RouteNamed {
  readonly table: string | null;
  readonly route: string | null;
  readonly prefix: string;
  readonly nextHop: string;
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

/** Why a next hop address was not resolved. */
export type NotResolvedWhy = 'no-address' | 'not-found' | 'several';

export type NetworkReason =
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
  | { readonly code: 'virtual-hub-not-read'; readonly peering: string; readonly network: string }
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
      readonly stage: 'nsg' | 'routes';
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
