import { markdownCode, markdownTable, markdownText } from './markdown-text.ts';
import { justification } from './worklist-justification.ts';
import { runsOf } from './worklist-order.ts';
import type { RelayRow, RequestRow, RestartRow, Worklist, WorklistOf } from './worklist-rows.ts';
import { powerWords, RELAY_WHY, requestWords, worklistWords } from './worklist-words.ts';

/** A work list as Markdown, for a ticket or a wiki; names from the tenant mark nothing up. */
export function worklistMarkdown(list: Worklist): string {
  const { title, notes } = worklistWords(list);
  const lines = [
    `# ${markdownText(title)}`,
    '',
    ...notes.map((note) => `- ${markdownText(note)}`),
    '',
    ...bodyOf(list),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function bodyOf(list: Worklist): readonly string[] {
  switch (list.kind) {
    case 'restart':
      return restartLines(list);
    case 'request':
      return requestLines(list);
    case 'relay':
      return relayLines(list.rows);
  }
}

function heading({
  subscriptionName,
  subscriptionId,
}: {
  subscriptionName: string;
  subscriptionId: string;
}): string {
  return `## ${markdownText(subscriptionName)} (${subscriptionId})`;
}

function nameCell({ name, sender }: { readonly name: string; readonly sender: boolean }): string {
  return `${markdownText(name)}${sender ? ' (sender)' : ''}`;
}

function restartLines({ rows, appliances }: WorklistOf<'restart'>): readonly string[] {
  const groups = runsOf(rows, ({ subscriptionId }) => subscriptionId).flatMap((of) => {
    const [first] = of;
    const inGroups = runsOf(of, ({ resourceGroup }) => (resourceGroup ?? '').toLowerCase());
    return first === undefined ? [] : [heading(first), '', ...inGroups.flatMap(resourceGroupLines)];
  });
  const through = appliances.map(({ todo, vms }) => `- ${markdownText(todo)} (${vms} waiting)`);
  return [...groups, ...(through.length === 0 ? [] : ['## Appliances', '', ...through])];
}

function resourceGroupLines(rows: readonly RestartRow[]): readonly string[] {
  const cli = rows.flatMap(({ azureCli }) => azureCli ?? []);
  const powershell = rows.flatMap(({ powershell: line }) => line ?? []);
  const cells = rows.map((row) => [
    nameCell(row),
    markdownText(powerWords(row)),
    row.azureCli === null ? 'no command can be written for its name' : 'below',
  ]);
  return [
    `### ${markdownText(rows[0]?.resourceGroup ?? 'no resource group')}`,
    '',
    ...markdownTable(['VM', 'power state', 'command'], cells),
    '',
    ...(cli.length === 0 ? [] : [...markdownCode(cli, 'bash'), '']),
    ...(powershell.length === 0 ? [] : [...markdownCode(powershell, 'powershell'), '']),
  ];
}

function requestLines({ rows, startedAt, policy }: WorklistOf<'request'>): readonly string[] {
  const now = rows.filter(({ offeredNow }) => offeredNow);
  const older = rows.filter(({ offeredNow }) => !offeredNow);
  const full = (row: RequestRow) => [
    heading(row),
    '',
    `${requestWords(row)}. ${markdownText(row.route)}`,
    '',
    ...markdownCode(justification(row, startedAt.slice(0, 10)), 'text'),
    '',
  ];
  const apart = older.map((row) => [
    markdownText(row.subscriptionName),
    row.subscriptionId,
    requestWords(row),
  ]);
  const table = [
    `## Offered by revision ${markdownText(policy)} only`,
    '',
    ...markdownTable(['subscription', 'ID', 'VMs'], apart),
  ];
  return [...now.flatMap(full), ...(apart.length === 0 ? [] : table)];
}

function relayLines(rows: readonly RelayRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [
    nameCell(row),
    markdownText(row.subscriptionName),
    markdownText(row.resourceGroup ?? ''),
    markdownText(RELAY_WHY[row.why]),
  ]);
  return markdownTable(['VM', 'subscription', 'resource group', 'why'], cells);
}
