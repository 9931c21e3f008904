import type { Reading } from '../model/reading.ts';
import type { ArmGet } from './arm-get.ts';
import { followList } from './arm-list.ts';
import { ArmError, readProblem } from './read-problem.ts';

/**
 * What is asked of Resource Manager: a path below it (`/subscriptions/...`) with its query, the action that a role must grant, and
 * how an item of the answer is read (`undefined` where it cannot be).
 */
export interface ArmQuestion<T> {
  readonly path: string;
  readonly query: string;
  readonly action: string;
  readonly fact: (raw: unknown) => T | undefined;
}

/** Asks Resource Manager; every failure is a value. */
export interface AskArm {
  /** Reads a list to its end; on failure the items of the pages before it are kept. */
  list<T>(question: ArmQuestion<T>): Promise<Reading<T>>;
  /** Reads one object; it is the only item of its reading. */
  one<T>(question: ArmQuestion<T>): Promise<Reading<T>>;
}

/** A provider that was never registered in a subscription has no resources there: the list is empty, not unreadable. */
const NOT_REGISTERED: ReadonlySet<string> = new Set([
  'MissingSubscriptionRegistration',
  'SubscriptionNotRegistered',
]);

/** The URL of a question. Paths are made of IDs that ARM sent: whatever they hold, they cannot name another host or query. */
function urlOf(root: string, { path, query }: ArmQuestion<unknown>): string {
  const url = new URL(root);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  url.search = query;
  return url.href;
}

/** Asks through `get`; `root` is Resource Manager's URL. */
export function askArm(get: ArmGet, root: string): AskArm {
  return {
    async list<T>(question: ArmQuestion<T>): Promise<Reading<T>> {
      const items: T[] = [];
      let malformed = 0;
      try {
        await followList(get, urlOf(root, question), (raw) => {
          const item = question.fact(raw);
          if (item === undefined) malformed += 1;
          else items.push(item);
        });
        return { kind: 'read', items, malformed };
      } catch (cause) {
        if (cause instanceof ArmError && NOT_REGISTERED.has(cause.code))
          return { kind: 'read', items: [], malformed: 0 };
        return { kind: 'unreadable', problem: readProblem(cause, question.action), items };
      }
    },
    async one<T>(question: ArmQuestion<T>): Promise<Reading<T>> {
      try {
        const item = question.fact(await get(urlOf(root, question)));
        return {
          kind: 'read',
          items: item === undefined ? [] : [item],
          malformed: item === undefined ? 1 : 0,
        };
      } catch (cause) {
        return { kind: 'unreadable', problem: readProblem(cause, question.action), items: [] };
      }
    },
  };
}
