import { ACTIONS_USED, OUTSIDE_ACTIONS } from '../azure/actions-used.ts';
import { PERMISSIONS_ACTION } from '../azure/graph-access.ts';
import type { Configuration } from './configuration.ts';

/** The placeholder that `az role definition create` refuses until somebody has put an ID there. */
const TO_FILL_IN = '/subscriptions/00000000-0000-0000-0000-000000000000';

/** What the role depends on: where it can be assigned, and which service is asked. */
export type RoleQuestion = Pick<Configuration, 'only' | 'groups' | 'inventory'>;

function scopesOf({ only, groups }: RoleQuestion): readonly string[] {
  const scopes = [
    ...groups.map((group) => `/providers/Microsoft.Management/managementGroups/${group}`),
    ...only.map((id) => `/subscriptions/${id}`),
  ];
  return scopes.length === 0 ? [TO_FILL_IN] : scopes;
}

/**
 * A custom role with exactly the read actions that the auditor uses, as JSON in the shape that `az role definition create` and
 * `New-AzRoleDefinition` take. It can be assigned where `--management-group` and `--subscription` say; `--inventory` adds what
 * Resource Graph takes.
 */
export function customRole(question: RoleQuestion): string {
  const more = question.inventory === 'resource-manager' ? [] : [PERMISSIONS_ACTION];
  const role = {
    Name: 'Port 25 auditor',
    IsCustom: true,
    Description: 'Reads what port25-audit needs to judge outbound TCP port 25, and changes nothing.',
    Actions: [...ACTIONS_USED, ...more].toSorted(),
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: scopesOf(question),
  };
  return `${JSON.stringify(role, null, 2)}\n`;
}

/** What such a role cannot hold, and what grants it instead; one line each. */
export function outsideRole(): readonly string[] {
  return OUTSIDE_ACTIONS.map(({ action, note }) => `not in the role: ${action}: ${note}`);
}
