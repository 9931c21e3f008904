import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import type { AccessTokens } from '../../src/azure/access-token.ts';
import { hostGuardPolicy, sameOrigin, signInPolicy } from '../../src/azure/arm-policies.ts';

const RESOURCE_MANAGER = 'https://management.azure.com';

/** The rest of a pipeline: answers with the given statuses in turn and remembers what it was sent. */
function restOfPipeline(...answers: readonly { status: number; challenge?: string }[]) {
  const sent: { url: string; authorization: string | undefined }[] = [];
  const next = (request: PipelineRequest): Promise<PipelineResponse> => {
    sent.push({ url: request.url, authorization: request.headers.get('authorization') });
    const { status, challenge } = answers[sent.length - 1] ?? { status: 200 };
    const headers = createHttpHeaders(challenge === undefined ? {} : { 'WWW-Authenticate': challenge });
    return Promise.resolve({ request, status, headers });
  };
  return { sent, next };
}

describe('the origin of a URL', () => {
  test.each([
    { url: 'https://management.azure.com/subscriptions', same: true },
    { url: 'https://management.azure.com:443/subscriptions', same: true },
    { url: 'HTTPS://Management.Azure.Com/x', same: true },
    { url: 'http://management.azure.com/', same: false },
    { url: 'https://management.azure.com:444/', same: false },
    { url: 'https://management.azure.com.evil.example/', same: false },
    { url: 'https://management.azure.com@evil.example/', same: false },
    { url: 'https://evil.example/?https://management.azure.com', same: false },
  ])('$url is that of Resource Manager: $same', ({ url, same }) => {
    expect(sameOrigin(url, RESOURCE_MANAGER)).toBe(same);
  });
});

describe('the host guard', () => {
  test('lets through what goes to Resource Manager', async () => {
    const { sent, next } = restOfPipeline();
    const request = createPipelineRequest({ url: `${RESOURCE_MANAGER}/x` });
    await hostGuardPolicy(RESOURCE_MANAGER).sendRequest(request, next);
    expect(sent.length).toBe(1);
  });

  test('sends nothing elsewhere', async () => {
    const { sent, next } = restOfPipeline();
    const request = createPipelineRequest({ url: 'https://evil.example/x' });
    const refused = async () => hostGuardPolicy(RESOURCE_MANAGER).sendRequest(request, next);
    await expect(refused()).rejects.toMatchObject({ name: 'ForeignHostError' });
    expect(sent).toEqual([]);
  });
});

describe('signing in', () => {
  const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
  const CHALLENGE = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(CLAIMS).toString('base64')}"`;

  test.each([
    { name: 'with a challenge', challenge: CHALLENGE, claims: CLAIMS },
    { name: 'with a challenge without claims', challenge: 'Bearer error="invalid_token"', claims: undefined },
    { name: 'without a challenge', challenge: undefined, claims: undefined },
  ])('is once anew after a 401 $name', async ({ challenge, claims }) => {
    const replaced: unknown[] = [];
    const tokens: AccessTokens = {
      current: () => Promise.resolve('old'),
      replace(refused, answered) {
        replaced.push({ refused, claims: answered });
        return Promise.resolve('new');
      },
    };
    const { sent, next } = restOfPipeline({ status: 401, ...(challenge && { challenge }) }, { status: 401 });
    const request = createPipelineRequest({ url: `${RESOURCE_MANAGER}/x` });
    const { status } = await signInPolicy(tokens).sendRequest(request, next);
    expect(status).toBe(401);
    expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(replaced).toEqual([{ refused: 'old', claims }]);
  });
});
