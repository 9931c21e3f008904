import { RestError } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { SignInError } from '../../src/azure/access-token.ts';
import { ForeignHostError } from '../../src/azure/arm-policies.ts';
import { DeadlineError } from '../../src/azure/deadline.ts';
import { ArmError, BrokenListError, readProblem } from '../../src/azure/read-problem.ts';

const FALLBACK = 'Microsoft.Compute/virtualMachines/read';
const DENIED =
  "The client 'a' with object id 'a' does not have authorization to perform action 'Microsoft.Network/natGateways/read' over scope '/subscriptions/s' or the scope is invalid.";

describe('a problem', () => {
  test.each<{ name: string; cause: unknown; problem: object }>([
    {
      name: 'a refusal with its action',
      cause: new ArmError(403, 'AuthorizationFailed', DENIED),
      problem: {
        status: 403,
        code: 'AuthorizationFailed',
        message: DENIED,
        action: 'Microsoft.Network/natGateways/read',
      },
    },
    {
      name: 'a refusal without',
      cause: new ArmError(403, 'Forbidden', 'No.'),
      problem: { status: 403, code: 'Forbidden', message: 'No.', action: FALLBACK },
    },
    {
      name: 'what was not found',
      cause: new ArmError(404, 'NotFound', 'Gone.'),
      problem: { status: 404, code: 'NotFound', message: 'Gone.' },
    },
    {
      name: 'a link elsewhere',
      cause: new ForeignHostError('a link'),
      problem: { code: 'ForeignLink', message: 'a link' },
    },
    {
      name: 'a broken list',
      cause: new BrokenListError('EndlessList', 'no end'),
      problem: { code: 'EndlessList', message: 'no end' },
    },
    {
      name: 'a late answer',
      cause: new DeadlineError('no complete answer within 60 s'),
      problem: { code: 'Timeout', message: 'no complete answer within 60 s' },
    },
    {
      name: 'a sign-in that failed',
      cause: new SignInError('AADSTS1: no'),
      problem: { code: 'SignInFailed', message: 'AADSTS1: no' },
    },
    {
      name: 'a connection that broke',
      cause: new RestError('read ECONNRESET', { code: 'ECONNRESET' }),
      problem: { code: 'ECONNRESET', message: 'read ECONNRESET' },
    },
    {
      name: 'a body that broke off',
      cause: new RestError('aborted', { code: 'PARSE_ERROR' }),
      problem: { code: 'TruncatedBody', message: 'aborted' },
    },
    {
      name: 'any error',
      cause: new TypeError('x is not a function'),
      problem: { code: 'TypeError', message: 'x is not a function' },
    },
    { name: 'what is no error', cause: 'just a text', problem: { code: 'Error', message: 'just a text' } },
  ])('is told of $name', ({ cause, problem }) => {
    expect(readProblem(cause, FALLBACK)).toEqual(problem);
  });

  const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwcyJ9.c2lnbmF0dXJlLW9mLTE2';
  test.each([
    `the token ${jwt} has expired`,
    `Authorization: Bearer ${jwt}`,
    'authorization: bearer Q2xvc2VkQm9va3NUZWxsTm9UYWxlcw==',
    `https://x.example/?access_token=${jwt}&y=1`,
  ])('never shows a token: %s', (message) => {
    for (const cause of [new ArmError(401, 'Expired', message), new Error(message)]) {
      const told = JSON.stringify(readProblem(cause, FALLBACK));
      expect(told).toContain('(token)');
      expect(told).not.toMatch(/eyJ|Q2xvc2Vk|c2lnbmF0dXJl/);
    }
  });

  test('is one line of bounded length', () => {
    const { message } = readProblem(
      new ArmError(400, 'Bad', `first\r\n\tsecond ${'x'.repeat(2_000)}`),
      FALLBACK,
    );
    expect(message.startsWith('first second x')).toBe(true);
    expect(message.length).toBe(400);
  });

  test('keeps words that only look like the name of a scheme', () => {
    const { message } = readProblem(new Error('the bearer of this is unauthorized'), FALLBACK);
    expect(message).toBe('the bearer of this is unauthorized');
  });
});
