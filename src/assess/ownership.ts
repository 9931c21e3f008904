import type { ScaleSetFact } from '../model/compute-facts.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, type ResourceKey, segmentAfter } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { Machine } from './machines.ts';
import { type Tags, tagValue } from './matching.ts';

/** What the machines of a subscription belong to: scale sets and resource groups, with their tags, and the subscription's own. */
export interface Ownership {
  readonly scaleSets: ReadonlyMap<ResourceKey, ScaleSetFact>;
  /** The tags of each resource group, by its name in lower case. */
  readonly groups: ReadonlyMap<string, Tags>;
  /** Whether a group that is not among them has no tags for certain. */
  readonly allGroups: boolean;
  readonly subscription: Tags;
}

/** Gathers what the machines of a subscription belong to. */
export function ownershipOf({ subscription, readings }: SubscriptionFacts): Ownership {
  const { scaleSets, resourceGroups } = readings;
  return {
    scaleSets: new Map(itemsOf(scaleSets).map((set) => [keyOf(set.id), set])),
    groups: new Map(itemsOf(resourceGroups).map(({ name, tags = {} }) => [name.toLowerCase(), tags])),
    allGroups: resourceGroups.kind === 'read',
    subscription: subscription.tags ?? {},
  };
}

/** The scale set that a machine belongs to, Uniform or Flexible, where it is in the list. */
export function scaleSetOf({ vm, scaleSet }: Machine, { scaleSets }: Ownership): ScaleSetFact | undefined {
  const id = scaleSet ?? vm.scaleSet;
  return id === undefined ? undefined : scaleSets.get(keyOf(id));
}

const NONE: Tags = {};

/**
 * The owner tags with the names asked for: the machine's own, else its scale set's, else its resource group's, else the
 * subscription's. Where the group was not read, what the subscription says may not be what counts, and the tag is left out.
 */
export function ownerTags(machine: Machine, names: readonly string[], ownership: Ownership): Tags {
  if (names.length === 0) return NONE;
  const group = segmentAfter(machine.vm.id, 'resourceGroups')?.toLowerCase() ?? '';
  const ofGroup = ownership.groups.get(group);
  const holders = [
    machine.vm.tags,
    scaleSetOf(machine, ownership)?.tags,
    ofGroup,
    ofGroup !== undefined || ownership.allGroups ? ownership.subscription : undefined,
  ];
  const found = names.flatMap((name) => {
    const [value] = holders.flatMap((tags) => tagValue(tags, name) ?? []);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
