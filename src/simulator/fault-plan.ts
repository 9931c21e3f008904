import type { Fault, SimulatedRequest } from './fault.ts';

/**
 * A fault and the requests to Resource Manager that it strikes: those whose path (without the query) and query match, on the first or
 * on later pages of a list, in the subscriptions named (IDs in lower case) or in one of so many. Of these it lets `after` pass, then
 * strikes `times` (without it, always), counted in the whole run or for each subscription or path. Several faults come in turn.
 */
export interface PlannedFault {
  readonly path: RegExp;
  readonly query?: RegExp;
  readonly page?: 'first' | 'later';
  readonly subscriptions?: readonly string[];
  /** Strikes in one of so many subscriptions, always the same ones; requests outside any are not struck. */
  readonly oneOf?: number;
  readonly after?: number;
  readonly times?: number;
  readonly per?: 'subscription' | 'path';
  readonly fault: Fault | readonly [Fault, ...Fault[]];
}

export type FaultPlan = readonly PlannedFault[];

/** A number that depends on a subscription's ID alone. */
function lotOf(subscription: string): number {
  let lot = 0;
  for (const letter of subscription) lot = (lot * 1003 + letter.charCodeAt(0)) % 1_000_003;
  return lot;
}

/** Whether a fault that strikes in one of so many subscriptions strikes in this one. */
function isDrawn(subscription: string, oneOf: number): boolean {
  return lotOf(subscription) % oneOf === 0;
}

function isInReach({ subscriptions, oneOf }: PlannedFault, subscription: string | undefined): boolean {
  if (subscription === undefined) return subscriptions === undefined && oneOf === undefined;
  return (
    (subscriptions === undefined || subscriptions.includes(subscription)) &&
    (oneOf === undefined || isDrawn(subscription, oneOf))
  );
}

function matches(planned: PlannedFault, { path, query, subscription }: SimulatedRequest): boolean {
  const isLater = [...query.keys()].some((name) => name.toLowerCase() === '$skiptoken');
  if (planned.page !== undefined && isLater !== (planned.page === 'later')) return false;
  if (planned.query !== undefined && !planned.query.test(query.toString())) return false;
  return planned.path.test(path) && isInReach(planned, subscription);
}

/** What its strikes are counted by. */
function counterOf({ per }: PlannedFault, { path, subscription = '' }: SimulatedRequest): string {
  if (per === undefined) return '';
  return per === 'path' ? path : subscription;
}

function follow(planned: PlannedFault): (request: SimulatedRequest) => Fault | undefined {
  const { after = 0, times = Number.POSITIVE_INFINITY } = planned;
  const faults: readonly Fault[] = 'kind' in planned.fault ? [planned.fault] : planned.fault;
  const seen = new Map<string, number>();
  let struck = 0;
  return (request) => {
    if (!matches(planned, request)) return undefined;
    const counter = counterOf(planned, request);
    const before = seen.get(counter) ?? 0;
    seen.set(counter, before + 1);
    if (before < after || before >= after + times) return undefined;
    struck += 1;
    return faults[(struck - 1) % faults.length];
  };
}

/** Follows a plan: the first of its faults that strikes a request is what goes wrong with it. Sign-ins are left alone. */
export function followPlan(plan: FaultPlan): (request: SimulatedRequest) => Fault | undefined {
  const followed = plan.map(follow);
  return (request) => {
    if (request.kind === 'sign-in') return undefined;
    for (const next of followed) {
      const fault = next(request);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}
