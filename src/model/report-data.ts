import type { RunChanges } from './change.ts';
import type { SubscriptionFinding } from './finding.ts';
import type { RevisionName } from './revision.ts';
import type { RunSummary } from './run.ts';
import type { Verdict } from './verdict.ts';

/** The version of the data that a report carries: its page and its data are always written together. */
export const REPORT_DATA_VERSION = 1;

/**
 * Where a column's cells lie. `codes`: a number for each row, at `offset` of the bytes behind the header, `width` bytes each, little
 * endian, that counts into `values`. `texts`: the cells themselves, one for each row, where nearly every one is different.
 * `numbers`: as `codes`, and the number is the cell.
 */
export type ColumnLayout =
  | {
      readonly kind: 'codes';
      readonly values: readonly (string | null)[];
      readonly offset: number;
      readonly width: 1 | 2 | 4;
    }
  | { readonly kind: 'texts'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'numbers'; readonly offset: number; readonly width: 1 | 2 | 4 };

/** A table whose cells stand column by column. */
export interface TableLayout {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnLayout>>;
}

/**
 * A subscription without its chain, which is among the {@link ChainsHeader | chains}. `requestSteps` says how it asks Microsoft to lift
 * the block, `null` where it cannot.
 */
export interface ReportSubscription extends Omit<SubscriptionFinding, 'reasons' | 'actions' | 'evidence'> {
  readonly requestSteps: string | null;
}

/** A code of the model with the words that a person reads. */
type Words = Readonly<Record<string, string>>;

/** All prose that the page shows of codes: it is written in `report/`, once for the page and the plain HTML. */
export interface ReportWords {
  readonly offer: Words;
  readonly policyStatus: Words;
  readonly policySays: Words;
  readonly platform: Words;
  readonly path: Words;
  readonly egress: Words;
  readonly nicFlag: Words;
  readonly exemption: Words;
  readonly cutoff: Words;
  readonly coverage: Words;
  readonly cloud: Words;
  /** The headings under which changes stand. */
  readonly changes: Words;
  readonly verdicts: readonly {
    readonly verdict: Verdict;
    readonly means: string;
    readonly todo: string;
  }[];
  /** The verdicts in the order in which their VMs deserve attention. */
  readonly priority: readonly Verdict[];
  /** What the reader has to know first of Microsoft's current page. */
  readonly notes: readonly string[];
  /** What makes each gap of the run's coverage readable, in the order of the gaps. */
  readonly remedies: readonly string[];
  /** The characters that must be spelt out, as the source of a regular expression with the flags `gu`. */
  readonly unprintable: string;
  readonly microsoftPage: string;
  /** The address of the cloud's portal, before a resource ID. */
  readonly portal: string;
}

/** What the page needs at once. Its tables are `vms` (the cells of `vms.csv` and what facets need) and `changes`. */
export interface ReportHeader {
  readonly version: typeof REPORT_DATA_VERSION;
  readonly title: string;
  readonly run: RunSummary;
  readonly revisions: readonly RevisionName[];
  readonly changes: Omit<RunChanges, 'vms'> | null;
  readonly subscriptions: readonly ReportSubscription[];
  readonly words: ReportWords;
  readonly tables: { readonly vms: TableLayout; readonly changes: TableLayout };
}

/**
 * What the page needs when a chain is opened. `texts` are shared, with holes for what is a VM's own; `explained` holds three numbers
 * an item (code, message, source), `evidence` five (fact, value, source, confidence, note), each counting into `texts`, -1 for none;
 * `lists` are lists of items. The tables `vms` and `subscriptions` count into `lists`.
 */
export interface ChainsHeader {
  readonly version: typeof REPORT_DATA_VERSION;
  readonly texts: readonly string[];
  readonly explained: readonly number[];
  readonly evidence: readonly number[];
  readonly lists: readonly (readonly number[])[];
  readonly tables: { readonly vms: TableLayout; readonly subscriptions: TableLayout };
}
