import type { CoverageGap } from '../model/run.ts';
import { useApp } from './app.ts';
import { Name } from './name.tsx';
import { counted, grouped } from './numbers.ts';

const COVERAGES = ['complete', 'partial', 'unreadable', 'disabled', 'excluded'] as const;
/** How many subscriptions a group of like gaps names in the open. */
const NAMED = 6;

/** What could not be read, and what would make it readable; what verdicts need comes first. */
export function CoverageView() {
  const { report, href } = useApp();
  const { run, words } = report;
  return (
    <div class="page">
      <h1>What could be read</h1>
      <dl class="coverage">
        {COVERAGES.map((coverage) => {
          const number = run.totals.subscriptions[coverage];
          return (
            <div key={coverage} class={number === 0 ? 'zero' : undefined}>
              <dt>
                {number === 0 ? coverage : <a href={href('subscriptions', '', { coverage })}>{coverage}</a>}
              </dt>
              <dd>
                <span class="num">{grouped(number)}</span>{' '}
                <span class="means">{words.coverage[coverage]}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <h2>What could not be read</h2>
      <GapTable />
      <OptionalFacts />
    </div>
  );
}

interface Group {
  readonly gap: CoverageGap;
  readonly remedy: string;
  readonly where: CoverageGap[];
}

function useGroups(): readonly Group[] {
  const { run, words } = useApp().report;
  const groups = new Map<string, Group>();
  run.coverage.forEach((gap, at) => {
    const key = JSON.stringify([gap.required, gap.fact, gap.status, gap.code, gap.action]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { gap, remedy: words.remedies[at] ?? '', where: [gap] });
    else known.where.push(gap);
  });
  return [...groups.values()].sort((a, b) => Number(b.gap.required) - Number(a.gap.required));
}

function GapTable() {
  const { shown } = useApp();
  const groups = useGroups();
  if (groups.length === 0) return <p>Nothing that was asked for stayed unread.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section class="region" aria-label="What could not be read" tabIndex={0}>
      <table class="gaps">
        <caption class="vh">What could not be read: facts that verdicts need come first</caption>
        <thead>
          <tr>
            {['Fact', 'Needed for', 'What Azure answered', 'What makes it readable', 'Where'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ gap, remedy, where }, at) => (
            <tr key={at}>
              <th scope="row">{shown(gap.fact)}</th>
              <td>{gap.required ? <strong>verdicts</strong> : 'offer and date only'}</td>
              <td>
                {gap.status ?? ''} <code>{shown(gap.code)}</code>
              </td>
              <td>{shown(remedy)}</td>
              <td>
                <Where gaps={where} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Where({ gaps }: { readonly gaps: readonly CoverageGap[] }) {
  const more = gaps.slice(NAMED);
  return (
    <>
      <Places gaps={gaps.slice(0, NAMED)} />
      {more.length > 0 && (
        <details>
          <summary>and {grouped(more.length)} more</summary>
          <Places gaps={more} />
        </details>
      )}
    </>
  );
}

function Places({ gaps }: { readonly gaps: readonly CoverageGap[] }) {
  const { href } = useApp();
  return (
    <ul class="where">
      {gaps.map(({ subscriptionId, subscriptionName }, at) => (
        <li key={at}>
          {subscriptionId === null ? (
            'the whole tenant'
          ) : (
            <a href={href('subscriptions', subscriptionId)}>
              <Name text={subscriptionName ?? subscriptionId} />
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Facts that are asked for only where they can decide: of how many subscriptions they were. */
function OptionalFacts() {
  const { optionalFacts } = useApp().report.run;
  const facts = Object.entries(optionalFacts);
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="h-optional">
      <h2 id="h-optional">Facts asked for only where they decide</h2>
      <table class="plain">
        <caption class="vh">Optional facts by number of subscriptions</caption>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col" class="n">
              read
            </th>
            <th scope="col" class="n">
              not readable
            </th>
            <th scope="col" class="n">
              not needed
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([fact, { read, unreadable, spared }]) => (
            <tr key={fact}>
              <th scope="row">{inWords(fact)}</th>
              <td class="n">{grouped(read)}</td>
              <td class="n">{grouped(unreadable)}</td>
              <td class="n">{grouped(spared)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="faint">Numbers of subscriptions. {counted(facts.length, 'kind')} of facts.</p>
    </section>
  );
}

/** `billingProperty` as `billing property`. */
function inWords(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
