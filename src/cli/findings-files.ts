import { join } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import { subscriptionNdjson, vmNdjson } from '../report/ndjson.ts';
import { SUBSCRIPTION_COLUMNS } from '../report/subscription-columns.ts';
import { vmColumns } from '../report/vm-columns.ts';
import type { NightTables } from '../store/parquet-history.ts';
import { createTextFile } from '../store/text-file.ts';

/** The files that findings are written to as they are made. */
export interface FindingsFiles {
  write(subscription: SubscriptionFinding, vms: readonly VmFinding[]): Promise<void>;
  close(): Promise<void>;
}

/** Which CSV files are wanted, which owner tags have a column in them, and the rows for the history where they are wanted. */
export interface WantedFiles {
  readonly csv: boolean;
  readonly tables?: NightTables | undefined;
  readonly tagNames: readonly string[];
}

/** Opens the files of findings in a run folder; the NDJSON ones are always written, since the report is made from them. */
export async function openFindingsFiles(
  folder: string,
  { csv, tables, tagNames }: WantedFiles,
): Promise<FindingsFiles> {
  const open = (name: string) => createTextFile(join(folder, name));
  const columns = vmColumns(tagNames);
  const vmsNdjson = await open('vms.ndjson');
  const subscriptionsNdjson = await open('subscriptions.ndjson');
  const csvFiles = csv
    ? { vms: await open('vms.csv'), subscriptions: await open('subscriptions.csv') }
    : undefined;
  await csvFiles?.vms.write(csvHeader(columns));
  await csvFiles?.subscriptions.write(csvHeader(SUBSCRIPTION_COLUMNS));
  return {
    async write(subscription, vms) {
      await subscriptionsNdjson.write(subscriptionNdjson([subscription]));
      await vmsNdjson.write(vmNdjson(vms));
      await csvFiles?.subscriptions.write(csvRows(SUBSCRIPTION_COLUMNS, [subscription]));
      await csvFiles?.vms.write(csvRows(columns, vms));
      await tables?.add(subscription, vms);
    },
    async close() {
      for (const file of [vmsNdjson, subscriptionsNdjson, csvFiles?.vms, csvFiles?.subscriptions])
        await file?.close();
    },
  };
}
