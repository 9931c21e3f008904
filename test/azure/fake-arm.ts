import { type AskArm, askArm } from '../../src/azure/ask-arm.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';

const ROOT = 'https://management.azure.com';

export const SUBSCRIPTION = parseSubscriptionId('11111111-1111-1111-1111-111111111111') as SubscriptionId;
export const ELSEWHERE = parseSubscriptionId('22222222-2222-2222-2222-222222222222') as SubscriptionId;

/** The ID of something in a resource group of the first subscription, or of another. */
export function idOf(path: string, subscription: string = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/rg/providers/${path}`;
}

/** The path of a list of the first subscription, or of another. */
export function listPath(type: string, subscription: string = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/providers/${type}`;
}

/** What stands at a path: the items of a list (an array), an object, an answer that depends on the query, or a failure. */
export type Answer = object | ((url: URL) => object) | ArmError;

export function forbidden(action: string): ArmError {
  const message = `The client does not have authorization to perform action '${action}' over scope '/'.`;
  return new ArmError(403, 'AuthorizationFailed', message);
}

export interface FakeArm {
  readonly arm: AskArm;
  /** The paths asked for, in order, with their API versions where `versions` is wanted. */
  readonly asked: readonly string[];
  readonly versions: readonly string[];
}

/** An arm that answers from a table of paths, in any letter case; whatever is not there is 404. */
export function fakeArm(answers: Readonly<Record<string, Answer>>): FakeArm {
  const asked: string[] = [];
  const versions: string[] = [];
  const table = new Map(Object.entries(answers).map(([path, answer]) => [path.toLowerCase(), answer]));
  const get = async (text: string): Promise<unknown> => {
    const url = new URL(text);
    if (url.origin !== ROOT) throw new Error(`${url.host} was asked`);
    asked.push(url.pathname);
    versions.push(url.searchParams.get('api-version') ?? '');
    await Promise.resolve();
    const found = table.get(url.pathname.toLowerCase());
    const answer = typeof found === 'function' ? found(url) : found;
    if (answer === undefined) throw new ArmError(404, 'ResourceNotFound', `${url.pathname} was not found`);
    if (answer instanceof ArmError) throw answer;
    return Array.isArray(answer) ? { value: answer } : answer;
  };
  return { arm: askArm(get, ROOT), asked, versions };
}
