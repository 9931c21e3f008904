import type { RunSummary } from '../model/run.ts';
import { counted, grouped } from './counted.ts';
import { currentPolicyNotes } from './current-policy-notes.ts';
import { escapeHtml } from './html-escape.ts';
import { type HtmlFact, htmlFacts } from './html-facts.ts';
import { htmlNotes } from './html-notes.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';
import type { RunHighlights } from './run-highlights.ts';
import { shardNote } from './shard-note.ts';

/** The head of the page: what Microsoft's current page would change first, then when, what and by which rules was audited. */
export function htmlBanner(run: RunSummary, highlights: RunHighlights, title?: string): string {
  const demo = run.demo === true ? ' <span class="demo">Demo: a simulated tenant</span>' : '';
  const shard = shardNote(run);
  const part = shard === null ? '' : `<p><strong>${escapeHtml(shard)}</strong></p>\n`;
  const notes = htmlNotes(currentPolicyNotes(run, highlights.requestsNoLongerOffered));
  const named = title === undefined ? 'Port 25 audit' : escapeHtml(title);
  return `<header class="top"><h1>${named} of <time datetime="${escapeHtml(run.startedAt)}">${escapeHtml(readableTime(run.startedAt))}</time>${demo}</h1>
${part}<div class="lead">${notes}</div>
${htmlFacts(runFacts(run))}</header>
<nav aria-label="On this page"><a href="#verdicts">Verdicts</a> <a href="#coverage">What could be read</a> <a href="#subscriptions">Subscriptions</a> <a href="#details">Subscription by subscription</a></nav>`;
}

function runFacts(run: RunSummary): readonly HtmlFact[] {
  const { subscriptions, excluded } = run.scope;
  const named =
    subscriptions === 'all'
      ? 'all that the auditor can see'
      : `${counted(subscriptions.length, 'subscription')} named`;
  const without = excluded.length === 0 ? '' : `, ${grouped(excluded.length)} excluded`;
  const { revision, current } = run.policy;
  return [
    ['Scope', `${counted(run.totals.subscriptions.inScope, 'subscription')}: ${named}${without}`],
    [
      'Policy',
      `revision ${escapeHtml(revision)}${revision === current ? ' (current)' : `; current is ${escapeHtml(current)}`}`,
    ],
    ['Cloud', escapeHtml(PLAIN_WORDS.cloud[run.cloud])],
    [
      'Tenant',
      run.tenantIds.length === 0
        ? null
        : run.tenantIds.map((id) => `<code>${escapeHtml(id)}</code>`).join(' '),
    ],
    [
      'Run',
      `<code>${escapeHtml(run.runId)}</code>, finished <time datetime="${escapeHtml(run.finishedAt)}">${escapeHtml(readableTime(run.finishedAt))}</time>`,
    ],
    ...(run.derivedFrom === undefined
      ? []
      : ([['Judged anew from', `<code>${escapeHtml(run.derivedFrom)}</code>`]] as const)),
    ['Previous run', run.previousRunId === null ? 'none' : `<code>${escapeHtml(run.previousRunId)}</code>`],
  ];
}
