/** How a failure is told: one clear message with what to do next, the stack only where it is asked for. */
export interface ErrorDisplay {
  readonly log: 'text' | 'ndjson';
  readonly stack: boolean;
  /** ISO 8601 UTC. */
  readonly time: string;
  /** Texts that must never be shown: client secret, certificate password. */
  readonly secrets: readonly string[];
}

interface Told {
  readonly lines: readonly string[];
  readonly stack: string | undefined;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets.filter(Boolean).flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return spellings.reduce((clean, secret) => clean.replaceAll(secret, '(secret)'), text);
}

/** What to do about a sign-in error, by the codes in its message. */
function signInAdvice(message: string): readonly string[] {
  const known: readonly (readonly [RegExp, string])[] = [
    [/AADSTS7000215|AADSTS7000222/, 'check AZURE_CLIENT_SECRET: it is wrong or has expired'],
    [/AADSTS700016/, 'check AZURE_CLIENT_ID and the tenant: the application is not in this tenant'],
    [/AADSTS90002|AADSTS900023/, 'check AZURE_TENANT_ID or --tenant: there is no such tenant'],
    [
      /AADSTS500011/,
      'check AZURE_RESOURCE_MANAGER_ENDPOINT, AZURE_RESOURCE_MANAGER_AUDIENCE and AZURE_CLOUD: no tokens are given out for this one',
    ],
    [
      /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/,
      'the sign-in endpoint cannot be reached: check AZURE_AUTHORITY_HOST, proxy and network',
    ],
    [
      /certificate|SELF_SIGNED|UNABLE_TO_VERIFY/i,
      'the TLS certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
    ],
  ];
  const advice = known.filter(([pattern]) => pattern.test(message)).map(([, text]) => text);
  if (advice.length > 0) return advice;
  const code = /AADSTS(\d+)/.exec(message)?.[1];
  return code === undefined
    ? [
        'set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or sign in with the Azure CLI (az login)',
      ]
    : [`what it means: https://login.microsoftonline.com/error?code=${code}`];
}

function told(error: Error): Told {
  const { stack } = error;
  if ('problems' in error && Array.isArray(error.problems))
    return { lines: error.problems.map(String), stack };
  if ('advice' in error && Array.isArray(error.advice))
    return { lines: [error.message, ...error.advice.map(String)], stack };
  if (error.name === 'SignInError') {
    const [first = '', ...more] = error.message.split(/\r?\n/);
    const tried = more.flatMap((line) => /^CredentialUnavailableError: (.+)$/.exec(line)?.[1] ?? []);
    return { lines: [`sign-in failed: ${first}`, ...tried, ...signInAdvice(error.message)], stack };
  }
  return { lines: [error.message], stack };
}

/** Tells a failure on the error stream. */
export function showError(cause: unknown, display: ErrorDisplay, write: (text: string) => void): void {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const { lines, stack } = told(error);
  const clean = lines.map((line) => withoutSecrets(line, display.secrets));
  const [first = '', ...rest] = clean;
  const trace = withoutSecrets(stack ?? '', display.secrets);
  if (display.log === 'ndjson') {
    const { time } = display;
    const entry = { time, level: 'error', error: error.name, message: first, details: rest, stack: trace };
    write(`${JSON.stringify(entry)}\n`);
    return;
  }
  write(`error: ${first}\n${rest.map((line) => `  ${line}\n`).join('')}`);
  if (display.stack && trace !== '') write(`${trace}\n`);
}
