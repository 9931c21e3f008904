import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import { subscriptionNdjson, vmNdjson } from '../report/ndjson.ts';
import { SUBSCRIPTION_COLUMNS } from '../report/subscription-columns.ts';
import { vmColumns } from '../report/vm-columns.ts';
import { appendFile } from '../store/append-file.ts';
import { createTextFile } from '../store/text-file.ts';
import type { OpenNightTables } from './night-tables.ts';

/** The files that findings are written to as they are made. */
export interface FindingsFiles {
  write(subscription: SubscriptionFinding, vms: readonly VmFinding[]): Promise<void>;
  close(): Promise<void>;
}

/** Which CSV files are wanted, which owner tags have a column in them, and the rows for the history where they are wanted. */
export interface WantedFiles {
  readonly csv: boolean;
  /** Whether the files begin with this folder's; otherwise it has a part that is to be put behind others ({@link joinFindings}). */
  readonly first: boolean;
  readonly openTables?: OpenNightTables | undefined;
  readonly tagNames: readonly string[];
}

/** The files of findings, of which each part of a run may have written a piece. */
const NAMES = ['vms.ndjson', 'subscriptions.ndjson', 'vms.csv', 'subscriptions.csv'] as const;

/** How many VMs are put into text at once: the texts of a very large subscription would be held otherwise. */
const VMS = 1000;

/** Opens the files of findings in a run folder; the NDJSON ones are always written, since the report is made from them. */
export async function openFindingsFiles(
  folder: string,
  { csv, first, openTables, tagNames }: WantedFiles,
): Promise<FindingsFiles> {
  const open = (name: (typeof NAMES)[number]) => createTextFile(join(folder, name));
  const tables = await openTables?.();
  const columns = vmColumns(tagNames);
  const vmsNdjson = await open('vms.ndjson');
  const subscriptionsNdjson = await open('subscriptions.ndjson');
  const csvFiles = csv
    ? { vms: await open('vms.csv'), subscriptions: await open('subscriptions.csv') }
    : undefined;
  if (first) {
    await csvFiles?.vms.write(csvHeader(columns));
    await csvFiles?.subscriptions.write(csvHeader(SUBSCRIPTION_COLUMNS));
  }
  return {
    async write(subscription, vms) {
      await subscriptionsNdjson.write(subscriptionNdjson([subscription]));
      await csvFiles?.subscriptions.write(csvRows(SUBSCRIPTION_COLUMNS, [subscription]));
      for (let from = 0; from < vms.length; from += VMS) {
        const some = vms.slice(from, from + VMS);
        await vmsNdjson.write(vmNdjson(some));
        await csvFiles?.vms.write(csvRows(columns, some));
      }
      await tables?.add(subscription, vms);
    },
    async close() {
      for (const file of [vmsNdjson, subscriptionsNdjson, csvFiles?.vms, csvFiles?.subscriptions])
        await file?.close();
    },
  };
}

/** Puts the findings in other folders behind those in a run folder, in their order. */
export async function joinFindings(
  folder: string,
  others: readonly string[],
  { csv }: Pick<WantedFiles, 'csv'>,
): Promise<void> {
  for (const name of NAMES.filter((one) => csv || !one.endsWith('.csv'))) {
    for (const other of others) await appendFile(join(folder, name), join(other, name));
  }
}

/** Removes what was written of the findings in a run folder. */
export async function discardFindings(folder: string): Promise<void> {
  for (const name of NAMES) await rm(join(folder, name), { force: true });
}
