import type { Wire } from './estate.ts';
import type { Seeded } from './seeded.ts';

/** Where resources are made: their subscription, resource group and region, and the numbers that their GUIDs are drawn from. */
export interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly seed: Seeded;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The ID of a network resource in a place, as the network provider spells it. */
export function networkId(place: Place, type: string, name: string): string {
  return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Network/${type}/${name}`;
}

/** The same ID as other services like to spell it: the resource group in upper case. */
export function shouted(id: string): string {
  return id.replace(/\/resourceGroups\/[^/]+/, (group) => `/resourceGroups/${group.slice(16).toUpperCase()}`);
}

/** A network resource around its own properties: etag, type, location and the fields that every one of them carries. */
export function networkResource(place: Place, type: string, named: { name: string; properties: Wire }): Wire {
  const { name, properties } = named;
  return {
    name,
    id: networkId(place, type, name),
    etag: `W/"${place.seed.guid()}"`,
    type: `Microsoft.Network/${type}`,
    location: place.location,
    ...(place.tags === undefined ? {} : { tags: place.tags }),
    properties: { provisioningState: 'Succeeded', resourceGuid: place.seed.guid(), ...properties },
  };
}

/** A part of a network resource (a rule, a subnet, an IP configuration) with an ID below that of its owner. */
export function networkPart(owner: string, kind: string, named: { name: string; properties: Wire }): Wire {
  const type = owner.split('/providers/')[1]?.split('/').slice(0, 2).join('/') ?? 'Microsoft.Network';
  return {
    name: named.name,
    id: `${owner}/${kind}/${named.name}`,
    type: `${type}/${kind}`,
    properties: { provisioningState: 'Succeeded', ...named.properties },
  };
}
