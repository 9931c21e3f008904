import type { RunChanges, VmChange } from '../model/change.ts';
import { causeWords, movementWords } from './changes-groups.ts';
import { changeHighlights } from './changes-highlights.ts';
import { churnWords } from './changes-rows.ts';
import { counted, grouped } from './counted.ts';
import { displayWidth } from './display-width.ts';
import { readableTime } from './readable-time.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { cut, wrapped } from './terminal-text.ts';

const WIDTH = 80;
/** How many VMs, scale sets and subscriptions are named. */
const VMS = 12;
const OTHERS = 3;

/**
 * The section "Since the run of ..." as lines of at most 80 columns: for each kind of change how many VMs, why, and some names, senders
 * first; then scale sets and subscriptions. `listedIn` names the file that holds them all. Without changes it is one sentence.
 */
export function terminalChanges(
  changes: RunChanges,
  style: TerminalStyle,
  listedIn = 'changes.csv',
): readonly string[] {
  const { groups, unnamed } = changeHighlights(changes, VMS);
  const heading = style.strong(`Since the run of ${readableTime(changes.before.startedAt)}`);
  const lines = groups.flatMap((group) => [
    `  ${group.title}: ${grouped(group.changes.length)} ${style.faint(`(${causeWords(group)})`)}`,
    ...group.named.map((change) => vmLine(change, style)),
  ]);
  const sets = changes.scaleSets.map((set) => ({ name: set.name, words: churnWords(set) }));
  const rows = changes.subscriptions.map(({ name, kind, details }) => ({
    name,
    words: details.length === 0 ? kind : details.join('; '),
  }));
  const body = [
    ...lines,
    ...section('Scale sets', sets),
    ...section('Subscriptions', rows),
    ...more(unnamed + hidden(sets) + hidden(rows), listedIn),
  ];
  return [heading, ...(body.length === 0 ? ['  Nothing has changed.'] : body), ''];
}

interface Line {
  readonly name: string;
  readonly words: string;
}

function section(title: string, lines: readonly Line[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    `  ${title}: ${grouped(lines.length)}`,
    ...lines.slice(0, OTHERS).map(({ name, words }) => `    ${cut(`${cut(name, 34)}: ${words}`, WIDTH - 4)}`),
  ];
}

function hidden(lines: readonly Line[]): number {
  return Math.max(0, lines.length - OTHERS);
}

function more(count: number, listedIn: string): readonly string[] {
  return count === 0
    ? []
    : wrapped(`and ${counted(count, 'more change')} in ${listedIn}`, WIDTH - 2).map((line) => `  ${line}`);
}

function vmLine(change: VmChange, style: TerminalStyle): string {
  const words = cut(movementWords(change), 40);
  const sender = change.sender ? ', sender' : '';
  const left = WIDTH - 4 - displayWidth(words) - ': '.length - ' in '.length - sender.length;
  const name = cut(change.name, Math.max(8, Math.floor(left * 0.6)));
  const subscription = cut(change.subscriptionName, Math.max(6, left - displayWidth(name)));
  const text = change.after === null ? words : style.verdict(change.after, words);
  return `    ${name}${style.faint(` in ${subscription}`)}${sender}: ${text}`;
}
