import type { Confidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Explained } from '../model/finding.ts';
import type { ChainsHeader, TableLayout } from '../model/report-data.ts';
import { numbersAt } from './column.ts';
import { filled, namesOf } from './holes.ts';
import type { Packet } from './unpack.ts';

/** Why a finding is as it is, and what to do. */
export interface Chain {
  readonly reasons: readonly Explained[];
  readonly actions: readonly Explained[];
  readonly evidence: readonly Evidence[];
}

/** The chains of a report, each put together when it is asked for. */
export interface Chains {
  /** `own` is what fills the holes of a VM's texts, as far as its NICs are not needed for it. */
  readonly ofVm: (row: number, own: readonly string[]) => Chain & { readonly nics: readonly string[] };
  readonly ofSubscription: (row: number, own: readonly string[]) => Chain;
}

/** Reads chains from their packet. */
export function chainsOf({ header, bytes }: Packet<ChainsHeader>): Chains {
  const numbers = (table: TableLayout, name: string): ArrayLike<number> => {
    const layout = table.columns[name];
    return layout === undefined || layout.kind === 'texts' ? [] : numbersAt(layout, bytes, table.rows);
  };
  const listAt = (codes: ArrayLike<number>, row: number) => header.lists[codes[row] ?? -1] ?? [];
  const text = (number: number | undefined, own: readonly string[]) => {
    const found = header.texts[number ?? -1];
    return found === undefined ? undefined : filled(found, own);
  };
  const explained = (item: number, own: readonly string[]): Explained => {
    const [code, message, source] = header.explained.slice(3 * item, 3 * item + 3).map((n) => text(n, own));
    return { code: code ?? '', message: message ?? '', ...(source === undefined ? {} : { source }) };
  };
  const evidence = (item: number, own: readonly string[]): Evidence => {
    const [fact, value, source, confidence, note] = header.evidence
      .slice(5 * item, 5 * item + 5)
      .map((n) => text(n, own));
    return {
      fact: fact ?? '',
      value: value ?? '',
      source: source ?? '',
      ...(confidence === undefined ? {} : { confidence: confidence as Confidence }),
      ...(note === undefined ? {} : { note }),
    };
  };
  const reader = (table: TableLayout) => {
    const [reasons, actions, seen] = ['reasons', 'actions', 'evidence'].map((name) => numbers(table, name));
    return (row: number, own: readonly string[]): Chain => ({
      reasons: listAt(reasons ?? [], row).map((item) => explained(item, own)),
      actions: listAt(actions ?? [], row).map((item) => explained(item, own)),
      evidence: listAt(seen ?? [], row).map((item) => evidence(item, own)),
    });
  };
  const vms = reader(header.tables.vms);
  const nics = numbers(header.tables.vms, 'nics');
  return {
    ofVm(row, own) {
      const ids = listAt(nics, row).map((number) => text(number, own) ?? '');
      return { nics: ids, ...vms(row, [...own, ...namesOf(ids)]) };
    },
    ofSubscription: reader(header.tables.subscriptions),
  };
}
