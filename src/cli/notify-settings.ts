import type { Environment, RawOptions } from './options.ts';
import { type Problems, parsed, type Setting, setting } from './setting.ts';

/** In which form a message is posted: an Adaptive Card for Teams, blocks for Slack, or the plain figures. */
const NOTIFY_FORMS = ['teams', 'slack', 'json'] as const;
const NOTIFY_ON = ['change', 'always'] as const;

export type NotifyForm = (typeof NOTIFY_FORMS)[number];

/** Whom to tell of a finished run. The URL is a secret: whoever knows it may post there. */
export interface NotifySettings {
  readonly url: string;
  readonly form: NotifyForm;
  /** `change`: only when something changed or could not be read. */
  readonly on: (typeof NOTIFY_ON)[number];
}

/** The hosts of incoming webhooks: Power Automate workflows and the older Office connectors for Teams, and Slack. */
const HOSTS: readonly (readonly [RegExp, NotifyForm])[] = [
  [/(^|\.)(logic\.azure\.(com|us|cn)|powerplatform\.com|powerautomate\.com|webhook\.office\.com)$/, 'teams'],
  [/^hooks\.slack(-gov)?\.com$/, 'slack'],
];

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

/** The URL, which no message repeats. */
function webhook(from: Setting | undefined, problems: Problems): string | undefined {
  if (from === undefined) return undefined;
  const text = from.text.trim();
  if (isWebhook(text)) return text;
  problems.list.push(
    `${from.name}: expects the https URL of an incoming webhook (what was given is not shown)`,
  );
  return undefined;
}

function oneOf<T extends string>(known: readonly T[]) {
  return {
    parse: (text: string) => known.find((one) => one === text.trim()),
    expected: `one of ${known.join(', ')}`,
  };
}

/** Whom to tell, where a webhook is named. Its host says which form it takes, unless an option does. */
export function notifySettings(
  options: RawOptions,
  environment: Environment,
  problems: Problems,
): NotifySettings | undefined {
  const option = (name: string, text: string | undefined) =>
    text === undefined ? undefined : { name, text };
  const url = webhook(
    setting({ name: '--notify', text: options.notify }, { name: 'PORT25_NOTIFY', environment }),
    problems,
  );
  const form = parsed(option('--notify-form', options.notifyForm), problems, oneOf(NOTIFY_FORMS));
  const on = parsed(option('--notify-on', options.notifyOn), problems, oneOf(NOTIFY_ON));
  if (url === undefined) return undefined;
  const { hostname } = new URL(url);
  const byHost = HOSTS.find(([pattern]) => pattern.test(hostname))?.[1];
  return { url, form: form ?? byHost ?? 'json', on: on ?? 'change' };
}
