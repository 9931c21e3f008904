import type { ComponentChildren } from 'preact';
import { useApp } from './app.ts';
import { CHAIN_STEPS, type ChainStep, chainStep } from './chain-steps.ts';
import type { Chain } from './chains.ts';
import { EvidenceList } from './evidence-list.tsx';
import { ExplainedList } from './explained-list.tsx';
import { Fact, Facts } from './facts.tsx';
import { ownOf } from './holes.ts';
import { Name } from './name.tsx';
import { PortalLink } from './portal-link.tsx';
import { readableTime } from './readable-time.ts';
import { ReviewNote } from './review-note.tsx';
import { RevisionStrip } from './revision-strip.tsx';
import { useChains } from './use-chains.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Why a VM has its verdict: the verdict, what to do, and every link of the chain with its evidence. */
export function VmChain({ row }: { readonly row: number }) {
  const { report } = useApp();
  const { chains, problem } = useChains();
  const at = (key: string) => report.vms.cell(key)(row);
  if (problem !== null) return <p role="alert">The evidence cannot be unpacked: {problem}</p>;
  const own = ownOf({
    resourceId: at('resourceId') ?? '',
    name: at('name') ?? '',
    egressAddress: at('egressAddress'),
    reverseDns: at('reverseDns'),
  });
  const chain = chains?.ofVm(row, own);
  return (
    <>
      <Judgement row={row} />
      {chain === undefined ? (
        <p class="faint">Unpacking the evidence …</p>
      ) : (
        <>
          <h3>What to do</h3>
          <ExplainedList items={chain.actions} />
          <h3>Why</h3>
          <Steps row={row} chain={chain} />
          <h3>In words</h3>
          <ExplainedList items={chain.reasons} />
          <h3>The VM</h3>
          <Details row={row} nics={chain.nics} />
        </>
      )}
    </>
  );
}

function Judgement({ row }: { readonly row: number }) {
  const { report, revision } = useApp();
  const { vms, words, run, revisions } = report;
  const verdict = vms.verdictsUnder(revision).at(row) ?? '';
  const current = vms.cell('verdictCurrentPolicy')(row) ?? '';
  const confidence = vms.cell('confidence')(row) ?? '';
  const meaning = words.verdicts.find((one) => one.verdict === verdict);
  const chosen = revision === run.policy.revision;
  return (
    <>
      <p class="judgement">
        <VerdictMark verdict={verdict} />{' '}
        <span class="faint">{chosen ? `${confidence} confidence` : `under ${revision}`}</span>
      </p>
      <p>{meaning?.means}</p>
      {!chosen && (
        <p class="note">
          The run was judged under {run.policy.revision}: steps, reasons and platform below are those of that
          revision. Under {revision}: {meaning?.todo}
        </p>
      )}
      {current !== verdict && (
        <p class="now">
          Microsoft's current page ({run.policy.current}): {current}
        </p>
      )}
      <RevisionStrip
        label="Verdict under each revision"
        values={revisions.map((name) => ({ name, value: vms.verdictsUnder(name).at(row) }))}
        render={(value) => <VerdictMark verdict={value} />}
      />
    </>
  );
}

const TITLES: Readonly<Record<ChainStep, string>> = {
  policy: 'Policy',
  exemption: 'Exemption',
  flag: 'NIC flag',
  path: 'Network path',
  other: 'The machine',
};

function Steps({ row, chain }: { readonly row: number; readonly chain: Chain }) {
  const { report } = useApp();
  const { vms, words } = report;
  const at = (key: string) => vms.cell(key)(row);
  const say = (table: Readonly<Record<string, string>>, value: string | null) =>
    value === null ? 'not known' : (table[value] ?? value);
  const egress = at('egress');
  const results: Readonly<Record<ChainStep, ComponentChildren>> = {
    policy: say(
      words.policyStatus,
      chain.evidence.find(({ fact }) => fact.startsWith('policy'))?.value ?? null,
    ),
    exemption: say(words.exemption, at('exemption')),
    flag: say(words.nicFlag, at('nicFlag')),
    path: `${say(words.path, at('path'))}${egress === null ? '' : `, ${say(words.egress, egress)}`}`,
    other: at('powerState') ?? 'power state not known',
  };
  return (
    <ol class="steps">
      {CHAIN_STEPS.map((step) => (
        <li key={step}>
          <h4>
            {TITLES[step]}: <span class="result">{results[step]}</span>
          </h4>
          <EvidenceList items={chain.evidence.filter((one) => chainStep(one) === step)} />
          {step === 'flag' && (
            <p class="faint">So the platform state is: {say(words.platform, at('platform'))}.</p>
          )}
        </li>
      ))}
      <li class="end">
        <h4>
          Verdict: <VerdictMark verdict={at('verdict') ?? ''} />
        </h4>
      </li>
    </ol>
  );
}

function Details({ row, nics }: { readonly row: number; readonly nics: readonly string[] }) {
  const { report, href, shown } = useApp();
  const { vms, run, words } = report;
  const at = (key: string) => vms.cell(key)(row);
  const id = at('resourceId') ?? '';
  const owner = at('egressOwner');
  const text = (key: string) => {
    const value = at(key);
    return value === null ? null : shown(value);
  };
  const time = (key: string) => {
    const value = at(key);
    return value === null ? null : readableTime(value);
  };
  return (
    <Facts>
      <Fact term="Resource">
        <code>
          <Name text={id} />
        </code>{' '}
        <PortalLink id={id} />
      </Fact>
      <Fact term="Subscription">
        <a href={href('subscriptions', at('subscriptionId') ?? '')}>
          <Name text={at('subscriptionName') ?? ''} />
        </a>
      </Fact>
      <Fact term="Network interfaces">
        {nics.length === 0
          ? null
          : nics.map((nic) => (
              <code key={nic} class="block">
                <Name text={nic} />
              </code>
            ))}
      </Fact>
      {owner !== null && (
        <Fact term="Leaves Azure from">
          <code>
            <Name text={owner} />
          </code>
        </Fact>
      )}
      <Fact term="Sends from">{text('egressAddress')}</Fact>
      <Fact term="Reverse DNS">{text('reverseDns')}</Fact>
      <Fact term="Location">{text('location')}</Fact>
      <Fact term="Last started">{time('lastStarted')}</Fact>
      <Fact term="First seen">{time('firstSeen')}</Fact>
      <Fact term="This verdict since">{time('verdictSince')}</Fact>
      {at('changeClass') !== null && (
        <Fact term="Since the last run">{words.changes[at('changeClass') ?? ''] ?? at('changeClass')}</Fact>
      )}
      {run.tags.map((tag) => (
        <Fact key={tag} term={`Tag ${shown(tag)}`}>
          {text(`tag:${tag}`)}
        </Fact>
      ))}
      {at('review') !== null && (
        <Fact term="Review">
          <ReviewNote mark={JSON.parse(at('review') ?? '{}')} />
        </Fact>
      )}
    </Facts>
  );
}
