import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { discardHistory, finishHistory } from '../store/history-file.ts';
import { storeError } from '../store/store-error.ts';
import { discardFindings, joinFindings } from './findings-files.ts';
import {
  type BesidePart,
  type JudgedPart,
  joinParts,
  judgePart,
  type PartToJudge,
  type RunToJudge,
} from './judge-part.ts';
import { startThread } from './thread.ts';

/** A subscription and how much work it is: its number of machines. */
export interface Weighed {
  readonly id: SubscriptionId;
  readonly machines: number;
}

const THREAD = new URL('./judge-thread.js', import.meta.url);

/** Below so many machines a part is not worth its thread: that takes some 0.4 s to begin. */
const LEAST_MACHINES = 5000;

/** Each takes some 200 MiB of memory; with two a run of 100,000 VMs keeps within 512 MiB. */
const MOST_THREADS = 2;

/** Splits subscriptions, in the order of their IDs, into as many parts as there are cores for, with about as many machines each. */
export function splitByWeight(
  subscriptions: readonly Weighed[],
  cores: number,
): readonly (readonly SubscriptionId[])[] {
  const all = subscriptions.reduce((sum, { machines }) => sum + machines, 0);
  const parts = Math.max(1, Math.min(cores, MOST_THREADS, Math.floor(all / LEAST_MACHINES)));
  const lists: SubscriptionId[][] = Array.from({ length: parts }, () => []);
  let before = 0;
  for (const { id, machines } of subscriptions) {
    // A subscription belongs to the part in which its middle lies.
    const at = all === 0 ? 0 : Math.floor(((before + machines / 2) / all) * parts);
    lists[Math.min(at, parts - 1)]?.push(id);
    before += machines;
  }
  return lists.filter((ids, at) => at === 0 || ids.length > 0);
}

function partsToJudge(
  run: RunToJudge,
  lists: readonly (readonly SubscriptionId[])[],
): readonly PartToJudge[] {
  return lists.map((ids, at) => ({
    ...run,
    target: at === 0 ? run.target : join(run.target, `part-${at}`),
    first: at === 0,
    ids,
    range: { from: at === 0 ? undefined : ids[0], before: lists[at + 1]?.[0] },
  }));
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(join(path, 'snapshot'), { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw storeError('create', path, cause);
  });
}

/** Judges the first part in this thread and each other one in a thread of its own, at the same time. */
async function judgeBeside(
  [own, ...others]: readonly PartToJudge[],
  beside: BesidePart & { readonly signal: AbortSignal },
): Promise<readonly JudgedPart[]> {
  if (own === undefined) return [];
  const failed = new AbortController();
  const signal = AbortSignal.any([beside.signal, failed.signal]);
  const threads = others.map((part) => ({ part, thread: startThread<PartToJudge, JudgedPart>(THREAD) }));
  const end = () => Promise.all(threads.map(({ thread }) => thread.end()));
  beside.signal.addEventListener('abort', end);
  const work = [
    judgePart(own, { ...beside, signal }),
    ...threads.map(({ part, thread }) => thread.ask(part)),
  ];
  try {
    return await Promise.all(work);
  } catch (cause) {
    failed.abort(cause);
    await end();
    await Promise.allSettled(work);
    throw cause;
  } finally {
    beside.signal.removeEventListener('abort', end);
    void end();
  }
}

/**
 * Judges a run in parts, one list of subscriptions each, and puts together what they wrote: the findings and the memory. What comes out does
 * not depend on the number of parts. Whatever fails in one of them stops all and leaves no findings.
 */
export async function judgeParts(
  run: RunToJudge,
  lists: readonly (readonly SubscriptionId[])[],
  beside: BesidePart & { readonly signal: AbortSignal },
): Promise<JudgedPart> {
  const parts = partsToJudge(run, lists);
  const others = parts.slice(1).map(({ target }) => target);
  try {
    for (const folder of others) await makeFolder(folder);
    const judged = (await judgeBeside(parts, beside)).reduce(joinParts);
    await joinFindings(run.target, others, run);
    await finishHistory(run.target, run.head, judged.memory);
    return judged;
  } catch (cause) {
    await Promise.all([discardFindings(run.target), discardHistory(run.target)]);
    throw cause;
  } finally {
    for (const folder of others) await rm(folder, { recursive: true, force: true });
  }
}
