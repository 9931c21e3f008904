import { changeGroups } from './changes-groups.ts';
import { changeHighlights } from './changes-highlights.ts';
import type { NotificationInput } from './notify-content.ts';

/** How many changes the body itself holds; `changes.json` has them all. */
const CHANGES = 50;

/** The body for any other receiver: the run in numbers, and the changes that matter most, by the names of `run.json` and `changes.json`. */
export function jsonNotification({ run, changes, reportUrl }: NotificationInput): string {
  const { runId, startedAt, finishedAt, tool, cloud, tenantIds, policy, totals } = run;
  return JSON.stringify({
    schemaVersion: 1,
    event: 'run-finished',
    runId,
    startedAt,
    finishedAt,
    tool,
    cloud,
    tenantIds,
    policy,
    totals,
    senders: run.senders,
    accepted: run.accepted,
    differsUnderCurrentPolicy: run.differsUnderCurrentPolicy,
    unreadFacts: run.coverage.filter(({ required }) => required).length,
    demo: run.demo === true,
    reportUrl,
    changes: changes === null ? null : changesOf(changes),
  });
}

function changesOf(changes: NonNullable<NotificationInput['changes']>): object {
  const { groups } = changeHighlights(changes, CHANGES);
  const counts = changeGroups(changes).map(({ code, changes: all }) => [code, all.length]);
  return {
    before: changes.before,
    totals: changes.totals,
    causes: changes.causes,
    groups: Object.fromEntries(counts),
    scaleSets: changes.scaleSets.length,
    subscriptions: changes.subscriptions.length,
    vms: groups.flatMap(({ code, named }) => named.map((change) => ({ group: code, ...change }))),
  };
}
