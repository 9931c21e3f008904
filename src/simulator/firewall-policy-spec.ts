/** One network rule of a firewall in short: TCP, port 25, from the spokes to anywhere unless said otherwise. Groups are by name. */
export interface FirewallRuleSpec {
  readonly protocols?: readonly string[];
  readonly sources?: readonly string[];
  readonly sourceGroups?: readonly string[];
  readonly destinations?: readonly string[];
  readonly destinationGroups?: readonly string[];
  readonly names?: readonly string[];
  readonly ports?: readonly string[];
}

/** A collection of network rules; an `application` one holds a rule for the SMTP of host names, which carries no SMTP. */
export interface CollectionSpec {
  readonly name: string;
  readonly priority: number;
  readonly action: 'Allow' | 'Deny';
  readonly rules: readonly FirewallRuleSpec[];
  readonly application?: true;
}

/** A rule collection group; lower priorities come first. */
export interface GroupSpec {
  readonly name: string;
  readonly priority: number;
  readonly collections: readonly CollectionSpec[];
}

/** An IP group that rules name; `forbidden` where it may not be read. */
export interface IpGroupSpec {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly forbidden?: true;
}

/** A policy with its parent; `hidden` lies in a subscription that nobody can read. */
export interface PolicySpec {
  readonly groups: readonly GroupSpec[];
  readonly base?: readonly GroupSpec[];
  readonly forbidden?: 'policy' | 'groups' | 'base';
  readonly hidden?: true;
}

/** The rules of a firewall: its policy, or classic rules of its own. */
export interface FirewallRules {
  readonly policy?: PolicySpec;
  readonly classic?: readonly CollectionSpec[];
  readonly ipGroups?: readonly IpGroupSpec[];
}
