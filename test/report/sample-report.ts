import type { VmFinding } from '../../src/model/finding.ts';
import { type HtmlReportInput, htmlReport } from '../../src/report/html-report.ts';
import {
  htmlSections,
  type PageLimits,
  planSections,
  type ReportPart,
} from '../../src/report/html-sections.ts';
import { runHighlights } from '../../src/report/run-highlights.ts';
import { runSummary, subscriptionFinding, subscriptionId, vmFinding } from './finding-builders.ts';
import { SAMPLE_GAPS, SAMPLE_PARTS } from './sample-tenant.ts';

/** What is otherwise in a report: its sections follow from the parts and the limits. */
interface Changes extends Partial<Omit<HtmlReportInput, 'plan' | 'sections'>>, PageLimits {
  readonly parts?: AsyncIterable<ReportPart>;
}

/** The input for a report on the given parts. */
export function reportInput(parts: readonly ReportPart[], changes: Changes = {}): HtmlReportInput {
  const { parts: coming = stream(parts), vmRowLimit, sectionLimit, ...rest } = changes;
  const given = parts.map(({ subscription }) => subscription);
  const { run = runSummary(given), subscriptions = given } = rest;
  const plan = planSections(subscriptions, { vmRowLimit, sectionLimit });
  return {
    highlights: runHighlights(given),
    ...rest,
    run,
    subscriptions,
    plan,
    sections: htmlSections({ run, plan, subscriptions, parts: coming }),
  };
}

/** The report's input on the sample tenant. */
export function sampleInput(changes: Changes = {}): HtmlReportInput {
  const run = runSummary(
    SAMPLE_PARTS.map(({ subscription }) => subscription),
    {
      demo: true,
      coverage: SAMPLE_GAPS,
      previousRunId: '2026-11-22T02-00-00Z',
      warnings: [
        'Contoso Shop (production): the declared offer contradicts the quota ID PayAsYouGo_2014-09-01.',
      ],
    },
  );
  return reportInput(SAMPLE_PARTS, { run, ...changes });
}

/** A tenant of any size: `vms` VMs in each of `subscriptions`, verdicts in turn. */
export function* largeParts(subscriptions: number, vms: number): Generator<ReportPart> {
  const verdicts: readonly VmFinding['verdict'][] = [
    'relay',
    'direct',
    'restart',
    'relay',
    'request-exemption',
    'relay',
    'fix-network',
  ];
  for (let n = 1; n <= subscriptions; n += 1) {
    const id = subscriptionId(n);
    const findings = Array.from({ length: vms }, (_, at) =>
      vmFinding({
        subscriptionId: id,
        name: `vm-${n}-${at}`,
        verdict: verdicts[at % verdicts.length] ?? 'relay',
      }),
    );
    yield {
      subscription: subscriptionFinding({ subscriptionId: id, name: `Subscription ${n}` }, findings),
      vms: findings,
    };
  }
}

/** The whole report as one text. */
export async function reportText(input: HtmlReportInput): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of htmlReport(input)) pieces.push(piece);
  return pieces.join('');
}

async function* stream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
