import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ReportSubscription } from '../model/report-data.ts';
import type { Verdict } from '../model/verdict.ts';
import { useApp } from './app.ts';
import { Name } from './name.tsx';
import { counted } from './numbers.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** How many VMs a work list names before it leads to the table. */
const LISTED = 50;

/** What is to be done in a subscription, verdict by verdict: whom to stop and start, for whom to ask, who needs a relay or a rule. */
export function WorkLists({ one }: { readonly one: ReportSubscription }) {
  const { report, revision } = useApp();
  const { vms } = report;
  const rows = useMemo(() => {
    const { codes, values } = vms.column('subscriptionId').coded();
    const code = values.indexOf(one.subscriptionId);
    return Array.from(codes).flatMap((other, row) => (other === code && code >= 0 ? [row] : []));
  }, [vms, one]);
  const accepted = (row: number) => vms.cell('reviewState')(row) === 'accepted';
  const leftOut = rows.filter(accepted).length;
  const verdicts = vms.verdictsUnder(revision);
  const having = (verdict: Verdict) => rows.filter((row) => verdicts.at(row) === verdict && !accepted(row));
  const current = vms.verdictsUnder(report.run.policy.current);
  const requests = having('request-exemption');
  const open = requests.filter((row) => current.at(row) === 'request-exemption');
  const closed = requests.filter((row) => current.at(row) !== 'request-exemption');
  return (
    <>
      <WorkList one={one} verdict="restart" title="Stop and start" rows={having('restart')}>
        Stop (deallocate) and start these: a restart from inside the guest is not enough. One that is
        deallocated already only needs a start.
      </WorkList>
      <WorkList one={one} verdict="request-exemption" title="Ask Microsoft for" rows={open}>
        {one.requestSteps ?? 'Ask once for the subscription, then stop (deallocate) and start these.'} Use a
        relay on 587 meanwhile.
      </WorkList>
      <WorkList
        one={one}
        verdict="request-exemption"
        title="No longer offered by Microsoft's current page"
        rows={closed}
      >
        Revision {revision} says to ask for these; Microsoft's current page ({report.run.policy.current}) no
        longer offers it. Use a relay.
      </WorkList>
      <WorkList one={one} verdict="fix-network" title="Change your own network" rows={having('fix-network')}>
        Azure allows these; a rule, a route or a missing way out of your own stops them. Each VM names it.
      </WorkList>
      <WorkList one={one} verdict="relay" title="Send through a relay" rows={having('relay')}>
        Use an authenticated SMTP relay on port 587 (or 443), which Azure never blocks for any offer: Azure
        Communication Services Email, SendGrid, or a relay of your own.
      </WorkList>
      {leftOut > 0 && (
        <p class="faint">{counted(leftOut, 'finding')} accepted by a reviewer and left out of these lists.</p>
      )}
    </>
  );
}

interface WorkListProps {
  readonly one: ReportSubscription;
  readonly verdict: Verdict;
  readonly title: string;
  readonly rows: readonly number[];
  readonly children: ComponentChildren;
}

function WorkList({ one, verdict, title, rows, children }: WorkListProps) {
  const { report, href, shown } = useApp();
  const { vms } = report;
  if (rows.length === 0) return null;
  const senders = rows.toSorted((a, b) => (vms.senders?.[b] ?? 0) - (vms.senders?.[a] ?? 0));
  const link = href('vms', '', { verdict, subscription: one.subscriptionId });
  return (
    <section class="work" aria-label={title}>
      <h2>
        <VerdictMark verdict={verdict} bare /> {title}: {counted(rows.length, 'VM')}
      </h2>
      <p>{children}</p>
      <ul class="names">
        {senders.slice(0, LISTED).map((row) => (
          <li key={row}>
            <a
              href={href('vms', '', {
                subscription: one.subscriptionId,
                open: vms.cell('resourceId')(row) ?? '',
              })}
            >
              <Name text={vms.cell('name')(row) ?? ''} />
            </a>
            {verdict === 'restart' && (
              <span class="faint"> {shown(powerWords(vms.cell('powerState')(row)))}</span>
            )}
            {vms.senders?.[row] === 1 && <span class="sender">sends mail</span>}
          </li>
        ))}
      </ul>
      {rows.length > LISTED && (
        <p>
          <a href={link}>All {counted(rows.length, 'VM')} in the table</a>
        </p>
      )}
    </section>
  );
}

/** What a stop and start means for a machine now. */
function powerWords(powerState: string | null): string {
  switch (powerState) {
    case null:
      return 'power state not known: a stop may interrupt it';
    case 'running':
      return 'running: a stop interrupts it';
    case 'deallocated':
      return 'deallocated: only start it';
    default:
      return powerState;
  }
}
