import type { Reading } from '../model/reading.ts';
import type { ArmQuestion, AskArm } from './ask-arm.ts';

function refused(reading: Reading<unknown>): boolean {
  return reading.kind === 'unreadable' && reading.problem.status === 400;
}

type Unversioned<T> = Omit<ArmQuestion<T>, 'query'>;

/**
 * Lists in the first API version; where it is refused with 400, in the second. The version that is answered first is remembered for
 * the run. Questions that come while the very first is under way wait for it, so that a refused version costs one request in all.
 */
export function listWithFallback(arm: AskArm, first: string, second: string) {
  let answered: string | undefined;
  let deciding: Promise<unknown> | undefined;

  async function listIn<T>(version: string, question: Unversioned<T>): Promise<Reading<T>> {
    const reading = await arm.list({ ...question, query: version });
    if (reading.kind === 'read') answered ??= version;
    return reading;
  }

  async function inFirstElseSecond<T>(question: Unversioned<T>): Promise<Reading<T>> {
    const reading = await listIn(first, question);
    if (!refused(reading)) return reading;
    const again = await listIn(second, question);
    return refused(again) ? reading : again;
  }

  return async function list<T>(question: Unversioned<T>): Promise<Reading<T>> {
    if (deciding !== undefined) await deciding;
    if (answered === second) return listIn(second, question);
    const answer = inFirstElseSecond(question);
    deciding ??= answer;
    return answer;
  };
}
