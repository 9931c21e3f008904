import { addChildren, type Estate, type Wire } from './estate.ts';
import { networkId, networkPart, networkResource, type Place } from './place.ts';

/** A security admin rule in short. */
interface AdminRuleSpec {
  readonly name: string;
  readonly access: 'Allow' | 'Deny' | 'AlwaysAllow';
  readonly direction: 'Inbound' | 'Outbound';
  readonly protocol: 'Tcp' | 'Udp' | 'Any';
  readonly ports: readonly string[];
}

/** A network manager: its scope, as resource IDs, and the rules of its one configuration. */
export interface NetworkManagerSpec {
  readonly name: string;
  readonly subscriptions: readonly string[];
  readonly managementGroups: readonly string[];
  readonly rules: readonly AdminRuleSpec[];
}

function ruleWire(collection: string, spec: AdminRuleSpec, priority: number): Wire {
  const wire = networkPart(collection, 'rules', {
    name: spec.name,
    properties: {
      displayName: spec.name,
      description: '',
      protocol: spec.protocol,
      sources: [{ addressPrefixType: 'IPPrefix', addressPrefix: '*' }],
      destinations: [{ addressPrefixType: 'ServiceTag', addressPrefix: 'Internet' }],
      sourcePortRanges: ['0-65535'],
      destinationPortRanges: spec.ports,
      access: spec.access,
      priority,
      direction: spec.direction,
    },
  });
  return { ...wire, kind: 'Custom' };
}

/** Adds a network manager with its configuration, the collection in that, and the rules in that. */
export function layNetworkManager(estate: Estate, place: Place, spec: NetworkManagerSpec): void {
  const owner = networkId(place, 'networkManagers', spec.name);
  const configuration = `${owner}/securityAdminConfigurations/sac-baseline`;
  const collection = `${configuration}/ruleCollections/mail`;
  estate.resources.networkManagers.push(
    networkResource(place, 'networkManagers', {
      name: spec.name,
      properties: {
        displayName: spec.name,
        description: '',
        networkManagerScopes: {
          subscriptions: spec.subscriptions,
          managementGroups: spec.managementGroups,
          crossTenantScopes: [],
        },
        networkManagerScopeAccesses: ['Connectivity', 'SecurityAdmin'],
      },
    }),
  );
  addChildren(estate, `${owner}/securityAdminConfigurations`, [
    networkPart(owner, 'securityAdminConfigurations', {
      name: 'sac-baseline',
      properties: { description: '', applyOnNetworkIntentPolicyBasedServices: ['None'] },
    }),
  ]);
  addChildren(estate, `${configuration}/ruleCollections`, [
    networkPart(configuration, 'ruleCollections', {
      name: 'mail',
      properties: {
        description: '',
        appliesToGroups: [{ networkGroupId: `${owner}/networkGroups/ng-all` }],
      },
    }),
  ]);
  addChildren(
    estate,
    `${collection}/rules`,
    spec.rules.map((rule, at) => ruleWire(collection, rule, 100 + 10 * at)),
  );
}
