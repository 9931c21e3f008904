/** The tenant's management groups: each with its parent; the root has none. Subscriptions that name none are in `contoso`. */
export const MANAGEMENT_GROUPS = {
  contoso: null,
  'contoso-platform': 'contoso',
  'contoso-landing-zones': 'contoso',
  'contoso-corp': 'contoso-landing-zones',
  'contoso-online': 'contoso-landing-zones',
  'contoso-governed': 'contoso-landing-zones',
  'contoso-sandboxes': 'contoso',
} as const satisfies Record<string, string | null>;

export type ManagementGroup = keyof typeof MANAGEMENT_GROUPS;

export function managementGroupId(name: string): string {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}
