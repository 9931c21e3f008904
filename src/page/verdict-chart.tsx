import { useApp } from './app.ts';
import { grouped, share } from './numbers.ts';
import { StackedBar } from './stacked-bar.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** All VMs as one bar, and under it for each verdict its number, share, meaning and what its owner does; each leads to its VMs. */
export function VerdictChart() {
  const { report, counts, href } = useApp();
  const { words, vms } = report;
  const keys = words.verdicts.map(({ verdict }) => verdict);
  const most = Math.max(1, ...keys.map((verdict) => counts[verdict]));
  const said = keys.map((verdict) => `${verdict} ${grouped(counts[verdict])}`).join(', ');
  return (
    <>
      {vms.rows > 0 && (
        <StackedBar keys={keys} counts={counts} whole={vms.rows} label={`VMs by verdict: ${said}`} tall />
      )}
      <ul class="verdicts">
        {words.verdicts.map(({ verdict, means, todo }) => (
          <li key={verdict} class={counts[verdict] === 0 ? 'zero' : undefined}>
            <span class="name">
              <a href={href('vms', '', { verdict })}>
                <VerdictMark verdict={verdict} />
              </a>
            </span>
            <span class="num">
              {grouped(counts[verdict])}
              <span class="vh"> VMs, </span>
            </span>
            <span class="pct">{share(counts[verdict], vms.rows)}</span>
            <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
              <rect
                class={`c-${verdict}`}
                width={counts[verdict] === 0 ? 0 : Math.max(6, (1000 * counts[verdict]) / most)}
                height={10}
              />
            </svg>
            <p class="means">{means}</p>
            <p>{todo}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
