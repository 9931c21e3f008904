import type { SignInReport } from '../azure/connect.ts';
import type { ScopedSubscription } from '../collect/scope.ts';
import type { DoctorFindings, DoctorIdentity } from '../model/doctor.ts';
import { doctorText } from '../report/doctor-text.ts';
import { type AuditScope, auditScope } from './audit-scope.ts';
import { type AuditedTenant, openTenant } from './audited-tenant.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { customRole, outsideRole } from './custom-role.ts';
import { probeFacts, sampleOf } from './doctor-probe.ts';
import type { ExitCode } from './exit-code.ts';
import { toolIdentity } from './tool-identity.ts';

/** What `doctor` is asked for beside the scope. */
export interface DoctorRequest {
  readonly configuration: Configuration;
  /** Every subscription instead of a few. */
  readonly all: boolean;
  readonly json: boolean;
}

function identityOf({ method, credential, tried, claims }: SignInReport): DoctorIdentity {
  return {
    method,
    credential: credential ?? null,
    kind: claims.kind,
    tenantId: claims.tenantId ?? null,
    clientId: claims.clientId ?? null,
    objectId: claims.objectId ?? null,
    user: claims.user ?? null,
    managedIdentity: claims.managedIdentity ?? null,
    expiresAt: claims.expiresAt ?? null,
    tried,
  };
}

function countsOf(
  { subscriptions, visible }: AuditScope,
  homeTenant: string | undefined,
  asked: number,
): DoctorFindings['subscriptions'] {
  const states = new Map<string, number>();
  for (const { subscription } of subscriptions) {
    states.set(subscription.state, (states.get(subscription.state) ?? 0) + 1);
  }
  const number = (test: (one: ScopedSubscription) => boolean) => subscriptions.filter(test).length;
  const isAway = ({ subscription: { tenantId } }: ScopedSubscription) =>
    homeTenant !== undefined && tenantId !== undefined && tenantId !== homeTenant;
  return {
    visible,
    inScope: subscriptions.length,
    home: number((one) => one.kind !== 'not-visible' && !isAway(one)),
    delegated: number(isAway),
    excluded: number((one) => one.kind === 'left-out' && one.why === 'subscription-excluded'),
    notVisible: number(({ kind }) => kind === 'not-visible'),
    byState: Object.fromEntries([...states].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    readable: number(({ kind }) => kind === 'read'),
    asked,
  };
}

async function examine(
  { configuration, all }: DoctorRequest,
  tenant: AuditedTenant,
  environment: CommandEnvironment,
): Promise<DoctorFindings> {
  const checkedAt = environment.now();
  const scope = await auditScope(configuration, tenant, {
    note: environment.reporter.note,
    earlierRun: undefined,
  });
  const sample = sampleOf(scope.subscriptions, all);
  const facts = await probeFacts(sample, {
    reader: tenant.reader,
    checkedAt,
    concurrency: configuration.concurrency,
    signal: environment.signal,
  });
  const { cloud, authorityHost, resourceManager, scope: audience } = tenant.endpoints;
  return {
    schemaVersion: 1,
    checkedAt,
    tool: toolIdentity(),
    cloud,
    endpoints: { signIn: authorityHost, resourceManager, audience },
    identity: identityOf(tenant.identity),
    skewSeconds: tenant.clock.skewSeconds() ?? null,
    subscriptions: countsOf(scope, tenant.homeTenant, sample.length),
    managementGroups: scope.groups.map(({ name, members }) => ({ name, subscriptions: members.length })),
    facts,
  };
}

/**
 * Says who signed in, what is visible, and which facts can be read of a few subscriptions or of all, with the role that is missing and
 * what that costs. Exit code 2 where a fact that verdicts need cannot be read. Throws where sign-in fails or nothing is visible.
 */
export async function runDoctor(request: DoctorRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const tenant = await openTenant(request.configuration, environment.signal);
  try {
    const findings = await examine(request, tenant, environment);
    environment.print(
      request.json ? `${JSON.stringify(findings, null, 2)}\n` : doctorText(findings, environment.colour),
    );
    return findings.facts.some(({ required, unreadable }) => required && unreadable.length > 0) ? 2 : 0;
  } finally {
    await tenant.close();
  }
}

/** Prints a custom role with exactly the actions that the auditor uses; needs no network. */
export function runDoctorRole(
  configuration: Configuration,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  environment.print(customRole(configuration));
  for (const line of outsideRole()) environment.reporter.note(line);
  return Promise.resolve(0);
}
