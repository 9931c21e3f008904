import type { Wire } from './estate.ts';
import type { CollectionSpec, FirewallRuleSpec, GroupSpec } from './firewall-policy-spec.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

/** The addresses of every spoke of the tenant. */
const SPOKES = ['10.64.0.0/10', '10.128.0.0/9'] as const;

function ipGroupIds(place: Place, names: readonly string[] | undefined): readonly string[] {
  return (names ?? []).map((name) => networkId(place, 'ipGroups', name));
}

/** What a classic rule and a rule of a policy have in common. */
function ends(place: Place, rule: FirewallRuleSpec): Wire {
  return {
    sourceAddresses: rule.sources ?? SPOKES,
    sourceIpGroups: ipGroupIds(place, rule.sourceGroups),
    destinationAddresses: rule.destinations ?? ['*'],
    destinationIpGroups: ipGroupIds(place, rule.destinationGroups),
    destinationFqdns: rule.names ?? [],
    destinationPorts: rule.ports ?? ['25'],
  };
}

function applicationRule(name: string, fqdns: string): Wire {
  return {
    name,
    sourceAddresses: SPOKES,
    protocols: [{ protocolType: 'Https', port: 443 }],
    [fqdns]: ['*.contoso.com'],
    sourceIpGroups: [],
  };
}

function policyRule(place: Place, name: string, rule: FirewallRuleSpec): Wire {
  return {
    ruleType: 'NetworkRule',
    name,
    ipProtocols: rule.protocols ?? ['TCP'],
    ...ends(place, rule),
  };
}

function policyCollection(place: Place, spec: CollectionSpec): Wire {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name: spec.name,
    priority: spec.priority,
    action: { type: spec.action },
    rules: spec.rules.map((rule, at) =>
      spec.application
        ? { ruleType: 'ApplicationRule', ...applicationRule(`${spec.name}-${at}`, 'targetFqdns') }
        : policyRule(place, `${spec.name}-${at}`, rule),
    ),
  };
}

/** A rule collection group of a policy, in ARM's form. */
export function groupWire(place: Place, policy: string, spec: GroupSpec): Wire {
  return {
    ...networkPart(networkId(place, 'firewallPolicies', policy), 'ruleCollectionGroups', {
      name: spec.name,
      properties: {
        priority: spec.priority,
        ruleCollections: spec.collections.map((collection) => policyCollection(place, collection)),
      },
    }),
    etag: `W/"${place.seed.guid()}"`,
    location: place.location,
  };
}

export interface PolicyWireSpec {
  readonly name: string;
  readonly groups: readonly GroupSpec[];
  readonly base?: string;
  readonly children?: readonly string[];
  readonly firewalls?: readonly string[];
}

function references(ids: readonly string[]): Wire[] {
  return ids.map((id) => ({ id }));
}

/** A firewall policy in ARM's form; its rules are in its groups. */
export function policyWire(place: Place, spec: PolicyWireSpec): Wire {
  const owner = networkId(place, 'firewallPolicies', spec.name);
  return networkResource(place, 'firewallPolicies', {
    name: spec.name,
    properties: {
      sku: { tier: 'Standard' },
      threatIntelMode: 'Alert',
      ...(spec.base === undefined ? {} : { basePolicy: { id: spec.base } }),
      childPolicies: references(spec.children ?? []),
      firewalls: references(spec.firewalls ?? []),
      ruleCollectionGroups: references(
        spec.groups.map(({ name }) => `${owner}/ruleCollectionGroups/${name}`),
      ),
    },
  });
}

/** The network and application rule collections of a classic firewall, in ARM's form. */
function classicCollections(place: Place, owner: string, specs: readonly CollectionSpec[]): Wire {
  const wires = (application: boolean, kind: string) =>
    specs
      .filter((spec) => (spec.application ?? false) === application)
      .map((spec) =>
        networkPart(owner, kind, {
          name: spec.name,
          properties: {
            priority: spec.priority,
            action: { type: spec.action },
            rules: spec.rules.map((rule, at) =>
              application
                ? applicationRule(`${spec.name}-${at}`, 'targetFqdns')
                : {
                    name: `${spec.name}-${at}`,
                    protocols: rule.protocols ?? ['TCP'],
                    ...ends(place, rule),
                  },
            ),
          },
        }),
      );
  return {
    networkRuleCollections: wires(false, 'networkRuleCollections'),
    applicationRuleCollections: wires(true, 'applicationRuleCollections'),
    natRuleCollections: [],
  };
}

export interface FirewallWireSpec {
  readonly name: string;
  /** Where it is: in a subnet with a public address, or in a virtual hub. */
  readonly at:
    | { readonly subnet: string; readonly privateAddress: string; readonly publicAddress: string }
    | { readonly virtualHub: string; readonly privateAddress: string; readonly publicAddress: string };
  readonly policy?: string;
  readonly classic?: readonly CollectionSpec[];
}

function placed(owner: string, { at }: FirewallWireSpec): Wire {
  if ('virtualHub' in at) {
    return {
      sku: { name: 'AZFW_Hub', tier: 'Standard' },
      virtualHub: { id: at.virtualHub },
      hubIPAddresses: {
        privateIPAddress: at.privateAddress,
        publicIPs: { addresses: [{ address: at.publicAddress }], count: 1 },
      },
    };
  }
  const publicIPAddress = { id: at.publicAddress };
  return {
    sku: { name: 'AZFW_VNet', tier: 'Standard' },
    ipConfigurations: [
      networkPart(owner, 'azureFirewallIpConfigurations', {
        name: 'AzureFirewallIpConfiguration0',
        properties: {
          privateIPAddress: at.privateAddress,
          privateIPAllocationMethod: 'Dynamic',
          publicIPAddress,
          subnet: { id: at.subnet },
        },
      }),
      networkPart(owner, 'azureFirewallIpConfigurations', {
        name: 'AzureFirewallIpConfiguration1',
        properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress },
      }),
    ],
  };
}

/** An Azure Firewall in ARM's form. */
export function firewallWire(place: Place, spec: FirewallWireSpec): Wire {
  const owner = networkId(place, 'azureFirewalls', spec.name);
  const wire = networkResource(place, 'azureFirewalls', {
    name: spec.name,
    properties: {
      ...placed(owner, spec),
      threatIntelMode: 'Alert',
      additionalProperties: {},
      ...('subnet' in spec.at || spec.classic !== undefined
        ? classicCollections(place, owner, spec.classic ?? [])
        : {}),
      ...(spec.policy === undefined ? {} : { firewallPolicy: { id: spec.policy } }),
    },
  });
  return { ...wire, zones: ['1', '2', '3'] };
}
