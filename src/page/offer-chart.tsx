import { useMemo } from 'preact/hooks';
import { useApp } from './app.ts';
import { countVerdicts } from './count-verdicts.ts';
import { counted, grouped } from './numbers.ts';
import { StackedBar } from './stacked-bar.tsx';

/** The VMs of each offer by verdict: where the work lies. Each offer leads to its VMs. */
export function OfferChart() {
  const { report, revision, href } = useApp();
  const { vms, words } = report;
  const counts = useMemo(
    () => countVerdicts(vms.verdictsUnder(revision), vms.column('offer')),
    [vms, revision],
  );
  const keys = words.verdicts.map(({ verdict }) => verdict);
  const offers = [...counts.groups]
    .map(([offer, own]) => ({ offer, own, total: keys.reduce((sum, verdict) => sum + own[verdict], 0) }))
    .sort((a, b) => b.total - a.total);
  if (offers.length === 0) return null;
  const whole = offers[0]?.total ?? 1;
  return (
    <section aria-labelledby="h-offers">
      <h2 id="h-offers">VMs by offer and verdict</h2>
      <table class="plain chart">
        <caption class="vh">VMs of each offer by verdict</caption>
        <tbody>
          {offers.map(({ offer, own, total }) => (
            <tr key={offer}>
              <th scope="row">
                <a href={href('vms', '', { offer: offer ?? '-' })}>
                  {offer === null ? 'not settled' : (words.offer[offer] ?? offer)}
                </a>
              </th>
              <td class="n">{grouped(total)}</td>
              <td class="wide">
                <StackedBar
                  keys={keys}
                  counts={own}
                  whole={whole}
                  label={`${counted(total, 'VM')}: ${keys
                    .filter((verdict) => own[verdict] > 0)
                    .map((verdict) => `${verdict} ${grouped(own[verdict])}`)
                    .join(', ')}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
