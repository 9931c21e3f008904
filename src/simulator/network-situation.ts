import type { Egress, NetworkPath } from '../model/verdict.ts';

/** A security rule in short: outbound, Tcp, port 25, from anywhere unless said otherwise. `null` leaves the field out. */
export interface RuleSpec {
  readonly name: string;
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly destination: string | readonly string[] | null;
  readonly source?: string | readonly string[];
  readonly ports?: string | readonly string[];
  readonly protocol?: string;
  readonly direction?: 'Inbound' | 'Outbound';
}

/** A user route. An `address` of the form `own:240.4` lies in the site's own network. */
export interface RouteSpec {
  readonly prefix: string;
  readonly hop: string;
  readonly address?: string;
}

/** A load balancer in front of the site's VMs; `by` says how its pool names them. */
export interface BalancerSpec {
  readonly sku: 'Basic' | 'Standard';
  readonly frontend: 'public' | 'internal';
  readonly rule?: { readonly protocol: string; readonly snatDisabled?: boolean };
  readonly outboundRule?: boolean;
  readonly by?: 'address' | 'interface';
}

export interface NetworkSpec {
  /** `hub` and `hub-gateway` peer with the tenant's hub, `virtual-hub` with a network of Microsoft's, `closed` is disconnected. */
  readonly peering?: 'hub' | 'hub-gateway' | 'virtual-hub' | 'closed';
  /** A gateway subnet with something in it. */
  readonly gateway?: boolean;
  /** A NIC at `own:240.4` that does not forward. */
  readonly idleAppliance?: boolean;
}

export interface SubnetSpec {
  readonly rules?: readonly RuleSpec[];
  readonly routes?: readonly RouteSpec[];
  readonly disablePropagation?: boolean;
  readonly routeTable?: 'elsewhere';
  readonly nat?: 'address' | 'prefix' | 'network-default' | 'network-source' | 'elsewhere';
  readonly defaultOutboundAccess?: boolean;
}

export interface NicSpec {
  readonly rules?: readonly RuleSpec[];
  readonly securityGroup?: 'elsewhere';
  readonly publicAddress?: 'static' | 'dynamic' | 'elsewhere';
  readonly reverseDns?: boolean;
  readonly balancer?: BalancerSpec;
  readonly defaultOutbound?: boolean;
  readonly shape?:
    | 'missing'
    | 'in-another-subscription'
    | 'without-properties'
    | 'several-without-primary'
    | 'none'
    | 'two-first-marked'
    | 'two-unmarked';
}

/**
 * One thing that an owner's network does, stated as configuration and as the path that follows from it. Where no single NIC can be
 * read, `noNic` is set: the VM then has no flag and its platform state is undetermined.
 */
export interface NetworkSituation {
  readonly shows: string;
  readonly path: NetworkPath;
  readonly egress?: Egress;
  readonly noNic?: true;
  readonly network?: NetworkSpec;
  readonly subnet?: SubnetSpec;
  readonly nic?: NicSpec;
  /** The power states that the path holds for, where it does not hold for all. */
  readonly powers?: readonly [string | null, ...(string | null)[]];
}
