import type { BlobPlace } from '../azure/blob-place.ts';
import type { EndpointSettings } from '../azure/cloud.ts';
import type { Inventory } from '../azure/connect.ts';
import type { SignInSettings } from '../azure/credential.ts';
import { CLOUD_NAMES, type CloudName, REVISION_NAMES, type RevisionName } from '../model/revision.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { defaultRevision, resolveRevision } from '../policy/revisions.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type DemoSettings, demoSettings } from './demo-settings.ts';
import { type NotifySettings, notifySettings } from './notify-settings.ts';
import type { Environment, RawOptions } from './options.ts';
import { publishSettings } from './publish-settings.ts';
import { type RetentionSettings, retentionSettings } from './retention-settings.ts';
import { type ScopeSettings, scopeSettings } from './scope-settings.ts';
import { HTTPS_ENDPOINT, listOf, notEmpty, type Problems, parsed, setting, wholeNumber } from './setting.ts';
import { signInSettings } from './sign-in-settings.ts';

const FORMATS = ['csv', 'html', 'json'] as const;

type Format = (typeof FORMATS)[number];

/** Everything that a command may be told, checked. */
export interface Configuration extends ScopeSettings {
  readonly endpoints: EndpointSettings;
  readonly signIn: SignInSettings;
  readonly out: string;
  readonly revision: RevisionName;
  readonly declarationsPath: string | undefined;
  readonly concurrency: number;
  /** Which service of Azure is asked first. */
  readonly inventory: Inventory;
  /** Whether to go on with an unfinished run. */
  readonly resume: boolean;
  readonly failOn: readonly Verdict[];
  /** Whether only the findings of mail senders count for `failOn`. */
  readonly failOnSenders: boolean;
  readonly allowIncomplete: boolean;
  readonly formats: readonly Format[];
  /** Whether a finished audit adds its rows to the history. */
  readonly history: boolean;
  readonly retention: RetentionSettings | undefined;
  readonly notify: NotifySettings | undefined;
  /** Where finished runs are uploaded to. */
  readonly publish: BlobPlace | undefined;
  /** Where to write a summary in Markdown. */
  readonly summaryPath: string | undefined;
  readonly log: 'text' | 'ndjson';
  readonly quiet: boolean;
  readonly color: boolean;
  readonly demo: DemoSettings | undefined;
}

/** The names of the services; kept apart from the room that reads them, whose code is only loaded for a run. */
const INVENTORY = {
  expected: 'resource-manager, resource-graph or auto',
  parse: (text: string): Inventory | undefined =>
    (['resource-manager', 'resource-graph', 'auto'] as const).find((one) => one === text.trim()),
};

const DEFAULT_OUT = 'reports';
const DEFAULT_CONCURRENCY = 16;
const MOST_CONCURRENCY = 256;

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
    inventory: parsed(option('--inventory', options.inventory), problems, INVENTORY) ?? 'resource-manager',
    resume: options.resume === true,
    failOn: failOn ?? [],
    failOnSenders: options.failOnSenders === true,
    allowIncomplete: options.allowIncomplete === true,
    formats: formats ?? FORMATS,
    // A part of a tenant is no night of it: the merged run enters the history.
    history: options.history !== false && options.shard === undefined,
    retention: retentionSettings(options, environment, problems),
    notify: notifySettings(options, environment, problems),
    publish: publishSettings(options, { environment, cloud: endpoints.cloud }, problems),
    summaryPath: parsed(option('--summary', options.summary), problems, notEmpty('a file')),
    ...scopeSettings(options, problems),
    log: log ?? 'text',
    quiet: options.quiet === true,
    color: options.color !== false && !environment['NO_COLOR'],
    demo: demoSettings(options, problems),
  };
  if (problems.list.length > 0) throw new ConfigurationError(problems.list);
  return configuration;
}
