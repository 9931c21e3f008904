import type { EndpointSettings } from '../azure/cloud.ts';
import type { SignInSettings } from '../azure/credential.ts';
import { CLOUD_NAMES, type CloudName, REVISION_NAMES, type RevisionName } from '../model/revision.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { defaultRevision, resolveRevision } from '../policy/revisions.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Environment, RawOptions } from './options.ts';
import { HTTPS_ENDPOINT, listOf, notEmpty, type Problems, parsed, setting, wholeNumber } from './setting.ts';
import { signInSettings } from './sign-in-settings.ts';

const FORMATS = ['csv', 'html', 'json'] as const;

type Format = (typeof FORMATS)[number];

/** How large the built-in tenant is; what is not given keeps the tenant of named situations. */
interface DemoSettings {
  readonly subscriptions?: number;
  readonly vms?: number;
  readonly latencyMs?: number;
}

/** Everything that a command may be told, checked. */
export interface Configuration {
  readonly endpoints: EndpointSettings;
  readonly signIn: SignInSettings;
  readonly out: string;
  readonly revision: RevisionName;
  readonly declarationsPath: string | undefined;
  readonly concurrency: number;
  readonly failOn: readonly Verdict[];
  readonly allowIncomplete: boolean;
  readonly formats: readonly Format[];
  readonly only: readonly SubscriptionId[];
  readonly exclude: readonly SubscriptionId[];
  readonly log: 'text' | 'ndjson';
  readonly quiet: boolean;
  readonly color: boolean;
  readonly demo: DemoSettings | undefined;
}

const DEFAULT_OUT = 'reports';
const DEFAULT_CONCURRENCY = 16;
const MOST_CONCURRENCY = 256;
const MOST_DEMO_SUBSCRIPTIONS = 20_000;
const MOST_DEMO_VMS = 2_000_000;
const MOST_LATENCY_MS = 60_000;

function subscriptionIds(
  name: string,
  texts: readonly string[] | undefined,
  problems: Problems,
): readonly SubscriptionId[] {
  const rule = { parse: parseSubscriptionId, expected: 'a subscription ID (a GUID)' };
  const entries = (texts ?? []).flatMap((text) => text.split(','));
  return entries.flatMap((text) => parsed({ name, text }, problems, rule) ?? []);
}

function cloudOf(environment: Environment, problems: Problems): CloudName {
  const from = setting({ name: '', text: undefined }, { name: 'AZURE_CLOUD', environment });
  const rule = {
    parse: (text: string) => CLOUD_NAMES.find((name) => name.toLowerCase() === text.trim().toLowerCase()),
    expected: `a known cloud: ${CLOUD_NAMES.join(', ')}`,
  };
  return parsed(from, problems, rule) ?? 'AzureCloud';
}

function endpointSettings(environment: Environment, problems: Problems): EndpointSettings {
  const endpoint = (name: string) =>
    parsed(setting({ name, text: undefined }, { name, environment }), problems, HTTPS_ENDPOINT);
  return {
    cloud: cloudOf(environment, problems),
    authorityHost: endpoint('AZURE_AUTHORITY_HOST'),
    resourceManager: endpoint('AZURE_RESOURCE_MANAGER_ENDPOINT'),
    audience: environment['AZURE_RESOURCE_MANAGER_AUDIENCE'] || undefined,
  };
}

function demoSettings(options: RawOptions, problems: Problems): DemoSettings | undefined {
  const number = (name: string, text: string | undefined, highest: number) =>
    parsed(text === undefined ? undefined : { name, text }, problems, wholeNumber(0, highest));
  const subscriptions = number('--demo-subscriptions', options.demoSubscriptions, MOST_DEMO_SUBSCRIPTIONS);
  const vms = number('--demo-vms', options.demoVms, MOST_DEMO_VMS);
  const latencyMs = number('--demo-latency', options.demoLatency, MOST_LATENCY_MS);
  if (options.demo !== true) return undefined;
  return {
    ...(subscriptions === undefined ? {} : { subscriptions }),
    ...(vms === undefined ? {} : { vms }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  };
}

/** A command that needs no network; `cloud` is the one of the run that it works on, by which revisions are named. */
export interface Offline {
  readonly cloud?: CloudName;
}

/**
 * Brings options, environment and defaults together: options win over the environment. Throws a {@link ConfigurationError} with
 * every problem at once. In demo mode the built-in tenant's own endpoints and sign-in take the place of these. A command
 * that works offline signs in nowhere.
 */
export function configure(options: RawOptions, environment: Environment, offline?: Offline): Configuration {
  const problems: Problems = { list: [] };
  const either = (name: string, text: string | undefined, variable: string) =>
    setting({ name, text }, { name: variable, environment });

  const endpoints: EndpointSettings =
    options.demo === true ? { cloud: 'AzureCloud' } : endpointSettings(environment, problems);
  const cloud = offline?.cloud ?? endpoints.cloud;
  const revision = parsed(either('--policy', options.policy, 'PORT25_POLICY'), problems, {
    parse: (text) => resolveRevision(text, cloud),
    expected: `a policy revision: ${REVISION_NAMES.join(', ')} or current`,
  });
  const concurrency = parsed(
    either('--concurrency', options.concurrency, 'PORT25_CONCURRENCY'),
    problems,
    wholeNumber(1, MOST_CONCURRENCY),
  );
  const failOn = listOf(either('--fail-on', options.failOn, 'PORT25_FAIL_ON'), problems, VERDICTS);
  const option = (name: string, text: string | undefined) =>
    text === undefined ? undefined : { name, text };
  const formats = listOf(option('--format', options.format), problems, FORMATS);
  const log = parsed(option('--log', options.log), problems, {
    parse: (text) => (['text', 'ndjson'] as const).find((known) => known === text),
    expected: 'text or ndjson',
  });
  const configuration: Configuration = {
    endpoints,
    signIn: offline === undefined ? signInSettings(options, environment, problems) : {},
    out: parsed(either('--out', options.out, 'PORT25_OUT'), problems, notEmpty('a folder')) ?? DEFAULT_OUT,
    revision: revision ?? defaultRevision(cloud),
    declarationsPath: parsed(
      either('--declarations', options.declarations, 'PORT25_DECLARATIONS'),
      problems,
      notEmpty('a file'),
    ),
    concurrency: concurrency ?? DEFAULT_CONCURRENCY,
    failOn: failOn ?? [],
    allowIncomplete: options.allowIncomplete === true,
    formats: formats ?? FORMATS,
    only: subscriptionIds('--subscription', options.subscription, problems),
    exclude: subscriptionIds('--exclude-subscription', options.excludeSubscription, problems),
    log: log ?? 'text',
    quiet: options.quiet === true,
    color: options.color !== false && !environment['NO_COLOR'],
    demo: demoSettings(options, problems),
  };
  if (problems.list.length > 0) throw new ConfigurationError(problems.list);
  return configuration;
}
