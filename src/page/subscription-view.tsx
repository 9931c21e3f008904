import { useMemo } from 'preact/hooks';
import type { ReportSubscription } from '../model/report-data.ts';
import { useApp } from './app.ts';
import { countVerdicts } from './count-verdicts.ts';
import { EvidenceList } from './evidence-list.tsx';
import { ExplainedList } from './explained-list.tsx';
import { Gaps } from './gaps.tsx';
import { Name } from './name.tsx';
import { counted, grouped } from './numbers.ts';
import { PortalLink } from './portal-link.tsx';
import { ReviewNote } from './review-note.tsx';
import { SubscriptionPolicy } from './subscription-policy.tsx';
import { SubscriptionVms } from './subscription-vms.tsx';
import { useChains } from './use-chains.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { WorkLists } from './work-lists.tsx';

/** One subscription: why this offer and this date, what the rules say of it, what is to be done, its VMs. */
export function SubscriptionView({ id }: { readonly id: string }) {
  const { report, href } = useApp();
  const row = report.subscriptionRow(id);
  const one = report.subscriptions[row];
  if (one === undefined) {
    return (
      <section class="page">
        <h1>No such subscription</h1>
        <p>
          This run has no subscription <Name text={id} />. The link may be from another run.{' '}
          <a href={href('subscriptions')}>All subscriptions</a>
        </p>
      </section>
    );
  }
  return <Found one={one} row={row} key={one.subscriptionId} />;
}

function Found({ one, row }: { readonly one: ReportSubscription; readonly row: number }) {
  const { href, report } = useApp();
  const { chains, problem } = useChains();
  const chain = useMemo(
    () => chains?.ofSubscription(row, [one.subscriptionId, one.name]),
    [chains, row, one],
  );
  return (
    <article class="page" aria-labelledby="h-subscription">
      <p class="back">
        <a href={href('subscriptions')}>All subscriptions</a>
      </p>
      <h1 id="h-subscription">
        <Name text={one.name} />
      </h1>
      <Identity one={one} />
      <Tally one={one} />
      {one.review !== null && <ReviewNote mark={one.review} />}
      {problem !== null && <p role="alert">The evidence cannot be unpacked: {problem}</p>}
      <div class="halves">
        <div>
          <SubscriptionPolicy one={one} />
          {chain !== undefined && chain.actions.length > 0 && (
            <section aria-labelledby="h-steps">
              <h2 id="h-steps">
                {one.policyStatus === 'requestable' ? 'What to do: request steps' : 'What to do'}
              </h2>
              <ExplainedList items={chain.actions} />
            </section>
          )}
          <Gaps
            of={report.run.coverage
              .map((gap, at) => ({ gap, remedy: report.words.remedies[at] ?? '' }))
              .filter(({ gap }) => gap.subscriptionId === one.subscriptionId)}
            one={one}
          />
          <WorkLists one={one} />
        </div>
        <section aria-labelledby="h-why">
          <h2 id="h-why">Why this offer and this date</h2>
          {chain === undefined ? (
            <p class="faint">Unpacking the evidence …</p>
          ) : (
            <>
              <ExplainedList items={chain.reasons} />
              {chain.evidence.length === 0 ? (
                <p class="faint">No evidence was collected.</p>
              ) : (
                <>
                  <h3>Evidence</h3>
                  <EvidenceList items={chain.evidence} />
                </>
              )}
            </>
          )}
        </section>
      </div>
      <section aria-labelledby="h-own-vms">
        <h2 id="h-own-vms">
          {one.vms === 0 ? (
            'VMs'
          ) : (
            <a href={href('vms', '', { subscription: one.subscriptionId })}>{counted(one.vms, 'VM')}</a>
          )}
        </h2>
        <SubscriptionVms one={one} />
      </section>
    </article>
  );
}

function Identity({ one }: { readonly one: ReportSubscription }) {
  const { shown } = useApp();
  return (
    <p class="identity">
      <span>
        <code>{one.subscriptionId}</code>
      </span>
      <span>state {shown(one.state)}</span>
      <span>
        {one.quotaId === null ? (
          'no quota ID'
        ) : (
          <>
            quota ID <code>{shown(one.quotaId)}</code>
          </>
        )}
      </span>
      {one.tenantId !== null && (
        <span>
          tenant <code>{one.tenantId}</code>
        </span>
      )}
      <PortalLink id={`/subscriptions/${one.subscriptionId}`} />
    </p>
  );
}

/** Its VMs by verdict under the revision that is shown; each number leads to its VMs. */
function Tally({ one }: { readonly one: ReportSubscription }) {
  const { report, revision, href } = useApp();
  const { vms, words } = report;
  const counts = useMemo(
    () =>
      countVerdicts(vms.verdictsUnder(revision), vms.column('subscriptionId')).groups.get(one.subscriptionId),
    [vms, revision, one],
  );
  if (counts === undefined) return null;
  return (
    <ul class="tally" aria-label="VMs by verdict">
      {words.verdicts
        .filter(({ verdict }) => counts[verdict] > 0)
        .map(({ verdict }) => (
          <li key={verdict}>
            <a href={href('vms', '', { verdict, subscription: one.subscriptionId })}>
              <VerdictMark verdict={verdict} bare />
              <b>{grouped(counts[verdict])}</b> {verdict}
            </a>
          </li>
        ))}
    </ul>
  );
}
