import { resolveScope, type ScopedGroup, type ScopedSubscription } from '../collect/scope.ts';
import { itemsOf } from '../model/reading.ts';
import type { CoverageGap } from '../model/run.ts';
import type { Shard } from '../model/shard.ts';
import type { SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { counted, grouped } from '../report/counted.ts';
import type { AuditedTenant } from './audited-tenant.ts';
import type { Configuration } from './configuration.ts';
import { RunError } from './run-error.ts';
import { shardOf } from './shard.ts';
import { type EarlierRun, vanishedSubscriptions } from './vanished-subscriptions.ts';

/** The subscriptions of a run, in order of their IDs; `gap` is set where the list of them broke off: what follows is not known. */
export interface AuditScope {
  readonly subscriptions: readonly ScopedSubscription[];
  /** All of the scope; the same but for a run that takes one shard of it. */
  readonly listed: readonly ScopedSubscription[];
  /** What an earlier run knew, and Azure says is not there any more. */
  readonly gone: readonly SubscriptionId[];
  /** How many subscriptions the signed-in principal sees, in scope or not. */
  readonly visible: number;
  readonly groups: readonly ScopedGroup[];
  readonly gap?: CoverageGap;
}

interface Visible {
  readonly subscriptions: readonly SubscriptionFact[];
  readonly gap?: CoverageGap;
}

/** The subscriptions that can be seen. Throws a RunError when there is none. */
async function visibleSubscriptions(tenant: AuditedTenant): Promise<Visible> {
  const reading = await tenant.reader.subscriptions();
  const subscriptions = itemsOf(reading);
  if (reading.kind !== 'unreadable') {
    if (subscriptions.length > 0) return { subscriptions };
    throw new RunError('no subscription is visible to the signed-in principal', [
      'it may have no role yet: grant it Reader, best at the tenant root management group',
      'the role may be minutes old: assignments take a while to show',
      'it may belong to another tenant: check --tenant or AZURE_TENANT_ID',
    ]);
  }
  const { status, code, message, action } = reading.problem;
  if (subscriptions.length === 0) {
    throw new RunError(`the subscriptions cannot be listed: ${message} (${code})`, [
      'check that AZURE_RESOURCE_MANAGER_ENDPOINT and AZURE_CLOUD name the right cloud and that it can be reached from here',
    ]);
  }
  const gap: CoverageGap = {
    subscriptionId: null,
    subscriptionName: null,
    fact: 'rest of the subscription list',
    required: true,
    status: status ?? null,
    code,
    message,
    action: action ?? null,
  };
  return { subscriptions, gap };
}

/** The members of the named management groups. Throws a RunError when one cannot be read: half a scope would look like a whole one. */
async function groupsOf(
  { groups }: Configuration,
  { reader }: AuditedTenant,
): Promise<readonly ScopedGroup[]> {
  const readings = await Promise.all(
    groups.map(async (name) => ({ name, reading: await reader.managementGroupSubscriptions(name) })),
  );
  return readings.map(({ name, reading }) => {
    if (reading.kind === 'read') return { name, members: reading.items };
    const why =
      reading.kind === 'unreadable' ? `${reading.problem.message} (${reading.problem.code})` : reading.why;
    throw new RunError(`the management group ${name} of --management-group cannot be read: ${why}`, [
      'check its ID (not its display name), which the portal shows under Management groups',
      'it needs Microsoft.Management/managementGroups/descendants/read: Reader, or a custom role with this action, on that group',
    ]);
  });
}

/** Throws a RunError when nothing of the scope is visible, or when everything is delegated from elsewhere. */
function refuseEmpty(
  scope: readonly ScopedSubscription[],
  { only, groups }: Configuration,
  homeTenant: string | undefined,
): void {
  const named = [...only, ...groups.map((group) => `the subscriptions of ${group}`)];
  if (scope.length === 0) {
    throw new RunError(`there is no subscription below the management group ${groups.join(', ')}`, [
      'name another one with --management-group, or leave the option away for the whole tenant',
    ]);
  }
  if (scope.every(({ kind }) => kind === 'not-visible')) {
    const options = groups.length === 0 ? '--subscription' : '--subscription and --management-group';
    throw new RunError(
      `none of the subscriptions named by ${options} is visible to the signed-in principal`,
      [`not visible: ${named.join(', ')}`, 'check the IDs and the tenant, and grant the Reader role on them'],
    );
  }
  const isDelegated = (one: ScopedSubscription) =>
    one.kind === 'left-out' && one.why === 'subscription-delegated';
  if (scope.every(isDelegated)) {
    throw new RunError(`no visible subscription has its home in tenant ${homeTenant ?? '(not known)'}`, [
      'all of them are delegated from other tenants: name those to audit with --subscription',
      'or check --tenant or AZURE_TENANT_ID',
    ]);
  }
}

/** What is in the scope and what is not, in one line before anything is read. */
function inWords(scope: readonly ScopedSubscription[], groups: readonly ScopedGroup[]): string {
  const number = (test: (one: ScopedSubscription) => boolean) => scope.filter(test).length;
  const parts = [
    [number(({ kind }) => kind === 'read'), 'to read'],
    [number((one) => one.kind === 'left-out' && one.why === 'subscription-excluded'), 'excluded'],
    [number((one) => one.kind === 'left-out' && one.why === 'subscription-delegated'), 'delegated, left out'],
    [number(({ kind }) => kind === 'not-visible'), 'known and not visible'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const below = groups.map(({ name, members }) => `${name} (${members.length})`);
  const from = below.length === 0 ? '' : `; management groups: ${below.join(', ')}`;
  return `scope: ${counted(scope.length, 'subscription')}: ${told.join(', ')}${from}`;
}

function shardInWords({ index, count }: Shard, taken: number, all: number): string {
  return `shard ${index} of ${count}: ${grouped(taken)} of these ${counted(all, 'subscription')}, not the whole tenant`;
}

function onShard(
  scope: readonly ScopedSubscription[],
  { shard }: Configuration,
): readonly ScopedSubscription[] {
  if (shard === undefined) return scope;
  return scope.filter(({ subscription }) => shardOf(subscription.id, shard.count) === shard.index);
}

function byId(a: ScopedSubscription, b: ScopedSubscription): number {
  return a.subscription.id < b.subscription.id ? -1 : 1;
}

/** What an earlier run knew and the list does not name any more, but for what is excluded. */
async function vanishedOf(
  earlierRun: EarlierRun | undefined,
  { subscriptions }: Visible,
  { tenant, exclude }: { readonly tenant: AuditedTenant; readonly exclude: Configuration['exclude'] },
): Promise<readonly ScopedSubscription[]> {
  if (earlierRun === undefined) return [];
  const listed = new Set(subscriptions.map(({ id }) => id));
  const vanished = await vanishedSubscriptions(earlierRun, listed, tenant.reader);
  return vanished.filter(({ subscription }) => !exclude.includes(subscription.id));
}

/** Where the scope is told, and the run before, whose subscriptions are looked for too. */
export interface ScopeSurroundings {
  readonly note: (message: string) => void;
  readonly earlierRun: EarlierRun | undefined;
}

/**
 * Decides which subscriptions the run is about and says so before anything is read. Throws a RunError when none can be read, or
 * when a management group cannot.
 */
export async function auditScope(
  configuration: Configuration,
  tenant: AuditedTenant,
  { note, earlierRun }: ScopeSurroundings,
): Promise<AuditScope> {
  const { only, exclude, shard } = configuration;
  const { homeTenant } = tenant;
  const visible = await visibleSubscriptions(tenant);
  const groups = await groupsOf(configuration, tenant);
  const listed = resolveScope(visible.subscriptions, { only, exclude, groups, homeTenant });
  const vanished = only.length > 0 ? [] : await vanishedOf(earlierRun, visible, { tenant, exclude });
  const whole = [...listed, ...vanished].toSorted(byId);
  refuseEmpty(whole, configuration, homeTenant);
  note(inWords(whole, groups));
  const subscriptions = onShard(whole, configuration);
  if (shard !== undefined) note(shardInWords(shard, subscriptions.length, whole.length));
  const known = new Set(
    [...visible.subscriptions, ...whole.map((one) => one.subscription)].map(({ id }) => id),
  );
  const { length } = visible.subscriptions;
  return {
    subscriptions,
    listed: whole,
    gone: only.length > 0 ? [] : (earlierRun?.subscriptions ?? []).filter((id) => !known.has(id)),
    visible: length,
    groups,
    ...(visible.gap === undefined ? {} : { gap: visible.gap }),
  };
}
