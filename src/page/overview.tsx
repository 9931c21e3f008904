import { useApp } from './app.ts';
import { ChangeSummary } from './change-summary.tsx';
import { Fact, Facts } from './facts.tsx';
import { Name } from './name.tsx';
import { Noted } from './noted.tsx';
import { counted, grouped } from './numbers.ts';
import { OfferChart } from './offer-chart.tsx';
import { readableTime } from './readable-time.ts';
import { Trend } from './trend.tsx';
import { VerdictChart } from './verdict-chart.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** What a reader has to know first: what changed, what the current page no longer offers, how many VMs can send and how many not. */
export function Overview() {
  const { report, revision } = useApp();
  const { run, words } = report;
  return (
    <div class="page">
      <h1>{report.title}</h1>
      <div class="lead">
        <ChangeSummary>
          {words.notes.map((note) => (
            <p key={note}>
              <Noted text={note} />
            </p>
          ))}
        </ChangeSummary>
      </div>
      <Senders />
      <section aria-labelledby="h-verdicts">
        <h2 id="h-verdicts">
          {counted(run.totals.vms.total, 'VM')} by verdict <span class="faint">under {revision}</span>
        </h2>
        <VerdictChart />
      </section>
      <Trend />
      <div class="halves">
        <CoverageInShort />
        <OfferChart />
      </div>
      <Accepted />
      <AboutTheRun />
      {run.warnings.length > 0 && (
        <section aria-labelledby="h-warnings">
          <h2 id="h-warnings">Warnings</h2>
          <ul class="why">
            {run.warnings.map((warning) => (
              <li key={warning}>
                <Name text={warning} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The VMs that are meant to send mail come before all others. */
function Senders() {
  const { report, href } = useApp();
  const { vms, words } = report;
  const counts = useSenderCounts();
  const total = words.verdicts.reduce((sum, { verdict }) => sum + (counts.get(verdict) ?? 0), 0);
  if (vms.senders === null || total === 0) return null;
  return (
    <section aria-labelledby="h-senders">
      <h2 id="h-senders">{counted(total, 'VM')} meant to send mail</h2>
      <ul class="tally">
        {words.verdicts
          .filter(({ verdict }) => (counts.get(verdict) ?? 0) > 0)
          .map(({ verdict }) => (
            <li key={verdict}>
              <a href={href('vms', '', { sender: 'yes', verdict })}>
                <VerdictMark verdict={verdict} bare />
                <b>{grouped(counts.get(verdict) ?? 0)}</b> {verdict}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}

function useSenderCounts(): ReadonlyMap<string, number> {
  const { report, revision } = useApp();
  const { vms } = report;
  const verdicts = vms.verdictsUnder(revision);
  const counts = new Map<string, number>();
  vms.senders?.forEach((isSender, row) => {
    if (isSender === 0) return;
    const verdict = verdicts.at(row) ?? '';
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  });
  return counts;
}

function CoverageInShort() {
  const { report, href } = useApp();
  const { subscriptions: totals } = report.run.totals;
  const unread = totals.partial + totals.unreadable;
  return (
    <section aria-labelledby="h-read">
      <h2 id="h-read">{counted(totals.inScope, 'subscription')} in scope</h2>
      <table class="plain">
        <caption class="vh">Subscriptions by what could be read</caption>
        <tbody>
          {(['complete', 'partial', 'unreadable', 'disabled', 'excluded'] as const).map((coverage) => (
            <tr key={coverage} class={totals[coverage] === 0 ? 'zero' : undefined}>
              <th scope="row">
                {totals[coverage] === 0 ? (
                  coverage
                ) : (
                  <a href={href('subscriptions', '', { coverage })}>{coverage}</a>
                )}
              </th>
              <td class="n">{grouped(totals[coverage])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {unread === 0 ? (
          'Everything that verdicts need was read. '
        ) : (
          <strong>{counted(unread, 'subscription')} could not be read in full. </strong>
        )}
        <a href={href('coverage')}>What could not be read, and what would change that</a>
      </p>
    </section>
  );
}

function Accepted() {
  const { report, href } = useApp();
  const { total } = report.run.accepted;
  if (total === 0) return null;
  return (
    <p>
      <a href={href('vms', '', { review: 'accepted' })}>{counted(total, 'finding')}</a> of these somebody has
      accepted until a day that has not passed.
    </p>
  );
}

function AboutTheRun() {
  const { report } = useApp();
  const { run, words } = report;
  const { subscriptions, managementGroups, excluded } = run.scope;
  const { revision, current } = run.policy;
  const named =
    subscriptions === 'all'
      ? 'all that the auditor can see'
      : `${counted(subscriptions.length, 'subscription')} named`;
  const scope = [
    named,
    managementGroups.length === 0 ? '' : counted(managementGroups.length, 'management group'),
    excluded.length === 0 ? '' : `${grouped(excluded.length)} excluded`,
  ];
  return (
    <section aria-labelledby="h-run">
      <h2 id="h-run">This run</h2>
      <Facts>
        <Fact term="Started">{readableTime(run.startedAt)}</Fact>
        <Fact term="Finished">{readableTime(run.finishedAt)}</Fact>
        <Fact term="Scope">{scope.filter(Boolean).join(', ')}</Fact>
        <Fact term="Policy">
          revision {revision}
          {revision === current ? ' (current)' : `; current is ${current}`}
        </Fact>
        <Fact term="Cloud">{words.cloud[run.cloud]}</Fact>
        <Fact term="Tenant">
          {run.tenantIds.length === 0 ? null : run.tenantIds.map((id) => <code key={id}>{id} </code>)}
        </Fact>
        <Fact term="Run">
          <code>{run.runId}</code>
        </Fact>
        {run.derivedFrom !== undefined && (
          <Fact term="Judged anew from">
            <code>{run.derivedFrom}</code>
          </Fact>
        )}
        <Fact term="Previous run">
          {run.previousRunId === null ? 'none' : <code>{run.previousRunId}</code>}
        </Fact>
        <Fact term="Requests to Azure">
          {`${grouped(run.requests.total)}: ${grouped(run.requests.throttled)} throttled, ${grouped(run.requests.retried)} tried again, ${grouped(run.requests.failed)} failed`}
        </Fact>
        <Fact term="Written by">
          {run.tool.name} {run.tool.version}
        </Fact>
      </Facts>
    </section>
  );
}
