import type { SimulatedRequest } from '../../src/simulator/fault.ts';
import { type FaultPlan, followPlan } from '../../src/simulator/fault-plan.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import { comeFromOutside, type Ended, type Outsider, type RunRead, readOnlyRun } from './outsider.ts';

/** One audit of a tenant in which something goes wrong. */
export interface StruckRun {
  readonly ended: Ended;
  readonly run: RunRead;
  /** The requests that were struck, in order. */
  readonly struck: readonly SimulatedRequest[];
  readonly outsider: Outsider;
}

/** What is incomplete in the demo tenant by itself is left out, so that without a fault the audit ends with 0. */
function leftOut(outsider: Outsider): string[] {
  const incomplete = [...outsider.simulator.tenant.subscriptions()].filter(({ coverage }) =>
    ['partial', 'unreadable'].includes(coverage),
  );
  return ['--exclude-subscription', ...incomplete.map(({ id }) => id)];
}

/**
 * The tenant, and how it is audited: `whole` with the subscriptions that are incomplete by themselves, `only` the subscriptions named.
 */
interface Striking extends SimulatorOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly whole?: boolean;
  readonly only?: readonly string[];
}

/** Audits the demo tenant once while the plan is followed. Call `outsider.leave` when the run has been looked at. */
export async function strike(plan: FaultPlan, options: Striking = {}): Promise<StruckRun> {
  const struck: SimulatedRequest[] = [];
  const next = followPlan(plan);
  const outsider = await comeFromOutside({
    ...options,
    onRequest(request) {
      const fault = next(request);
      if (fault !== undefined) struck.push(request);
      return fault;
    },
  });
  const declarations = outsider.write('declarations.yaml', outsider.simulator.declarations);
  const args = ['audit', '--declarations', declarations, '--format', 'csv,json'];
  if (options.only !== undefined) args.push('--subscription', ...options.only);
  else if (options.whole !== true) args.push(...leftOut(outsider));
  const ended = await outsider.run(args, options.env === undefined ? {} : { env: options.env });
  return { ended, run: readOnlyRun(outsider.path('reports')), struck, outsider };
}

/** It says in how many subscriptions of the tenant a virtual hub may have been missed. */
const ABOUT_OTHERS = 'virtual-hub-not-found';

/** The rows of a run by what they are about, without its own time, and without what is said of other subscriptions. */
type Rows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function rowsOf({ run }: StruckRun, wanted: (subscription: string) => boolean): Rows {
  const timeless = <T>(rows: readonly T[]): T[] =>
    JSON.parse(JSON.stringify(rows).replaceAll(run.summary.startedAt, '(start of the run)'));
  const subscriptions = timeless(run.subscriptions).filter((row) => wanted(row.subscriptionId));
  const vms = timeless(run.vms).filter((row) => wanted(row.subscriptionId));
  const rows: [string, Readonly<Record<string, unknown>>][] = [
    ...subscriptions.map((row): [string, object] => [row.subscriptionId, row]),
    ...vms.map((row): [string, object] => {
      const reasons = row.reasons.filter(({ code }) => code !== ABOUT_OTHERS);
      return [row.resourceId, { ...row, reasons }];
    }),
  ].map(([id, row]) => [id, { ...row }]);
  return new Map(rows);
}

/** What is not the same in two runs, row by row and column by column, in the subscriptions that `wanted` takes. */
export function differences(
  one: StruckRun,
  other: StruckRun,
  wanted: (subscription: string) => boolean = () => true,
): readonly object[] {
  const [ours, theirs] = [rowsOf(one, wanted), rowsOf(other, wanted)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((id) => {
    const [mine, their] = [ours.get(id) ?? {}, theirs.get(id) ?? {}];
    const columns = [...new Set([...Object.keys(mine), ...Object.keys(their)])].filter(
      (column) => JSON.stringify(mine[column]) !== JSON.stringify(their[column]),
    );
    return columns.map((column) => ({ id, column, one: mine[column], other: their[column] }));
  });
}

/** The plan, struck where it is said instead of by lot. */
export function aimedAt(subscriptions: readonly string[], plan: FaultPlan): FaultPlan {
  return plan.map(({ oneOf, ...planned }) => (oneOf === undefined ? planned : { ...planned, subscriptions }));
}

/** The subscriptions of which a request was struck. */
export function struckSubscriptions({ struck }: Pick<StruckRun, 'struck'>): ReadonlySet<string> {
  return new Set(struck.flatMap(({ subscription }) => subscription ?? []));
}
