import type { Evidence } from '../model/evidence.ts';
import type { Explained, SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { type ChainsHeader, REPORT_DATA_VERSION } from '../model/report-data.ts';
import { createHoles, holesOf, ownOf } from './report-data-holes.ts';
import { createLists, eachList, type NumberLists } from './report-data-lists.ts';
import { type LooseTable, packed } from './report-data-packet.ts';

/** The chains of some of a run's VMs as plain data: what each number means is as in {@link ChainsHeader}. */
export interface ChainsPart {
  readonly texts: readonly string[];
  readonly explained: NumberLists;
  readonly evidence: NumberLists;
  readonly lists: NumberLists;
  readonly vms: Readonly<Record<VmColumn, Int32Array>>;
}

/** Takes the chains of VMs and subscriptions in the order of their rows. */
export interface ChainsBuilder {
  addVm(vm: VmFinding): void;
  addSubscription(subscription: SubscriptionFinding): void;
  /** The VMs so far, for another builder. */
  part(): ChainsPart;
  /** Takes the VMs of another builder behind its own. */
  take(part: ChainsPart): void;
  finish(): readonly Uint8Array[];
}

const NONE = -1;

/** The chains with everything that is said more than once kept once: texts, items, lists of items. */
export function createChains(): ChainsBuilder {
  const texts = createTexts();
  const explained = createLists();
  const evidence = createLists();
  const lists = createLists();
  const vms = { nics: [] as number[], ...emptyChain() };
  const subscriptions = emptyChain();

  const add = (target: Chain, finding: Chained, own: readonly string[]) => {
    const text = texts.withHoles(own);
    const say = ({ code, message, source }: Explained) =>
      explained.of([text(code), text(message), text(source)]);
    const show = ({ fact, value, source, confidence, note }: Evidence) =>
      evidence.of([text(fact), text(value), text(source), text(confidence), text(note)]);
    target.reasons.push(lists.of(finding.reasons.map(say)));
    target.actions.push(lists.of(finding.actions.map(say)));
    target.evidence.push(lists.of(finding.evidence.map(show)));
  };
  return {
    addVm(vm) {
      vms.nics.push(lists.of(vm.nics.map(texts.withHoles(ownOf(vm)))));
      add(vms, vm, holesOf(vm));
    },
    addSubscription(subscription) {
      add(subscriptions, subscription, [subscription.subscriptionId, subscription.name]);
    },
    part: () => ({
      texts: texts.all(),
      explained: explained.all(),
      evidence: evidence.all(),
      lists: lists.all(),
      vms: {
        nics: Int32Array.from(vms.nics),
        reasons: Int32Array.from(vms.reasons),
        actions: Int32Array.from(vms.actions),
        evidence: Int32Array.from(vms.evidence),
      },
    }),
    take(part) {
      const text = part.texts.map(texts.of);
      const renamed = (items: readonly number[], names: readonly number[]) =>
        items.map((item) => names[item] ?? NONE);
      const said = eachList(part.explained).map((item) => explained.of(renamed(item, text)));
      const shown = eachList(part.evidence).map((item) => evidence.of(renamed(item, text)));
      const meant = { nics: text, reasons: said, actions: said, evidence: shown };
      const theirs = eachList(part.lists);
      for (const column of VM_COLUMNS) {
        const known = new Map<number, number>();
        for (const list of part.vms[column]) {
          const number = known.get(list) ?? lists.of(renamed(theirs[list] ?? [], meant[column]));
          known.set(list, number);
          vms[column].push(number);
        }
      }
    },
    finish() {
      const header: Omit<ChainsHeader, 'tables'> = {
        version: REPORT_DATA_VERSION,
        texts: texts.all(),
        explained: [...explained.all().items],
        evidence: [...evidence.all().items],
        lists: eachList(lists.all()),
      };
      return packed(header, { vms: tableOf(vms), subscriptions: tableOf(subscriptions) });
    },
  };
}

const VM_COLUMNS = ['nics', 'reasons', 'actions', 'evidence'] as const;

type VmColumn = (typeof VM_COLUMNS)[number];
type Chained = Pick<VmFinding, 'reasons' | 'actions' | 'evidence'>;
type Chain = Readonly<Record<'reasons' | 'actions' | 'evidence', number[]>>;

function emptyChain(): Chain {
  return { reasons: [], actions: [], evidence: [] };
}

function tableOf(columns: Chain & Readonly<Record<string, number[]>>): LooseTable {
  return {
    rows: columns.reasons.length,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, codes]) => [name, { kind: 'numbers', codes }] as const),
    ),
  };
}

/** Keeps each different text once. */
interface Texts {
  /** The number of a text that has its holes already. */
  of(text: string): number;
  /** The numbers of texts in which what is somebody's own is to become holes. */
  withHoles(own: readonly string[]): (text: string | undefined) => number;
  all(): readonly string[];
}

function createTexts(): Texts {
  const numbers = new Map<string, number>();
  /** Texts that came out without holes once: most are said of many VMs, and looking for holes takes long. */
  const plain = new Map<string, number>();
  const of = (text: string) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return {
    of,
    withHoles(own) {
      const holed = createHoles(own);
      return (text) => {
        if (text === undefined) return NONE;
        const known = plain.get(text);
        if (known !== undefined) return known;
        const shared = holed(text);
        const number = of(shared);
        if (shared === text) plain.set(text, number);
        return number;
      };
    },
    all: () => [...numbers.keys()],
  };
}
