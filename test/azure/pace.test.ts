import { createHttpHeaders } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace, type Pace, type PaceSettings } from '../../src/azure/pace.ts';
import { paceLimits } from '../../src/azure/pace-limits.ts';
import { createRequestTally } from '../../src/azure/request-tally.ts';
import { type Draw, tokenBuckets } from '../../src/simulator/token-bucket.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';

const ONE = 'https://management.azure.com/subscriptions/one/resources';
const TWO = 'https://management.azure.com/subscriptions/two/resources';
const VMS = 'https://management.azure.com/subscriptions/one/providers/Microsoft.Compute/virtualMachines';
const TENANT = 'https://management.azure.com/providers/Microsoft.Subscription/aliases';

interface Paced {
  readonly clock: FakeClock;
  readonly pace: Pace;
  readonly counts: () => ReturnType<ReturnType<typeof createRequestTally>['counts']>;
  readonly abort: (reason: unknown) => void;
}

function paced(change: Partial<PaceSettings> = {}): Paced {
  const clock = fakeClock();
  const run = new AbortController();
  const tally = createRequestTally(() => clock.now());
  const settings: PaceSettings = {
    limits: paceLimits('AzureCloud'),
    mostAtOnce: 64,
    longestSilenceMs: 60_000,
    jitterMs: 1_000,
    tally,
    signal: run.signal,
    clock,
    random: () => 0.5,
    ...change,
  };
  return { clock, pace: createPace(settings), counts: () => tally.counts(), abort: (why) => run.abort(why) };
}

/** A request that is answered after a while; tells when it left and when it was answered. */
interface Sent {
  readonly url: string;
  readonly left: number;
  readonly answered: number;
  readonly status: number;
}

