import type { Coverage, SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import { counted } from './counted.ts';
import { gapRemedy } from './gap-remedy.ts';
import { htmlAnswer } from './html-coverage.ts';
import { escapeHtml, htmlName } from './html-escape.ts';
import { htmlEvidence } from './html-evidence.ts';
import { htmlExplained } from './html-explained.ts';
import { htmlPolicy } from './html-policy.ts';
import { htmlTally } from './html-tally.ts';
import { htmlVmTable } from './html-vm-table.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { portalLink } from './portal-link.ts';
import type { RowBudget } from './row-budgets.ts';

/** One subscription with its VMs, the facts of it that could not be read, and how many VM rows it may take. */
export interface SubscriptionSection {
  readonly run: RunSummary;
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
  readonly gaps: readonly CoverageGap[];
  readonly rows: RowBudget;
}

/** A subscription's section, piece by piece: what is decided, on what evidence, what to do, and its VMs. */
export function* htmlSubscription({
  run,
  subscription,
  vms,
  gaps,
  rows,
}: SubscriptionSection): Generator<string> {
  const id = escapeHtml(subscription.subscriptionId);
  yield `<section class="subscription" id="s-${id}">
<h3>${htmlName(subscription.name)}</h3>
${identity(subscription, run)}
${tally(subscription)}
<div class="cols"><div>${htmlPolicy(subscription, run)}${actions(subscription)}${unread(gaps, subscription)}</div>
<div><h4>Why this offer and this date</h4>${htmlExplained(subscription.reasons, 'ol')}${htmlEvidence(subscription.evidence, 'Evidence')}${subscription.evidence.length === 0 ? '<p class="faint">No evidence was collected.</p>' : ''}</div></div>
`;
  yield* htmlVmTable({ run, vms, rows, label: `${subscription.name} (${subscription.subscriptionId})` });
  yield '</section>\n';
}

function identity(subscription: SubscriptionFinding, run: RunSummary): string {
  const { subscriptionId, state, quotaId, tenantId } = subscription;
  const portal = portalLink(run.cloud, `/subscriptions/${subscriptionId}`);
  const parts = [
    `<code>${escapeHtml(subscriptionId)}</code>`,
    `state ${escapeHtml(state)}`,
    quotaId === null ? 'no quota ID' : `quota ID <code>${escapeHtml(quotaId)}</code>`,
    ...(tenantId === null ? [] : [`tenant <code>${escapeHtml(tenantId)}</code>`]),
    ...(portal === null ? [] : [`<a href="${escapeHtml(portal)}" rel="noreferrer">Open in the portal</a>`]),
    '<a class="back" href="#subscriptions">Back to the table</a>',
  ];
  return `<p class="identity">${parts.map((part) => `<span>${part}</span>`).join(' ')}</p>`;
}

function tally(subscription: SubscriptionFinding): string {
  if (subscription.vms === 0) return `<p class="tally">${withoutVms(subscription.coverage)}</p>`;
  return htmlTally(subscription, `${counted(subscription.vms, 'VM')} by verdict`);
}

/** A subscription that was not read is not one without VMs. */
function withoutVms(coverage: Coverage): string {
  switch (coverage) {
    case 'unreadable':
      return 'Its VMs are not known.';
    case 'disabled':
    case 'excluded':
      return 'Its VMs were not asked for.';
    case 'complete':
    case 'partial':
      return 'No VMs.';
  }
}

function actions(subscription: SubscriptionFinding): string {
  if (subscription.actions.length === 0) return '';
  return `<h4>What to do</h4>${htmlExplained(subscription.actions, 'ol')}`;
}

function unread(gaps: readonly CoverageGap[], { coverage, coverageDetail }: SubscriptionFinding): string {
  if (coverage === 'complete' && gaps.length === 0) return '';
  const detail = coverageDetail === null || gaps.length > 0 ? '' : `<p>${escapeHtml(coverageDetail)}</p>`;
  const items = gaps.map(
    (gap) =>
      `<li>${escapeHtml(gap.fact)}${gap.required ? ' <strong>needed for verdicts</strong>' : ''}: ${htmlAnswer(gap)} <span class="src">${escapeHtml(gap.message)}</span> ${escapeHtml(gapRemedy(gap))}</li>`,
  );
  const list = items.length === 0 ? '' : `<ul class="why">${items.join('')}</ul>`;
  return `<h4>Coverage: ${coverage}</h4><p class="faint">${escapeHtml(PLAIN_WORDS.coverage[coverage])}</p>${detail}${list}`;
}
