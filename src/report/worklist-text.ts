import { cut, wrapped } from './terminal-text.ts';
import { justification } from './worklist-justification.ts';
import { runsOf } from './worklist-order.ts';
import type { RelayRow, RequestRow, RestartRow, Worklist, WorklistOf } from './worklist-rows.ts';
import { powerWords, RELAY_WHY, requestWords, worklistWords } from './worklist-words.ts';

const WIDTH = 80;

/**
 * A work list as plain text, in lines of at most 80 columns ended by LF. Commands are the exception: one that is broken could not be
 * copied.
 */
export function worklistText(list: Worklist): string {
  const { title, notes } = worklistWords(list);
  const lines = [title, ...notes.flatMap((note) => wrapped(note, WIDTH)), '', ...bodyOf(list)];
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
  return `${cut(subscriptionName, WIDTH - subscriptionId.length - 1)} ${subscriptionId}`;
}

function indented(text: string, by: number): readonly string[] {
  return wrapped(text, WIDTH - by).map((line) => `${' '.repeat(by)}${line}`);
}

function restartLines({ rows, appliances }: WorklistOf<'restart'>): readonly string[] {
  const groups = runsOf(rows, ({ subscriptionId }) => subscriptionId).flatMap((of) => {
    const [first] = of;
    const inGroups = runsOf(of, ({ resourceGroup }) => (resourceGroup ?? '').toLowerCase());
    return first === undefined ? [] : [heading(first), ...inGroups.flatMap(resourceGroupLines)];
  });
  const through = appliances.flatMap(({ todo, vms }) => indented(`${todo} (${vms} waiting)`, 2));
  return [...groups, ...(through.length === 0 ? [] : ['Appliances', ...through])];
}

function resourceGroupLines(rows: readonly RestartRow[]): readonly string[] {
  const group = rows[0]?.resourceGroup ?? null;
  const machines = rows.flatMap((row) => {
    const sender = row.sender ? ' (sender)' : '';
    const command = row.azureCli === null ? '; no command can be written for its name' : '';
    return indented(`${cut(row.name, 40)}${sender}: ${powerWords(row)}${command}`, 4);
  });
  const cli = rows.flatMap(({ azureCli }) => azureCli ?? []);
  const powershell = rows.flatMap(({ powershell: line }) => line ?? []);
  return [
    `  ${cut(group ?? 'no resource group', WIDTH - 2)}`,
    ...machines,
    ...(cli.length === 0 ? [] : ['    # Azure CLI', ...cli.map((line) => `    ${line}`)]),
    ...(powershell.length === 0 ? [] : ['    # PowerShell', ...powershell.map((line) => `    ${line}`)]),
    '',
  ];
}

function requestLines({ rows, startedAt, policy }: WorklistOf<'request'>): readonly string[] {
  const now = rows.filter(({ offeredNow }) => offeredNow);
  const older = rows.filter(({ offeredNow }) => !offeredNow);
  const full = (row: RequestRow) => [
    heading(row),
    `  ${requestWords(row)}`,
    ...indented(row.route, 2),
    '  Text to send along:',
    ...justification(row, startedAt.slice(0, 10)).flatMap((line) => indented(line, 4)),
    '',
  ];
  const apart = older.flatMap((row) => [heading(row), `  ${requestWords(row)}`]);
  return [
    ...now.flatMap(full),
    ...(apart.length === 0 ? [] : [`Offered by revision ${policy} only`, ...apart]),
  ];
}

function relayLines(rows: readonly RelayRow[]): readonly string[] {
  const section = (title: string, of: readonly RelayRow[]) =>
    of.length === 0
      ? []
      : [
          title,
          ...runsOf(of, ({ subscriptionId }) => subscriptionId).flatMap((group) => [
            ...group.slice(0, 1).map((first) => `  ${cut(heading(first), WIDTH - 2)}`),
            ...group.flatMap((row) => indented(`${cut(row.name, 40)}: ${RELAY_WHY[row.why]}`, 4)),
          ]),
          '',
        ];
  return [
    ...section(
      'Meant to send mail',
      rows.filter(({ sender }) => sender),
    ),
    ...section(
      'Other VMs',
      rows.filter(({ sender }) => !sender),
    ),
  ];
}
