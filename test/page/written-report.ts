import { writeFile } from 'node:fs/promises';
import { type ReportSource, reportPage } from '../../src/cli/report-page.ts';
import type { RunSummary } from '../../src/model/run.ts';
import { htmlSections, planSections, type ReportPart } from '../../src/report/html-sections.ts';
import { runHighlights } from '../../src/report/run-highlights.ts';
import { runSummary } from '../report/finding-builders.ts';

/** Writes the report of a run with the given parts, as the command does, and says of which run. */
export async function writtenReport(
  path: string,
  parts: readonly ReportPart[],
  more: Partial<Pick<ReportSource, 'changes' | 'options'>> & { readonly run?: Partial<RunSummary> } = {},
): Promise<RunSummary> {
  const subscriptions = parts.map(({ subscription }) => subscription);
  const run = runSummary(subscriptions, more.run);
  const plan = planSections(subscriptions, { vmRowLimit: more.options?.maxRowsStatic });
  const pieces = reportPage({
    run,
    highlights: runHighlights(subscriptions),
    subscriptions,
    plan,
    sections: (data) => {
      async function* noted(): AsyncGenerator<ReportPart> {
        for (const part of parts) {
          part.vms.forEach(data.add);
          yield part;
        }
      }
      return htmlSections({ run, plan, subscriptions, parts: noted() });
    },
    changes: more.changes ?? null,
    options: more.options ?? {},
  });
  const text: string[] = [];
  for await (const piece of pieces) text.push(piece);
  await writeFile(path, text.join(''));
  return run;
}