interface Answering {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

function forever(): AbortSignal {
  return new AbortController().signal;
}

async function send(
  { clock, pace }: Paced,
  url: string,
  answer: (at: number) => Answering = () => ({ status: 200 }),
): Promise<Sent> {
  const leave = await pace.enter(url);
  const left = clock.now();
  await clock.wait(10, forever());
  const { status, headers = {} } = answer(clock.now());
  await clock.wait(10, forever());
  leave.done({ status, headers: createHttpHeaders(headers) });
  return { url, left, answered: clock.now(), status };
}

/** Resource Manager's own bucket, whole, with somebody else who draws on it too. */
function serverWith(clock: FakeClock, othersASecond: number) {
  const draw = tokenBuckets(() => clock.now());
  let others = 0;
  return (bucket: string): Draw => {
    for (const due = (clock.now() / 1000) * othersASecond; others < due; others += 1) draw(bucket);
    return draw(bucket);
  };
}

function answered(drawn: Draw): Answering {
  return drawn.kind === 'granted'
    ? { status: 200, headers: { 'x-ms-ratelimit-remaining-subscription-reads': String(drawn.remaining) } }
    : { status: 429, headers: { 'retry-after': String(drawn.retryAfterSeconds) } };
}

describe('one subscription', () => {
  test('is read without delay as long as its bucket lasts, then at the polite rate', async () => {
    const run = paced({ mostAtOnce: 1_000 });
    const sent = await run.clock.pass(Promise.all(Array.from({ length: 240 }, () => send(run, ONE))));
    const left = sent.map((one) => one.left);
    expect(left[199]).toBe(0);
    expect(left[200]).toBeCloseTo(50, 3);
    expect(left[239]).toBeCloseTo(2_000, 3);
    expect(run.counts().waitedSeconds).toBe(2);
  });

  test('is never throttled by Azure, also where others use a fifth of the budget', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 200, max: 500 }),
        async (others, mostAtOnce, count) => {
          const run = paced({ mostAtOnce });
          const server = serverWith(run.clock, others);
          const work = Array.from({ length: count }, () => send(run, ONE, () => answered(server('one'))));
          const sent = await run.clock.pass(Promise.all(work));
          expect(sent.filter(({ status }) => status === 429)).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('slows down before a 429 comes where others have used most of the budget', async () => {
    const run = paced();
    const server = serverWith(run.clock, 0);
    for (let used = 0; used < 235; used += 1) server('one');
    const work = Array.from({ length: 100 }, () => send(run, ONE, () => answered(server('one'))));
    const sent = await run.clock.pass(Promise.all(work));
    // The first 15 could be had at once; what leaves before any answer cannot know. After that none is refused.
    const firstAnswer = 20;
    expect(sent.filter(({ left, status }) => left > firstAnswer && status === 429)).toEqual([]);
    expect(run.counts().leastRemaining?.subscriptionReads).toBeLessThan(15);
  });

  test('and its compute provider are both waited for', async () => {
    const run = paced();
    const told = () => ({ status: 200, headers: { 'x-ms-ratelimit-remaining-resource': 'HighCostGet;4' } });
    await run.clock.pass(send(run, VMS, told));
    const [vms, other] = await run.clock.pass(Promise.all([send(run, VMS), send(run, ONE)]));
    expect(other.left).toBeLessThan(100);
    expect(vms.left).toBeGreaterThan(4_000);
    expect(run.counts().leastRemaining).toEqual({ compute: 4 });
  });
});

describe('a Retry-After', () => {
  test('silences everything on its bucket, to the second, and nothing else', async () => {
    const run = paced();
    const refused = () => ({ status: 429, headers: { 'retry-after': '7' } });
    const first = await run.clock.pass(send(run, ONE, refused));
    const work = [ONE, ONE, VMS, ONE, TWO, TENANT].map((url) => send(run, url));
    const sent = await run.clock.pass(Promise.all(work));
    const silenced = sent.filter(({ url }) => url === ONE || url === VMS);
    for (const { left } of silenced) expect(left).toBeGreaterThanOrEqual(first.answered + 7_000);
    expect(sent.filter(({ url }) => url === TWO || url === TENANT).map(({ left }) => left)).toEqual([20, 20]);
    // Half a second of jitter, and then one after the other.
    const times = silenced.map(({ left }) => left).toSorted((a, b) => a - b);
    expect(times[0]).toBeCloseTo(first.answered + 7_500, 3);
    expect(new Set(times).size).toBe(times.length);
  });

  test('is never undercut, however many come, and all work is done in the end', async () => {
    const fates = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fates, fc.integer({ min: 1, max: 20 }), async (seconds, mostAtOnce) => {
        const run = paced({ mostAtOnce });
        const silences: { from: number; until: number }[] = [];
        const work = seconds.map(async (silence) => {
          if (silence === null) return send(run, ONE);
          const headers = { 'retry-after': String(silence) };
          const sent = await send(run, ONE, () => ({ status: 429, headers }));
          silences.push({ from: sent.answered, until: sent.answered + silence * 1000 });
          return sent;
        });
        const sent = await run.clock.pass(Promise.all(work));
        expect(sent.length).toBe(seconds.length);
        for (const { from, until } of silences)
          expect(sent.filter(({ left }) => left > from && left < until)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('longer than a run waits ends what waits, without a request', async () => {
    const run = paced();
    await run.clock.pass(send(run, ONE, () => ({ status: 429, headers: { 'retry-after': '3600' } })));
    const refused = Promise.all([run.pace.enter(ONE), run.pace.enter(ONE)]);
    await expect(run.clock.pass(refused)).rejects.toMatchObject({
      status: 429,
      code: 'ThrottledTooLong',
      message: expect.stringMatching(/36\d\d s of silence.*60 s/),
    });
    expect((await run.clock.pass(send(run, TWO))).left).toBe(20);
  });
});

describe('a run', () => {
  test('has no more requests under way than it allows, and leaves none out', async () => {
    const urls = fc.array(fc.constantFrom(ONE, TWO, VMS, TENANT), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(urls, fc.integer({ min: 1, max: 8 }), async (all, mostAtOnce) => {
        const run = paced({ mostAtOnce });
        const sent = await run.clock.pass(Promise.all(all.map((url) => send(run, url))));
        expect(sent.map(({ url }) => url)).toEqual(all);
        for (const { left } of sent) {
          const underWay = sent.filter((other) => other.left <= left && other.answered > left);
          expect(underWay.length).toBeLessThanOrEqual(mostAtOnce);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('lets hundreds of subscriptions go on side by side', async () => {
    const run = paced({ mostAtOnce: 4_000 });
    const urls = Array.from({ length: 8_000 }, (_, index) => ONE.replace('one', `s${index % 500}`));
    const sent = await run.clock.pass(Promise.all(urls.map((url) => send(run, url))));
    expect(Math.max(...sent.map(({ answered: at }) => at))).toBe(40);
    expect(run.counts().waitedSeconds).toBe(0);
  }, 60_000);

  test('that ends lets nobody wait', async () => {
    const run = paced({ mostAtOnce: 1 });
    await run.clock.pass(send(run, ONE, () => ({ status: 429, headers: { 'retry-after': '9' } })));
    const inside = await run.pace.enter(TENANT);
    const waiting = [run.pace.enter(ONE), run.pace.enter(TWO)];
    run.abort(new Error('interrupted'));
    inside.done();
    for (const one of waiting) await expect(one).rejects.toThrow('interrupted');
    await expect(run.pace.enter(TENANT)).rejects.toThrow('interrupted');
  });
});
