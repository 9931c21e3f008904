import { describe, expect, test } from 'vitest';
import { SignInError } from '../../src/azure/access-token.ts';
import { ConfigurationError } from '../../src/cli/configuration-error.ts';
import { RunError } from '../../src/cli/run-error.ts';
import { type ErrorDisplay, showError } from '../../src/cli/show-error.ts';
import { DeclarationsError } from '../../src/store/declarations-file.ts';
import { StoreError } from '../../src/store/store-error.ts';

const TIME = '2026-11-23T02:00:00Z';

function shown(cause: unknown, changes: Partial<ErrorDisplay> = {}): string {
  const written: string[] = [];
  showError(cause, { log: 'text', stack: false, time: TIME, secrets: [], ...changes }, (text) =>
    written.push(text),
  );
  return written.join('');
}

describe('a failure', () => {
  test.each<[string, unknown, string]>([
    ['of any kind is one line', new Error('it broke'), 'error: it broke\n'],
    ['that is no error is told all the same', 'it broke', 'error: it broke\n'],
    [
      'of the configuration is told problem by problem',
      new ConfigurationError(['--out: "" is not a folder', '--log: "x" is not text or ndjson']),
      'error: --out: "" is not a folder\n  --log: "x" is not text or ndjson\n',
    ],
    [
      'of the declarations is told line by line',
      new DeclarationsError(['d.yaml:1: this', 'd.yaml:2: that']),
      'error: d.yaml:1: this\n  d.yaml:2: that\n',
    ],
    [
      'of a run says what to do',
      new RunError('no subscription is visible', ['grant Reader', 'check --tenant']),
      'error: no subscription is visible\n  grant Reader\n  check --tenant\n',
    ],
    [
      'of the disk is its message',
      new StoreError('cannot write x: the disk is full'),
      'error: cannot write x: the disk is full\n',
    ],
  ])('%s', (_, cause, text) => {
    expect(shown(cause)).toBe(text);
  });

  test('shows no stack unless it is asked for', () => {
    const broken = new Error('it broke');
    expect(shown(broken)).not.toContain('    at ');
    expect(shown(broken, { stack: true })).toMatch(/^error: it broke\nError: it broke\n {4}at /);
  });

  test('is one NDJSON line with time, kind, details and stack', () => {
    const text = shown(new RunError('first\nstill first', ['then']), { log: 'ndjson' });
    expect(text.split('\n')).toHaveLength(2);
    expect(JSON.parse(text)).toEqual({
      time: TIME,
      level: 'error',
      error: 'RunError',
      message: 'first\nstill first',
      details: ['then'],
      stack: expect.stringContaining('RunError: first'),
    });
  });
});

describe('a sign-in error', () => {
  const [one] = shown(new SignInError('AADSTS7000215: Invalid client secret.\r\nTrace ID: 1\r\nmore')).split(
    '\n',
  );

  test('is told by its first line', () => {
    expect(one).toBe('error: sign-in failed: AADSTS7000215: Invalid client secret.');
  });

  test.each([
    ['AADSTS7000215: invalid', /AZURE_CLIENT_SECRET/],
    ['AADSTS7000222: expired', /AZURE_CLIENT_SECRET/],
    ['AADSTS700016: not found', /AZURE_CLIENT_ID/],
    ['AADSTS90002: no tenant', /AZURE_TENANT_ID/],
    ['AADSTS500011: no resource', /AZURE_RESOURCE_MANAGER_AUDIENCE/],
    ['getaddrinfo ENOTFOUND login.example', /AZURE_AUTHORITY_HOST/],
    ['connect ECONNREFUSED 127.0.0.1:443', /AZURE_AUTHORITY_HOST/],
    ['self-signed certificate', /NODE_EXTRA_CA_CERTS/],
    ['AADSTS99999: new', /error\?code=99999/],
    ['nothing worked', /AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or .+az login/],
  ])('"%s" comes with what to check', (message, advice) => {
    expect(shown(new SignInError(message)).split('\n').slice(1).join('\n')).toMatch(advice);
  });
});

describe('a secret', () => {
  const secret = 'p$&w/ö+"=';
  const secrets = [secret, 'certificate-password'];
  const telling = [
    new Error(`posting client_secret=${secret} failed`),
    new Error(`posting client_secret=${encodeURIComponent(secret)} failed`),
    new RunError(secret, [`again ${secret}${secret}`]),
    new ConfigurationError([`x: ${secret}`, 'certificate-password']),
    new SignInError(`first ${secret}\nsecond certificate-password`),
    secret,
  ];

  test.each(telling.map((cause, at) => [at, cause] as const))('is never shown (%i)', (_, cause) => {
    for (const log of ['text', 'ndjson'] as const) {
      const text = shown(cause, { log, stack: true, secrets });
      const readable = log === 'ndjson' ? JSON.stringify(JSON.parse(text)) : text;
      for (const each of [...secrets, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        expect(readable).not.toContain(each);
      }
      expect(readable).toContain('(secret)');
    }
  });

  test('that is empty changes nothing', () => {
    expect(shown(new Error('it broke'), { secrets: [''] })).toBe('error: it broke\n');
  });
});
