import { changeColumn } from './change-class.ts';
import { type Column, mappedColumn, textColumn } from './column.ts';
import type { Table } from './unpack.ts';

/** The VMs of a report. `setOf` is the number of a row's scale set, -1 without one. */
export interface Vms {
  readonly rows: number;
  /** A column by its key: a field of the finding, `changeClass`, `reviewState`, or `tag:NAME`. */
  readonly column: (key: string) => Column;
  readonly cell: (key: string) => (row: number) => string | null;
  readonly verdictsUnder: (revision: string) => Column;
  readonly setOf: Int32Array;
  readonly sets: readonly ScaleSetName[];
  readonly senders: Uint8Array | null;
  readonly rowOf: (resourceId: string) => number;
}

interface ScaleSetName {
  readonly id: string;
  readonly name: string;
}

const SCALE_SET = /^(.*\/virtualMachineScaleSets\/([^/]+))\/virtualMachines\/$/i;

/** The table of VMs with what follows from its columns, each worked out when it is first asked for. */
export function createVms(table: Table, changes: Table, revisions: readonly string[]): Vms {
  const { rows, columns } = table;
  const made = new Map<string, Column>();
  const stored = (key: string) => columns[key] ?? textColumn(new Array(rows).fill(null));
  const idAt = (row: number) =>
    `${stored('idHead').at(row) ?? ''}${stored('idTail').at(row) ?? stored('name').at(row) ?? ''}`;
  const make = (key: string): Column => {
    if (key === 'resourceId') return textColumn(Array.from({ length: rows }, (_, row) => idAt(row)));
    if (key === 'changeClass') return changeColumn(stored('change'), changes, idAt);
    if (key === 'reviewState') return mappedColumn(stored('review'), reviewState);
    if (key.startsWith('tag:')) return mappedColumn(stored('tags'), (json) => tagOf(json, key.slice(4)));
    if (key.startsWith('verdict:')) {
      const at = revisions.indexOf(key.slice(8));
      return mappedColumn(stored('verdicts'), (all) => all?.split(';')[at] ?? null);
    }
    return stored(key);
  };
  const column = (key: string) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
  const { setOf, sets } = scaleSets(column('idHead'), column('kind'));
  return {
    rows,
    column,
    cell: (key) => (key === 'resourceId' ? idAt : column(key).at),
    verdictsUnder: (revision) => column(`verdict:${revision}`),
    setOf,
    sets,
    senders: marked(column('sender')),
    rowOf: rowFinder(rows, idAt),
  };
}

/** Where a VM stands: a deep link names it by its resource ID, whatever the letter case. */
function rowFinder(rows: number, idAt: (row: number) => string): Vms['rowOf'] {
  let known: Map<string, number> | undefined;
  return (resourceId) => {
    known ??= new Map(Array.from({ length: rows }, (_, row) => [idAt(row).toLowerCase(), row]));
    return known.get(resourceId.toLowerCase()) ?? -1;
  };
}

function marked(column: Column): Uint8Array | null {
  const { codes, values } = column.coded();
  if (values.every((value) => value === null)) return null;
  return Uint8Array.from(codes, (code) => (values[code] === null ? 0 : 1));
}

function scaleSets(head: Column, kind: Column): Pick<Vms, 'setOf' | 'sets'> {
  const { codes, values } = head.coded();
  const numbers = new Map<string, number>();
  const sets: ScaleSetName[] = [];
  const ofValue = values.map((value) => {
    const [, id, name] = SCALE_SET.exec(value ?? '') ?? [];
    if (id === undefined || name === undefined) return -1;
    const key = id.toLowerCase();
    const known = numbers.get(key) ?? sets.push({ id, name }) - 1;
    numbers.set(key, known);
    return known;
  });
  const isInstance = (row: number) => kind.at(row) === 'vmss-instance';
  return {
    setOf: Int32Array.from(codes, (code, row) => (isInstance(row) ? (ofValue[code] ?? -1) : -1)),
    sets,
  };
}

function reviewState(json: string | null): string | null {
  if (json === null) return null;
  const { accepted, reviewed } = JSON.parse(json);
  if (accepted !== undefined) return accepted.standing === 'standing' ? 'accepted' : accepted.standing;
  if (reviewed === undefined) return null;
  return reviewed.stale ? 'reviewed-stale' : 'reviewed';
}

function tagOf(json: string | null, name: string): string | null {
  if (json === null) return null;
  const tags: Readonly<Record<string, string>> = JSON.parse(json);
  return Object.hasOwn(tags, name) ? (tags[name] ?? null) : null;
}
