import type { ReportSubscription } from '../model/report-data.ts';
import type { CoverageGap } from '../model/run.ts';
import { useApp } from './app.ts';

export interface GapsProps {
  readonly of: readonly { readonly gap: CoverageGap; readonly remedy: string }[];
  readonly one: ReportSubscription;
}

/** What could not be read of a subscription, and what would make it readable. */
export function Gaps({ of, one }: GapsProps) {
  const { report, shown } = useApp();
  if (one.coverage === 'complete' && of.length === 0) return null;
  return (
    <section aria-labelledby="h-gaps">
      <h2 id="h-gaps">Coverage: {one.coverage}</h2>
      <p>{report.words.coverage[one.coverage]}</p>
      {of.length === 0 && one.coverageDetail !== null && <p>{shown(one.coverageDetail)}</p>}
      {of.length > 0 && (
        <ul class="why">
          {of.map(({ gap, remedy }, at) => (
            <li key={at}>
              {shown(gap.fact)}
              {gap.required && <strong> needed for verdicts</strong>}: {gap.status ?? ''}{' '}
              <code>{shown(gap.code)}</code> <span class="src">{shown(gap.message)}</span> {shown(remedy)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
