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

/** Audits the demo tenant once while the plan is followed. Call `outsider.leave` when the run has been looked at. */
export async function strike(
  plan: FaultPlan,
  options: SimulatorOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<StruckRun> {
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
  const args = ['audit', '--declarations', declarations, '--format', 'csv,json', ...leftOut(outsider)];
  const ended = await outsider.run(args, options.env === undefined ? {} : { env: options.env });
  return { ended, run: readOnlyRun(outsider.path('reports')), struck, outsider };
}

/** The rows of a run in the subscriptions that `wanted` takes, without the time of the run. */
export function rowsOf({ run }: StruckRun, wanted: (subscription: string) => boolean = () => true) {
  return {
    subscriptions: run.subscriptions.filter(({ subscriptionId }) => wanted(subscriptionId)),
    vms: run.vms
      .filter(({ subscriptionId }) => wanted(subscriptionId))
      .map((vm) => ({ ...vm, firstSeen: '' })),
  };
}

/** The subscriptions of which a request was struck. */
export function struckSubscriptions({ struck }: Pick<StruckRun, 'struck'>): ReadonlySet<string> {
  return new Set(struck.flatMap(({ subscription }) => subscription ?? []));
}
