import { REVISION_NAMES, type RevisionName } from '../model/revision.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Environment } from './options.ts';
import { namedRevision, policyDifference, policyInWords, policyOverview } from './policy.ts';
import { policyDifferenceJson, policyJson } from './policy-json.ts';

export interface PolicyRequest {
  readonly revision: string | undefined;
  readonly compare: readonly string[] | undefined;
  /** As one JSON document instead of words. */
  readonly json?: boolean | undefined;
  readonly variables: Environment;
}

/** Prints the rules: the table of all revisions, one in words, or what changes from one to another; in words or as JSON. */
export function runPolicy(request: PolicyRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { cloud } = configure({}, request.variables, {}).endpoints;
  environment.print(textFor(request, (text) => namedRevision(text, cloud)));
  return Promise.resolve(0);
}

function textFor(
  { revision, compare, json = false }: PolicyRequest,
  named: (text: string) => RevisionName,
): string {
  if (compare !== undefined) {
    const [first, second] = twoOf(compare);
    const [from, to] = [named(first), named(second)];
    return json ? policyDifferenceJson(from, to) : policyDifference(from, to);
  }
  if (revision === undefined) return json ? policyJson(REVISION_NAMES) : policyOverview();
  return json ? policyJson([named(revision)]) : policyInWords(named(revision));
}

function twoOf(compare: readonly string[]): readonly [string, string] {
  const [from, to, ...more] = compare;
  if (from !== undefined && to !== undefined && more.length === 0) return [from, to];
  throw new ConfigurationError(['--compare: expects two revisions, such as --compare 2020-11 current']);
}
