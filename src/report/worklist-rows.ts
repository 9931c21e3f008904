import type { SubscriptionFinding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';

/** What every row about a VM begins with. */
interface VmRow {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  readonly resourceGroup: string | null;
  readonly name: string;
  readonly resourceId: string;
  readonly powerState: string | null;
  readonly sender: boolean;
  readonly verdict: Verdict;
}

/** A machine to stop and start. `interrupts` says whether that stops a running machine; commands are `null` where none can be written. */
export interface RestartRow extends VmRow {
  readonly interrupts: 'yes' | 'no' | 'not known';
  readonly startOnly: boolean;
  readonly azureCli: string | null;
  readonly powershell: string | null;
}

/** An appliance to stop and start, through which VMs leave that need not be touched themselves. */
export interface ApplianceRow {
  readonly appliance: string;
  readonly todo: string;
  readonly vms: number;
}

/** A subscription that may ask Microsoft. `offeredNow` is false where only the chosen revision offers it; `route` says how to ask. */
export interface RequestRow {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  readonly offer: SubscriptionFinding['offer'];
  readonly createdNotBefore: string | null;
  readonly createdNotAfter: string | null;
  readonly offeredNow: boolean;
  readonly route: string;
  readonly vms: number;
  readonly senders: readonly string[];
}

/** A VM that has to send through a relay: for good, or because the current page offers no exemption any more. */
export interface RelayRow extends VmRow {
  readonly why: 'blocked' | 'no-longer-offered';
}

/** One of the three work lists of a run. `accepted` counts the findings that a reviewer accepts, which are left out. */
export type Worklist = {
  readonly runId: string;
  readonly startedAt: string;
  readonly accepted: number;
} & (
  | {
      readonly kind: 'restart';
      readonly rows: readonly RestartRow[];
      readonly appliances: readonly ApplianceRow[];
    }
  | {
      readonly kind: 'request';
      readonly rows: readonly RequestRow[];
      readonly policy: string;
      readonly current: string;
    }
  | { readonly kind: 'relay'; readonly rows: readonly RelayRow[] }
);

export type WorklistOf<K extends Worklist['kind']> = Extract<Worklist, { readonly kind: K }>;
