import type { Wire } from './estate.ts';
import type { RuleSpec } from './network-situation.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

interface Default {
  readonly name: string;
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly direction: 'Inbound' | 'Outbound';
  readonly from: string;
  readonly to: string;
}

const DEFAULTS: readonly Default[] = [
  {
    name: 'AllowVnetInBound',
    priority: 65000,
    access: 'Allow',
    direction: 'Inbound',
    from: 'VirtualNetwork',
    to: 'VirtualNetwork',
  },
  {
    name: 'AllowAzureLoadBalancerInBound',
    priority: 65001,
    access: 'Allow',
    direction: 'Inbound',
    from: 'AzureLoadBalancer',
    to: '*',
  },
  { name: 'DenyAllInBound', priority: 65500, access: 'Deny', direction: 'Inbound', from: '*', to: '*' },
  {
    name: 'AllowVnetOutBound',
    priority: 65000,
    access: 'Allow',
    direction: 'Outbound',
    from: 'VirtualNetwork',
    to: 'VirtualNetwork',
  },
  {
    name: 'AllowInternetOutBound',
    priority: 65001,
    access: 'Allow',
    direction: 'Outbound',
    from: '*',
    to: 'Internet',
  },
  { name: 'DenyAllOutBound', priority: 65500, access: 'Deny', direction: 'Outbound', from: '*', to: '*' },
];

type Said = string | readonly string[] | null;

/** One field as ARM spells it: a single value in the singular form, a list in the plural with the singular left empty. */
function spelled(field: string, value: Said): Wire {
  if (value === null) return {};
  return typeof value === 'string'
    ? { [field]: value, [plural(field)]: [] }
    : { [field]: '', [plural(field)]: value };
}

function plural(field: string): string {
  return field.endsWith('Prefix') ? `${field}es` : `${field}s`;
}

/** The ID of an application security group: that of the place's own NICs, or another one. */
export function applicationGroupId(place: Place, which: 'own' | 'other'): string {
  return networkId(place, 'applicationSecurityGroups', `asg-${which}`);
}

function applicationGroups(place: Place, rule: RuleSpec): Wire {
  const ids = (which: 'own' | 'other') => [{ id: applicationGroupId(place, which) }];
  return {
    ...(rule.sourceGroup === undefined ? {} : { sourceApplicationSecurityGroups: ids(rule.sourceGroup) }),
    ...(rule.destinationGroup === undefined
      ? {}
      : { destinationApplicationSecurityGroups: ids(rule.destinationGroup) }),
  };
}

function ownRule(place: Place, owner: string, rule: RuleSpec): Wire {
  return networkPart(owner, 'securityRules', {
    name: rule.name,
    properties: {
      protocol: rule.protocol ?? 'Tcp',
      ...spelled('sourcePortRange', rule.sourcePorts ?? '*'),
      ...spelled('destinationPortRange', rule.ports === undefined ? '25' : rule.ports),
      ...spelled('sourceAddressPrefix', rule.source === undefined ? '*' : rule.source),
      ...spelled('destinationAddressPrefix', rule.destination),
      ...(rule.singleDestination === undefined ? {} : { destinationAddressPrefix: rule.singleDestination }),
      ...applicationGroups(place, rule),
      access: rule.access,
      priority: rule.priority,
      direction: rule.direction ?? 'Outbound',
    },
  });
}

function defaultRule(owner: string, rule: Default): Wire {
  return networkPart(owner, 'defaultSecurityRules', {
    name: rule.name,
    properties: {
      protocol: '*',
      ...spelled('sourcePortRange', '*'),
      ...spelled('destinationPortRange', '*'),
      ...spelled('sourceAddressPrefix', rule.from),
      ...spelled('destinationAddressPrefix', rule.to),
      access: rule.access,
      priority: rule.priority,
      direction: rule.direction,
    },
  });
}

/** What ARM sends for the default rules: usually all six, sometimes an empty list, null or nothing. */
function defaults(place: Place, owner: string): Wire {
  const mood = place.seed.below(8);
  if (mood === 0) return { defaultSecurityRules: [] };
  if (mood === 1) return { defaultSecurityRules: null };
  if (mood === 2) return {};
  return { defaultSecurityRules: DEFAULTS.map((rule) => defaultRule(owner, rule)) };
}

/** A network security group with the given rules, in ARM's form. */
export function securityGroupWire(place: Place, name: string, rules: readonly RuleSpec[]): Wire {
  const owner = networkId(place, 'networkSecurityGroups', name);
  return networkResource(place, 'networkSecurityGroups', {
    name,
    properties: {
      securityRules: rules.length === 0 ? [] : rules.map((rule) => ownRule(place, owner, rule)),
      ...defaults(place, owner),
    },
  });
}
