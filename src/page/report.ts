import type { ChainsHeader, ReportHeader } from '../model/report-data.ts';
import { type Chains, chainsOf } from './chains.ts';
import { inflate } from './inflate.ts';
import { type Table, tableOf, unpack } from './unpack.ts';
import { createVms, type Vms } from './vms.ts';

/** A report, opened: what is shown at once, and the chains, which are unpacked when the first of them is asked for. */
export interface Report extends Omit<ReportHeader, 'tables'> {
  readonly vms: Vms;
  readonly changedVms: Table;
  readonly chains: () => Promise<Chains>;
  readonly subscriptionRow: (subscriptionId: string) => number;
}

/** Opens a report's data: both packets as they stand in the page. */
export async function openReport(table: string, chains: () => string): Promise<Report> {
  const { header, bytes } = unpack<ReportHeader>(await inflate(table));
  const { tables, ...rest } = header;
  const changedVms = tableOf(tables.changes, bytes);
  const rows = new Map(header.subscriptions.map(({ subscriptionId }, row) => [`${subscriptionId}`, row]));
  let opened: Promise<Chains> | undefined;
  return {
    ...rest,
    vms: createVms(tableOf(tables.vms, bytes), changedVms, header.revisions),
    changedVms,
    chains: () => {
      opened ??= inflate(chains()).then((packet) => chainsOf(unpack<ChainsHeader>(packet)));
      return opened;
    },
    subscriptionRow: (id) => rows.get(id.toLowerCase()) ?? -1,
  };
}
