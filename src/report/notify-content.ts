import type { RunChanges } from '../model/change.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { VERDICTS } from '../model/verdict.ts';
import { causeWords, movementWords } from './changes-groups.ts';
import { changeHighlights } from './changes-highlights.ts';
import { counted, grouped } from './counted.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';
import { UNPRINTABLE } from './unprintable.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** What a message is made from. `reportUrl` is where the report was published, `null` where it was not. */
export interface NotificationInput {
  readonly run: RunSummary;
  readonly changes: RunChanges | null;
  readonly reportUrl: string | null;
}

/** A heading with the lines under it; lines may hold names from the tenant. */
interface NotificationSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A message in plain text, short whatever the tenant holds: each service marks it up in its own way. */
export interface NotificationContent {
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly sections: readonly NotificationSection[];
  readonly reportUrl: string | null;
}

/** How many VMs are named, and how much of a name is shown: bodies of a few kilobytes, far from every service's limit. */
const NAMED = 12;
const NAME = 60;

export function notificationContent({ run, changes, reportUrl }: NotificationInput): NotificationContent {
  const { vms, subscriptions } = run.totals;
  const demo = run.demo === true ? ' (demo)' : '';
  const facts = VERDICTS.map((verdict) => ({
    name: `${VERDICT_WORDS[verdict].mark} ${verdict}`,
    value: grouped(vms[COUNT_OF_VERDICT[verdict]]),
  }));
  return {
    title: `Port 25 audit of ${readableTime(run.startedAt)}${demo}`,
    summary: `${PLAIN_WORDS.cloud[run.cloud]}, policy revision ${run.policy.revision}: ${counted(vms.total, 'VM')} in ${counted(subscriptions.inScope, 'subscription')}, ${grouped(vms.direct)} can send directly.`,
    facts,
    sections: [...senders(run), ...since(changes), ...coverage(run)],
    reportUrl: reportUrl !== null && /^https:\/\/[^\s]+$/.test(reportUrl) ? reportUrl : null,
  };
}

function senders({ senders: { total, direct } }: RunSummary): readonly NotificationSection[] {
  if (total === 0) return [];
  return [
    {
      title: 'Senders',
      lines: [`${grouped(direct)} of ${counted(total, 'VM')} meant to send mail can send directly.`],
    },
  ];
}

function since(changes: RunChanges | null): readonly NotificationSection[] {
  if (changes === null)
    return [{ title: 'Changes', lines: ['No earlier run of this scope to compare with.'] }];
  const title = `Since the run of ${readableTime(changes.before.startedAt)}`;
  const { groups, unnamed } = changeHighlights(changes, NAMED);
  const others = changes.scaleSets.length + changes.subscriptions.length;
  const lines = groups.flatMap((group) => [
    `${group.title}: ${grouped(group.changes.length)} (${causeWords(group)})`,
    ...group.named.map(
      (change) =>
        `– ${short(change.name)} in ${short(change.subscriptionName)}${change.sender ? ', sender' : ''}: ${short(movementWords(change))}`,
    ),
  ]);
  const further = [
    ...(others === 0
      ? []
      : [
          `${counted(changes.scaleSets.length, 'scale set')} and ${counted(changes.subscriptions.length, 'subscription')} changed as a whole.`,
        ]),
    ...(unnamed === 0 ? [] : [`And ${counted(unnamed, 'more change')} in changes.csv.`]),
  ];
  const all = [...lines, ...further];
  return [{ title, lines: all.length === 0 ? ['Nothing has changed.'] : all }];
}

function coverage({ totals: { subscriptions } }: RunSummary): readonly NotificationSection[] {
  const { partial, unreadable } = subscriptions;
  if (partial + unreadable === 0) return [];
  const lines = [
    `${grouped(partial)} partly read, ${grouped(unreadable)} not readable: what they hold may be missing above.`,
  ];
  return [{ title: 'Subscriptions', lines }];
}

/** A text from the tenant in one short line. */
function short(text: string): string {
  const clean = text.slice(0, 4 * NAME).replace(UNPRINTABLE, '');
  const characters = [...clean];
  return characters.length > NAME ? `${characters.slice(0, NAME).join('')}…` : clean;
}
