import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Environment } from './options.ts';
import { namedRevision, policyDifference, policyInWords, policyOverview } from './policy.ts';

export interface PolicyRequest {
  readonly revision: string | undefined;
  readonly compare: readonly string[] | undefined;
  readonly variables: Environment;
}

/** Prints the rules: the table of all revisions, one in words, or what changes from one to another. */
export function runPolicy(request: PolicyRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { cloud } = configure({}, request.variables, {}).endpoints;
  environment.print(textFor(request, (text) => namedRevision(text, cloud)));
  return Promise.resolve(0);
}

function textFor(
  { revision, compare }: PolicyRequest,
  named: (text: string) => ReturnType<typeof namedRevision>,
): string {
  if (compare !== undefined) {
    const [from, to, ...more] = compare;
    if (from === undefined || to === undefined || more.length > 0) {
      throw new ConfigurationError(['--compare: expects two revisions, such as --compare 2020-11 current']);
    }
    return policyDifference(named(from), named(to));
  }
  return revision === undefined ? policyOverview() : policyInWords(named(revision));
}
