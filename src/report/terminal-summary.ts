import type { RunChanges } from '../model/change.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { VERDICTS } from '../model/verdict.ts';
import { terminalChanges } from './changes-terminal.ts';
import { counted, grouped, share } from './counted.ts';
import { currentPolicyNotes } from './current-policy-notes.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';
import type { RunHighlights } from './run-highlights.ts';
import { scaleSetNote } from './scale-set-note.ts';
import { shardNote } from './shard-note.ts';
import { terminalGaps } from './terminal-gaps.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { terminalStyle } from './terminal-style.ts';
import { cut, padded, wrapped } from './terminal-text.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

const WIDTH = 80;
const BAR = 28;
/** How many warnings are told in full. */
const WARNINGS = 5;

/** What a run's summary is told from. `reportPath` is `null` where no HTML report was written; `colour` asks for ANSI codes. */
export interface TerminalSummaryInput {
  readonly run: RunSummary;
  readonly highlights: RunHighlights;
  readonly changes: RunChanges | null;
  readonly reportPath: string | null;
  readonly colour: boolean;
}

/**
 * The text that a terminal shows at the end of a run: plain lines of at most 80 columns, ended by LF. What Microsoft's current page
 * would change comes first, then what changed since the run before, the verdicts, the offers, what could not be read, and where the report lies.
 */
export function terminalSummary(input: TerminalSummaryInput): string {
  const { run, highlights, changes, reportPath, colour } = input;
  const style = terminalStyle(colour);
  const lines = [
    ...heading(run, style),
    '',
    ...currentPolicyNotes(run, highlights.requestsNoLongerOffered).flatMap((note) => wrapped(note, WIDTH)),
    '',
    ...(changes === null ? [] : terminalChanges(changes, style)),
    ...verdicts(run, style),
    ...senders(run, style),
    ...scaleSets(highlights),
    '',
    ...offers(highlights, style),
    ...coverage(run, style),
    '',
    ...terminalGaps(run, WIDTH, style),
    ...warnings(run, style),
    ...(reportPath === null ? [] : report(reportPath, style)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function heading(run: RunSummary, style: TerminalStyle): readonly string[] {
  const demo = run.demo === true ? '  demo: a simulated tenant' : '';
  const started = cut(`Port 25 audit of ${readableTime(run.startedAt)}`, WIDTH - demo.length);
  const facts = `${PLAIN_WORDS.cloud[run.cloud]}, policy revision ${run.policy.revision}`;
  const { vms, subscriptions } = run.totals;
  const sizes = `${counted(vms.total, 'VM')} in ${counted(subscriptions.inScope, 'subscription')}`;
  const shard = shardNote(run);
  return [
    `${style.strong(started)}${style.faint(demo)}`,
    cut(`${facts}: ${sizes}`, WIDTH),
    ...(shard === null ? [] : wrapped(shard, WIDTH)),
  ];
}

function verdicts({ totals: { vms } }: RunSummary, style: TerminalStyle): readonly string[] {
  const most = Math.max(...VERDICTS.map((verdict) => vms[COUNT_OF_VERDICT[verdict]]));
  const rows = VERDICTS.map((verdict) => {
    const { mark } = VERDICT_WORDS[verdict];
    const count = vms[COUNT_OF_VERDICT[verdict]];
    const number = grouped(count).padStart(9);
    const percent = share(count, vms.total).padStart(7);
    const line = `  ${style.verdict(verdict, mark)} ${verdict.padEnd(18)}${number} ${percent}  `;
    return `${line}${style.verdict(verdict, bar(count, most))}`.trimEnd();
  });
  return [style.strong('VMs by verdict'), ...rows];
}

/** How the VMs that are meant to send mail fare, and what of all findings somebody has accepted. */
function senders({ senders: mail, accepted }: RunSummary, style: TerminalStyle): readonly string[] {
  const fates = VERDICTS.filter((verdict) => mail[COUNT_OF_VERDICT[verdict]] > 0).map(
    (verdict) => `${grouped(mail[COUNT_OF_VERDICT[verdict]])} ${verdict}`,
  );
  const told =
    mail.total === 0 ? [] : [`${style.strong('Senders')}: ${grouped(mail.total)}: ${fates.join(', ')}`];
  const left = accepted.total === 0 ? [] : [`Accepted by reviewers: ${counted(accepted.total, 'finding')}`];
  return [...told, ...left].flatMap((text) => wrapped(text, WIDTH - 2).map((line) => `  ${line}`));
}

function scaleSets({ scaleSetInstances }: RunHighlights): readonly string[] {
  const note = scaleSetNote(scaleSetInstances);
  return note === null ? [] : [`  ${note}`];
}

function offers({ subscriptionsByOffer }: RunHighlights, style: TerminalStyle): readonly string[] {
  if (subscriptionsByOffer.length === 0) return [];
  const rows = subscriptionsByOffer.map(({ offer, subscriptions }) => {
    const name = offer === null ? 'not settled, or not asked for' : PLAIN_WORDS.offer[offer];
    return `    ${padded(name, 42)}${grouped(subscriptions).padStart(9)}`;
  });
  return [style.strong('Subscriptions by offer'), ...rows, ''];
}

function coverage({ totals: { subscriptions } }: RunSummary, style: TerminalStyle): readonly string[] {
  const { complete, partial, unreadable, disabled, excluded } = subscriptions;
  const parts = [
    `${grouped(complete)} complete`,
    `${grouped(partial)} partial`,
    `${grouped(unreadable)} unreadable`,
    `${grouped(disabled)} disabled`,
    `${grouped(excluded)} excluded`,
  ];
  return [
    style.strong('Subscriptions read'),
    ...wrapped(parts.join(', '), WIDTH - 2).map((line) => `  ${line}`),
  ];
}

function warnings(run: RunSummary, style: TerminalStyle): readonly string[] {
  if (run.warnings.length === 0) return [];
  const lines = run.warnings.slice(0, WARNINGS).flatMap((warning) => {
    const [head = '', ...rest] = wrapped(warning, WIDTH - 4);
    return [`  ! ${head}`, ...rest.map((line) => `    ${line}`)];
  });
  const hidden = run.warnings.length - WARNINGS;
  const more = hidden > 0 ? [`  and ${grouped(hidden)} more; run.json holds them all`] : [];
  return [style.strong('Warnings'), ...lines, ...more, ''];
}

/** A path that is longer than a line goes on in the next one, so that it can still be copied. */
function report(path: string, style: TerminalStyle): readonly string[] {
  const [only, ...more] = wrapped(`Report: ${path}`, WIDTH);
  return more.length === 0 && only !== undefined
    ? [only]
    : [style.strong('Report:'), ...wrapped(path, WIDTH)];
}

function bar(count: number, most: number): string {
  return count === 0 ? '' : '█'.repeat(Math.max(1, Math.round((BAR * count) / most)));
}
