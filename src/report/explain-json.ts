import type { Evidence } from '../model/evidence.ts';
import type { VmFinding } from '../model/finding.ts';
import { readTime } from './explain-facts.ts';
import { headline } from './explain-headline.ts';
import { partOfFact } from './explain-parts.ts';
import type { Explanation } from './explanation.ts';
import { NDJSON_KEYS } from './ndjson-keys.ts';

/** The version of the document that `explain --json` prints. */
const EXPLAIN_SCHEMA_VERSION = 1;

/**
 * The chain of evidence as one JSON document, ended by LF: the same as the text, with every ID in full. The findings carry the keys
 * of the NDJSON files; `evidence` says of each fact which link of the chain it belongs to (`about`) and when it was read.
 */
export function explainJson(explanation: Explanation): string {
  const { run, subject, subscription, rules, gaps, readAt } = explanation;
  const vm = subject.kind === 'subscription' ? null : subject.vm;
  const document = {
    schemaVersion: EXPLAIN_SCHEMA_VERSION,
    kind: subject.kind,
    headline: headline(explanation),
    run: {
      runId: run.runId,
      startedAt: run.startedAt,
      cloud: run.cloud,
      policy: { revision: run.policy.revision, current: run.policy.current },
    },
    readAt: readAt[subscription.subscriptionId] ?? null,
    subscription: inOrder(subscription, NDJSON_KEYS.subscription),
    vm: vm === null ? null : inOrder(vm, NDJSON_KEYS.vm),
    scaleSet:
      subject.kind === 'scale-set'
        ? { id: subject.id, name: subject.name, instances: subject.instances.map(inShort) }
        : null,
    vms: subject.kind === 'subscription' ? subject.vms.map(inShort) : null,
    policy: {
      revision: rules.revision,
      title: rules.title,
      rules: rules.rules.map(({ offers, words, basis }) => ({ offers, words, basis })),
      pages: rules.pages.map(({ page, dated, address }) => ({ page, dated, address })),
    },
    evidence: [
      ...subscription.evidence.map((one) => factOf(one, 'subscription', explanation)),
      ...(vm?.evidence ?? []).map((one) => factOf(one, 'vm', explanation)),
    ],
    gaps,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function factOf(evidence: Evidence, of: 'subscription' | 'vm', explanation: Explanation) {
  const { fact, value, source, confidence, note } = evidence;
  return {
    about: partOfFact(evidence, of),
    fact,
    value,
    source,
    readAt: readTime(evidence, explanation),
    confidence: confidence ?? null,
    note: note ?? null,
  };
}

function inShort({ resourceId, name, verdict, confidence, sender }: VmFinding) {
  return { resourceId, name, verdict, confidence, sender };
}

/** The evidence stands once, with its times, and not in the findings too. */
function inOrder<T extends object>(finding: T, keys: readonly (keyof T & string)[]) {
  return Object.fromEntries(
    keys.filter((key) => key !== 'evidence').map((key) => [key, finding[key]] as const),
  );
}
