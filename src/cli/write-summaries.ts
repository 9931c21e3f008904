import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunChanges } from '../model/change.ts';
import type { RunSummary } from '../model/run.ts';
import { markdownSummary } from '../report/summary-markdown.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Environment } from './options.ts';

/** Where a summary in Markdown goes. */
export interface SummaryPlaces {
  /** A file named by `--summary`. */
  readonly path: string | undefined;
  /** The folder that the run was published in. */
  readonly folder: string;
  readonly variables: Environment;
}

/**
 * Writes the run's summary in Markdown: to the file that was named, to the job summary of GitHub Actions, and for Azure Pipelines to a
 * file that its agent is told to attach. What cannot be written is a warning: the run stays as it is.
 */
export async function writeSummaries(
  { run, changes }: { readonly run: RunSummary; readonly changes: RunChanges | null },
  { path, folder, variables }: SummaryPlaces,
  { reporter, print }: CommandEnvironment,
): Promise<void> {
  const markdown = markdownSummary(run, changes);
  const attempt = (name: string, work: Promise<void>) =>
    work.catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      reporter.warn(`the summary for ${name} was not written: ${reason}; the run itself is finished`);
    });
  if (path !== undefined) await attempt('--summary', writeFile(path, markdown, { mode: 0o600 }));
  const jobSummary = variables['GITHUB_ACTIONS'] === 'true' ? variables['GITHUB_STEP_SUMMARY'] : undefined;
  if (jobSummary) await attempt('GitHub Actions', appendFile(jobSummary, markdown));
  if (variables['TF_BUILD']?.toLowerCase() === 'true') {
    const attached = resolve(folder, 'summary.md');
    await attempt(
      'Azure Pipelines',
      writeFile(attached, markdown, { mode: 0o600 }).then(() =>
        print(`##vso[task.uploadsummary]${attached}\n`),
      ),
    );
  }
}
