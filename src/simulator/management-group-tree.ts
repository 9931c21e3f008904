/** The tenant's management groups: each with its parent; the root has none. Subscriptions that name none are in `contoso`. */
export const MANAGEMENT_GROUPS = {
  contoso: null,
  'contoso-platform': 'contoso',
  'contoso-landing-zones': 'contoso',
  'contoso-corp': 'contoso-landing-zones',
  'contoso-online': 'contoso-landing-zones',
  'contoso-governed': 'contoso-landing-zones',
  'contoso-sandboxes': 'contoso',
  'contoso-confidential': 'contoso',
} as const satisfies Record<string, string | null>;

/** The groups whose members the principal may not list; a group above them lists them all the same. */
export const FORBIDDEN_GROUPS: ReadonlySet<string> = new Set(['contoso-confidential']);

export type ManagementGroup = keyof typeof MANAGEMENT_GROUPS;

export function managementGroupId(name: string): string {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}
