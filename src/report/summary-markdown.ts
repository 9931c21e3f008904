import type { RunChanges } from '../model/change.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { VERDICTS } from '../model/verdict.ts';
import { causeWords, movementWords } from './changes-groups.ts';
import { changeHighlights } from './changes-highlights.ts';
import { counted, grouped, share } from './counted.ts';
import { gapRemedy } from './gap-remedy.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';
import { shardNote } from './shard-note.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** How many changes and gaps are named. GitHub takes 1 MiB of a step's summary, a reader much less. */
const CHANGES = 30;
const GAPS = 10;
/** Longer names are cut: they come from the tenant. */
const NAME = 120;

/** A run as Markdown, for the job summary of GitHub Actions or Azure Pipelines: verdicts, what changed, what could not be read. */
export function markdownSummary(run: RunSummary, changes: RunChanges | null): string {
  const demo = run.demo === true ? ' (demo: a simulated tenant)' : '';
  const { vms, subscriptions } = run.totals;
  const shard = shardNote(run);
  const lines = [
    `# Port 25 audit of ${markdownText(readableTime(run.startedAt))}${demo}`,
    '',
    `${PLAIN_WORDS.cloud[run.cloud]}, policy revision ${run.policy.revision}: ${counted(vms.total, 'VM')} in ${counted(subscriptions.inScope, 'subscription')}.`,
    '',
    ...(shard === null ? [] : [`**${shard}**`, '']),
    ...verdicts(run),
    ...senders(run),
    ...since(changes),
    ...coverage(run),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function verdicts({ totals: { vms }, differsUnderCurrentPolicy, policy }: RunSummary): readonly string[] {
  const rows = VERDICTS.map((verdict) => {
    const count = vms[COUNT_OF_VERDICT[verdict]];
    return [
      `${VERDICT_WORDS[verdict].mark} ${verdict}`,
      grouped(count),
      share(count, vms.total),
      VERDICT_WORDS[verdict].means,
    ];
  });
  const differs =
    policy.revision === policy.current
      ? []
      : [
          `${counted(differsUnderCurrentPolicy, 'VM')} would be judged differently under Microsoft's current page (revision ${policy.current}).`,
          '',
        ];
  return [
    '## VMs by verdict',
    '',
    ...markdownTable(['verdict', 'VMs', 'share', 'means'], rows),
    '',
    ...differs,
  ];
}

function senders({ senders: { total, direct }, accepted }: RunSummary): readonly string[] {
  const lines = [
    ...(total === 0
      ? []
      : [`- Of ${counted(total, 'VM')} meant to send mail, ${grouped(direct)} can send directly.`]),
    ...(accepted.total === 0
      ? []
      : [`- ${counted(accepted.total, 'finding')} accepted by a reviewer, counted above all the same.`]),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function since(changes: RunChanges | null): readonly string[] {
  if (changes === null) return ['## Changes', '', 'No earlier run of this scope to compare with.', ''];
  const { groups, unnamed } = changeHighlights(changes, CHANGES);
  const { scaleSets, subscriptions } = changes;
  const rows = groups.flatMap((group) =>
    group.named.map((change) => [
      group.title,
      `${name(change.name)}${change.sender ? ' (sender)' : ''}`,
      name(change.subscriptionName),
      markdownText(movementWords(change)),
      change.causes.join(', '),
    ]),
  );
  const counts = groups.map(
    (group) => `- ${group.title}: ${grouped(group.changes.length)} (${causeWords(group)})`,
  );
  const further = [
    ...(scaleSets.length === 0
      ? []
      : [`- ${counted(scaleSets.length, 'scale set')} with instances that came or went`]),
    ...(subscriptions.length === 0
      ? []
      : [`- ${counted(subscriptions.length, 'subscription')} changed as a whole`]),
  ];
  const none = counts.length + further.length === 0 ? ['Nothing has changed.'] : [];
  return [
    `## Since the run of ${markdownText(readableTime(changes.before.startedAt))}`,
    '',
    ...none,
    ...counts,
    ...further,
    '',
    ...(rows.length === 0
      ? []
      : [...markdownTable(['change', 'VM', 'subscription', 'from → to', 'cause'], rows), '']),
    ...(unnamed === 0 ? [] : [`And ${counted(unnamed, 'more change')} in \`changes.csv\`.`, '']),
  ];
}

function coverage(run: RunSummary): readonly string[] {
  const { complete, partial, unreadable, disabled, excluded } = run.totals.subscriptions;
  const required = run.coverage.filter((gap) => gap.required);
  const rows = required
    .slice(0, GAPS)
    .map((gap) => [
      name(gap.subscriptionName ?? gap.subscriptionId ?? 'the tenant'),
      name(gap.fact),
      name(gapRemedy(gap)),
    ]);
  return [
    '## Coverage',
    '',
    `${grouped(complete)} complete, ${grouped(partial)} partial, ${grouped(unreadable)} unreadable, ${grouped(disabled)} disabled, ${grouped(excluded)} excluded.`,
    '',
    ...(rows.length === 0
      ? []
      : [...markdownTable(['subscription', 'could not be read', 'what helps'], rows), '']),
    ...(required.length > GAPS ? [`And ${grouped(required.length - GAPS)} more in \`run.json\`.`, ''] : []),
  ];
}

function name(text: string): string {
  const characters = [...text];
  return markdownText(characters.length > NAME ? `${characters.slice(0, NAME).join('')}…` : text);
}
