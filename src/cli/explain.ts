import type { SubscriptionAssessment } from '../assess/assess-subscription.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { explainJson } from '../report/explain-json.ts';
import { explainText } from '../report/explain-text.ts';
import type { Explanation } from '../report/explanation.ts';
import { subscriptionsNamedIn } from '../report/short-ids.ts';
import { findRun } from '../store/find-run.ts';
import { readRunSummary } from '../store/run-files.ts';
import { readSnapshot, readSnapshotDeclarations } from '../store/snapshot.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import type { ExitCode } from './exit-code.ts';
import { foundOne } from './explain-found.ts';
import { revisionInWords } from './explain-rules.ts';
import { createResourceSearch, type FoundResource } from './explain-search.ts';
import { subjectOf } from './explain-subject.ts';
import type { Environment, RawOptions } from './options.ts';
import { declarationsIn } from './read-declarations.ts';
import { judged, tenantContext } from './tenant-context.ts';

/** What is to be explained, and of which run: a folder, a run ID, or `latest` where none is named. */
export interface ExplainRequest {
  readonly resource: string;
  readonly from: string | undefined;
  readonly json: boolean;
  readonly options: RawOptions;
  readonly variables: Environment;
}

/**
 * Prints the whole chain of evidence for one VM, scale set or subscription of a run, judged anew from the run's facts by the run's
 * own revision and declarations. Needs no network and writes nothing. Throws a RunError where nothing, or more than one thing,
 * answers to the name.
 */
export async function runExplain(
  request: ExplainRequest,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const { out } = configure(request.options, request.variables, {});
  const source = await findRun(out, request.from ?? 'latest');
  const run = await readRunSummary(source);
  const { declarations } = declarationsIn(await readSnapshotDeclarations(source), source, run.startedAt);
  const search = createResourceSearch(request.resource);
  const readAt: Record<string, string> = {};
  const seen = (facts: SubscriptionFacts) => {
    readAt[facts.subscription.id] = facts.collectedAt;
    search.see(facts);
  };
  const judgement = {
    source,
    context: {
      cloud: run.cloud,
      revision: run.policy.revision,
      declarations,
      seenAt: run.startedAt,
      tagNames: run.tags,
    },
    signal: environment.signal,
  };
  const context = await tenantContext(judgement, seen);
  const found = foundOne(search, { wanted: request.resource, runId: run.runId });
  const facts = await readSnapshot(source, found.subscriptionId);
  const explanation = explanationOf({ run, found, facts, assessment: judged(facts, context), readAt });
  environment.print(request.json ? explainJson(explanation) : explainText(explanation, environment.colour));
  return 0;
}

interface Judged {
  readonly run: RunSummary;
  readonly found: FoundResource;
  readonly facts: SubscriptionFacts;
  readonly assessment: SubscriptionAssessment;
  readonly readAt: Readonly<Record<string, string>>;
}

function explanationOf({ run, found, facts, assessment, readAt }: Judged): Explanation {
  const { subscription, gaps } = assessment;
  const subject = subjectOf(found, facts, assessment.vms);
  const vm = subject.kind === 'subscription' ? null : subject.vm;
  const named =
    vm === null ? new Set<string>() : subscriptionsNamedIn(JSON.stringify([vm.reasons, vm.evidence]));
  named.delete(subscription.subscriptionId);
  const told = new Set(gaps.map(({ fact }) => fact));
  const elsewhere = run.coverage.filter(({ subscriptionId, required, fact }) =>
    subscriptionId === null ? !told.has(fact) : required && named.has(subscriptionId),
  );
  return {
    run,
    subject,
    subscription,
    rules: revisionInWords(run.policy.revision, subscription.offerCandidates),
    gaps: [...gaps, ...elsewhere],
    readAt,
  };
}
