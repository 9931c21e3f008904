import type { Confidence } from '../model/confidence.ts';
import type { LearnedDefaultRoute } from '../model/declarations.ts';
import type { Egress, NetworkPath } from '../model/verdict.ts';
import type { ResourceType } from './estate.ts';
import type { HubName } from './hubs.ts';
import type { Leaving } from './leaving.ts';
import type { VirtualHubName } from './virtual-hubs.ts';

/**
 * A security rule in short: outbound, Tcp, port 25, from anywhere unless said otherwise. `null` leaves a field out. Application
 * security groups are `own`, which the site's NICs are in, or `other`.
 */
export interface RuleSpec {
  readonly name: string;
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly destination: string | readonly string[] | null;
  /** What the singular field says beside a list. */
  readonly singleDestination?: string;
  readonly source?: string | readonly string[] | null;
  readonly ports?: string | readonly string[] | null;
  readonly sourcePorts?: string;
  readonly protocol?: string;
  readonly direction?: 'Inbound' | 'Outbound';
  readonly sourceGroup?: 'own' | 'other';
  readonly destinationGroup?: 'own' | 'other';
}

/** A user route. An `address` of the form `own:240.4` lies in the site's own network. */
export interface RouteSpec {
  readonly prefix: string;
  readonly hop: string;
  readonly address?: string;
}

/** A load balancer in front of the site's VMs; `by` says how its pool names them, `elsewhere` in whose subscription it is. */
export interface BalancerSpec {
  readonly sku: 'Basic' | 'Standard';
  readonly frontend: 'public' | 'public-ipv6' | 'internal';
  readonly rule?: { readonly protocol: string; readonly snatDisabled?: boolean };
  /** An outbound rule, for the given protocol. */
  readonly outboundRule?: 'All' | 'Tcp' | 'Udp';
  readonly inboundNatRule?: true;
  readonly by?: 'address' | 'interface';
  readonly elsewhere?: 'hidden' | 'connectivity';
}

/** A peering with a hub, or with a network that nobody can read; `state` `null` leaves its state out. */
export interface PeeringSpec {
  readonly to: HubName | 'outside';
  readonly state?: 'Disconnected' | null;
  readonly gateway?: true;
}

/** A connection with a virtual hub, or with one that nobody can read. */
interface VirtualHubPeering {
  readonly hub: VirtualHubName | 'outside';
  readonly internetSecurity?: boolean;
  readonly table?: string;
}

export interface NetworkSpec {
  readonly peerings?: readonly PeeringSpec[];
  readonly virtualHub?: VirtualHubPeering;
  /** A subnet for a gateway or a route server, with or without something in it. */
  readonly gateway?: 'gateway' | 'route-server' | 'empty';
  /** What the demo's declarations say of the default route that the network may learn. */
  readonly declared?: LearnedDefaultRoute;
  /** A second address space, of public addresses. */
  readonly publicSpace?: string;
  /** NICs without a VM; an address of the form `own:240.4` lies in the site's own network. */
  readonly spareNics?: readonly { readonly address: string; readonly forwarding: boolean }[];
}

export interface SubnetSpec {
  readonly rules?: readonly RuleSpec[];
  readonly routes?: readonly RouteSpec[];
  readonly disablePropagation?: boolean;
  readonly routeTable?: 'elsewhere';
  readonly nat?:
    | 'address'
    | 'prefix'
    | 'network-default'
    | 'network-source'
    | 'elsewhere'
    | 'without-address'
    | 'ipv6';
  readonly defaultOutboundAccess?: boolean;
}

export interface NicSpec {
  readonly rules?: readonly RuleSpec[];
  readonly securityGroup?: 'elsewhere';
  readonly publicAddress?: 'static' | 'dynamic' | 'elsewhere';
  readonly reverseDns?: boolean;
  readonly balancer?: BalancerSpec;
  readonly defaultOutbound?: boolean;
  readonly forwarding?: boolean;
  readonly applicationGroup?: true;
  readonly subnet?: 'missing';
  readonly shape?:
    | 'missing'
    | 'in-another-subscription'
    | 'without-properties'
    | 'several-without-primary'
    | 'none'
    | 'two-first-marked'
    | 'two-first-marked-second-public'
    | 'two-unmarked'
    | 'dual-stack';
}

/**
 * One thing that an owner's network does, stated as configuration and as the path that follows from it. Where no single NIC can be
 * read, `noNic` is set: the VM then has no flag and its platform state is undetermined. `leaves` says where mail leaves that does not
 * leave from the VM, and `atMost` caps the confidence where the specification does.
 */
export interface NetworkSituation {
  readonly shows: string;
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly leaves?: Leaving;
  readonly atMost?: Confidence;
  readonly noNic?: true;
  readonly network?: NetworkSpec;
  readonly subnet?: SubnetSpec;
  readonly nic?: NicSpec;
  /** The kind of resource that is listed without properties. */
  readonly bare?: Extract<
    ResourceType,
    'networkSecurityGroups' | 'routeTables' | 'virtualNetworks' | 'natGateways' | 'loadBalancers'
  >;
  /** The power states that the path holds for, where it does not hold for all. */
  readonly powers?: readonly [string | null, ...(string | null)[]];
}
