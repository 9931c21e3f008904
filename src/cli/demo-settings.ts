import type { RawOptions } from './options.ts';
import { type Problems, parsed, wholeNumber } from './setting.ts';

/** How large the built-in tenant is; what is not given keeps the tenant of named situations. */
export interface DemoSettings {
  readonly subscriptions?: number;
  readonly vms?: number;
  readonly latencyMs?: number;
  /** What is to go wrong there, by name. */
  readonly faults?: readonly string[];
}

const MOST_SUBSCRIPTIONS = 20_000;
const MOST_VMS = 2_000_000;
const MOST_LATENCY_MS = 60_000;

/** The size of the built-in tenant; `undefined` where another one is audited. */
export function demoSettings(options: RawOptions, problems: Problems): DemoSettings | undefined {
  const number = (name: string, text: string | undefined, highest: number) =>
    parsed(text === undefined ? undefined : { name, text }, problems, wholeNumber(0, highest));
  const subscriptions = number('--demo-subscriptions', options.demoSubscriptions, MOST_SUBSCRIPTIONS);
  const vms = number('--demo-vms', options.demoVms, MOST_VMS);
  const latencyMs = number('--demo-latency', options.demoLatency, MOST_LATENCY_MS);
  if (options.demo !== true) return undefined;
  return {
    ...(subscriptions === undefined ? {} : { subscriptions }),
    ...(vms === undefined ? {} : { vms }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(options.demoFaults === undefined ? {} : { faults: options.demoFaults.split(',') }),
  };
}
