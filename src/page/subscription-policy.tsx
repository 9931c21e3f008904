import type { ReportSubscription } from '../model/report-data.ts';
import type { RevisionName } from '../model/revision.ts';
import { useApp } from './app.ts';
import { createdInterval } from './created-interval.ts';
import { Fact, Facts } from './facts.tsx';
import { counted } from './numbers.ts';
import { RevisionStrip } from './revision-strip.tsx';

/** What was found of a subscription, and what the revision that is shown and Microsoft's current page say of it. */
export function SubscriptionPolicy({ one }: { readonly one: ReportSubscription }) {
  const { report, revision } = useApp();
  const { run, words, revisions } = report;
  const { current } = run.policy;
  const says = (name: string) => {
    const status = one.policyStatuses[name as RevisionName];
    if (status === null || status === undefined) return null;
    return (
      <>
        <b>{words.policyStatus[status]}</b>. {words.policySays[status]}
      </>
    );
  };
  return (
    <section aria-labelledby="h-policy">
      <h2 id="h-policy">Offer, date and policy</h2>
      <Facts>
        <Fact term="Offer">
          <Offer one={one} />
        </Fact>
        <Fact term="Created">
          <Created one={one} />
        </Fact>
        <Fact term="Exemption">{one.exemption === null ? null : words.exemption[one.exemption]}</Fact>
        <Fact
          term={
            revision === current ? `Revision ${revision}, Microsoft's current page` : `Revision ${revision}`
          }
        >
          {says(revision)}
        </Fact>
        {one.requestSteps !== null && <Fact term="How to ask">{one.requestSteps}</Fact>}
        {revision !== current && (
          <Fact term={`Revision ${current}, Microsoft's current page`}>{says(current)}</Fact>
        )}
      </Facts>
      {one.differsUnderCurrentPolicy > 0 && (
        <p class="differs">
          {counted(one.differsUnderCurrentPolicy, 'VM')} of this subscription would be judged differently
          under the current page.
        </p>
      )}
      <RevisionStrip
        label="What each revision says"
        values={revisions.map((name) => ({ name, value: one.policyStatuses[name] }))}
        render={(status) => words.policyStatus[status] ?? status}
      />
      <p class="src">
        <a href={words.microsoftPage} rel="noreferrer">
          Microsoft's page on outbound SMTP
        </a>{' '}
        (current text)
      </p>
    </section>
  );
}

function Offer({ one }: { readonly one: ReportSubscription }) {
  const { words } = useApp().report;
  const name = (offer: string) => words.offer[offer] ?? offer;
  const others = one.offerCandidates.filter((candidate) => candidate !== one.offer).map(name);
  if (one.offer === null) {
    if (others.length === 0) return <span class="faint">not known</span>;
    return <>not settled; it may be {others.join(', or ')}</>;
  }
  return (
    <>
      <b>{name(one.offer)}</b>
      {one.offerConfidence !== null && `, ${one.offerConfidence} confidence`}
      {others.length > 0 && `; not ruled out: ${others.join(', ')}`}
    </>
  );
}

function Created({ one }: { readonly one: ReportSubscription }) {
  const { words } = useApp().report;
  const interval = createdInterval(one.createdNotBefore, one.createdNotAfter);
  if (interval === null && one.cutoff === null) return <span class="faint">not known</span>;
  return (
    <>
      <b>{interval ?? 'no date found'}</b>
      {one.cutoff !== null && `; ${words.cutoff[one.cutoff]} (2017-11-15)`}
    </>
  );
}
