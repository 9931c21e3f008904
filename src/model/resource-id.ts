declare const resourceId: unique symbol;
declare const resourceKey: unique symbol;

/** An ARM resource ID in the spelling in which ARM sent it, for display. Compare by {@link keyOf}, never directly. */
export type ResourceId = string & { readonly [resourceId]: true };

/** The lower-cased form of a resource ID. Services spell one ID in different letter case, so only keys are compared. */
export type ResourceKey = string & { readonly [resourceKey]: true };

/** Stands for a reference that is there but carries no usable ID. It never finds anything, so what needs it is unknown. */
export const UNREADABLE_REFERENCE = '(reference without an ID)' as ResourceId;

/** Accepts any non-empty text as the ID of something; whether that thing exists is for a look-up to say. */
export function parseResourceId(text: string): ResourceId | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : (trimmed as ResourceId);
}

/** The comparison key of an ID: lower case, without a trailing slash. */
export function keyOf(id: ResourceId): ResourceKey {
  const lower = id.toLowerCase();
  return (lower.endsWith('/') ? lower.slice(0, -1) : lower) as ResourceKey;
}

/** The segment that follows `/<label>/` in the ID, in its original spelling; `undefined` when the ID has no such part. */
export function segmentAfter(id: ResourceId, label: string): string | undefined {
  const at = id.toLowerCase().indexOf(`/${label.toLowerCase()}/`);
  if (at < 0) return undefined;
  const rest = id.slice(at + label.length + 2);
  const end = rest.indexOf('/');
  return end < 0 ? rest : rest.slice(0, end);
}

/** The name of the resource: the ID's last segment, in its original spelling. */
export function nameOf(id: ResourceId): string {
  const text = id.endsWith('/') ? id.slice(0, -1) : id;
  return text.slice(text.lastIndexOf('/') + 1);
}

/** The key of the resource that contains this one: the ID less its last type and name (a subnet gives its network). */
export function parentKeyOf(id: ResourceId): ResourceKey {
  return keyOf(id).split('/').slice(0, -2).join('/') as ResourceKey;
}
