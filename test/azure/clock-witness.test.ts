import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { clockWitness } from '../../src/azure/clock-witness.ts';

const AZURE = 'Mon, 23 Nov 2026 02:00:00 GMT';

async function skewAfter(...answers: readonly { date?: string; ours: string }[]) {
  let ours = '';
  const clock = clockWitness(() => Date.parse(ours));
  const request = createPipelineRequest({ url: 'https://management.azure.com/' });
  for (const answer of answers) {
    ours = answer.ours;
    const headers = createHttpHeaders(answer.date === undefined ? {} : { date: answer.date });
    const response: PipelineResponse = { request, headers, status: 200 };
    await clock.policy.sendRequest(request, () => Promise.resolve(response));
  }
  return clock.skewSeconds();
}

describe('the skew of this machine’s clock', () => {
  test.each([
    ['2026-11-23T02:00:00.100Z', 0],
    ['2026-11-23T02:00:00.900Z', 0],
    ['2026-11-23T02:05:00.500Z', 300],
    ['2026-11-23T01:59:30.500Z', -30],
  ])('at %s is %i s', async (ours, seconds) => {
    expect(await skewAfter({ date: AZURE, ours })).toBe(seconds);
  });

  test('is not known before there was an answer with a date', async () => {
    expect(await skewAfter()).toBeUndefined();
    expect(await skewAfter({ ours: '2026-11-23T02:00:00Z' })).toBeUndefined();
    expect(await skewAfter({ date: 'yesterday', ours: '2026-11-23T02:00:00Z' })).toBeUndefined();
  });

  test('is that of the newest answer that has a date', async () => {
    const skew = await skewAfter(
      { date: AZURE, ours: '2026-11-23T02:10:00.500Z' },
      { date: AZURE, ours: '2026-11-23T02:00:07.500Z' },
      { ours: '2026-11-23T03:00:00Z' },
    );
    expect(skew).toBe(7);
  });
});
