import type { RunChanges } from '../model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { REPORT_DATA_VERSION, type ReportHeader, type ReportSubscription } from '../model/report-data.ts';
import { REVISION_NAMES } from '../model/revision.ts';
import type { RunSummary } from '../model/run.ts';
import { type ChainsPart, createChains } from './report-data-chains.ts';
import { changeTable } from './report-data-changes.ts';
import { packed } from './report-data-packet.ts';
import { createVmTable, type VmTablePart } from './report-data-vms.ts';
import { reportWords } from './report-words.ts';
import { requestRouteWords } from './request-route-words.ts';

/** What a report's data says of the run as a whole. */
interface ReportDataInput {
  readonly run: RunSummary;
  readonly title: string;
  readonly changes: RunChanges | null;
  readonly requestsNoLongerOffered: number;
  readonly subscriptions: readonly SubscriptionFinding[];
}

/** The two packets of a report's data, uncompressed, each in pieces (docs/report-format.md). */
interface ReportData {
  readonly table: readonly Uint8Array[];
  readonly chains: readonly Uint8Array[];
}

/** What a builder has taken, as plain data that can pass from one thread to another. */
export interface ReportDataPart {
  readonly vms: VmTablePart;
  readonly chains: ChainsPart;
}

/**
 * Takes the VMs of a run in the order of `vms.csv`. The same findings give the same bytes; so do the same parts of them, though not
 * the same bytes as all in one: texts may be shared in another way.
 */
export interface ReportDataBuilder {
  add(vm: VmFinding): void;
  /** The VMs so far, for another builder. */
  part(): ReportDataPart;
  /** Takes the VMs of another builder behind its own. */
  take(part: ReportDataPart): void;
  finish(input: ReportDataInput): ReportData;
}

export function createReportData(): ReportDataBuilder {
  const vms = createVmTable();
  const chains = createChains();
  return {
    add(vm) {
      vms.add(vm);
      chains.addVm(vm);
    },
    part: () => ({ vms: vms.part(), chains: chains.part() }),
    take(part) {
      vms.take(part.vms);
      chains.take(part.chains);
    },
    finish({ run, title, changes, requestsNoLongerOffered, subscriptions }) {
      for (const subscription of subscriptions) chains.addSubscription(subscription);
      const header: Omit<ReportHeader, 'tables'> = {
        version: REPORT_DATA_VERSION,
        title,
        run,
        revisions: REVISION_NAMES,
        changes: changes === null ? null : withoutVms(changes),
        subscriptions: subscriptions.map(withoutChain),
        words: reportWords(run, requestsNoLongerOffered),
      };
      return {
        table: packed(header, { vms: vms.finish(), changes: changeTable(changes) }),
        chains: chains.finish(),
      };
    },
  };
}

function withoutVms({ vms: _, ...rest }: RunChanges): Omit<RunChanges, 'vms'> {
  return rest;
}

function withoutChain({
  reasons: _,
  actions: __,
  evidence: ___,
  ...rest
}: SubscriptionFinding): ReportSubscription {
  const { routes } = rest;
  return { ...rest, requestSteps: routes.length === 0 ? null : requestRouteWords(routes) };
}
