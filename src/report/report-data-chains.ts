import type { Evidence } from '../model/evidence.ts';
import type { Explained, SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { type ChainsHeader, REPORT_DATA_VERSION } from '../model/report-data.ts';
import { createHoles, holesOf, ownOf } from './report-data-holes.ts';
import { type LooseTable, packed } from './report-data-packet.ts';

/** Takes the chains of VMs and subscriptions in the order of their rows. */
export interface ChainsBuilder {
  addVm(vm: VmFinding): void;
  addSubscription(subscription: SubscriptionFinding): void;
  finish(): readonly Uint8Array[];
}

const NONE = -1;

/** The chains with everything that is said more than once kept once: texts, items, lists of items. */
export function createChains(): ChainsBuilder {
  const texts = createInterned<string>();
  const explained = createInterned<readonly number[]>();
  const evidence = createInterned<readonly number[]>();
  const lists = createInterned<readonly number[]>();
  const vms = { nics: [] as number[], ...emptyChain() };
  const subscriptions = emptyChain();

  /** Texts that came out without holes once: most are said of many VMs, and looking for holes takes long. */
  const plain = new Map<string, number>();
  const textOf = (own: readonly string[]) => {
    const withHoles = createHoles(own);
    return (text: string | undefined) => {
      if (text === undefined) return NONE;
      const known = plain.get(text);
      if (known !== undefined) return known;
      const holed = withHoles(text);
      const number = texts.of(holed);
      if (holed === text) plain.set(text, number);
      return number;
    };
  };
  const add = (target: Chain, finding: Chained, own: readonly string[]) => {
    const text = textOf(own);
    const say = ({ code, message, source }: Explained) => {
      const item = [text(code), text(message), text(source)];
      return explained.of(item, item.join());
    };
    const show = ({ fact, value, source, confidence, note }: Evidence) => {
      const item = [text(fact), text(value), text(source), text(confidence), text(note)];
      return evidence.of(item, item.join());
    };
    const list = (items: readonly number[]) => lists.of(items, items.join());
    target.reasons.push(list(finding.reasons.map(say)));
    target.actions.push(list(finding.actions.map(say)));
    target.evidence.push(list(finding.evidence.map(show)));
  };
  return {
    addVm(vm) {
      const nics = vm.nics.map(textOf(ownOf(vm)));
      vms.nics.push(lists.of(nics, nics.join()));
      add(vms, vm, holesOf(vm));
    },
    addSubscription(subscription) {
      add(subscriptions, subscription, [subscription.subscriptionId, subscription.name]);
    },
    finish() {
      const header: Omit<ChainsHeader, 'tables'> = {
        version: REPORT_DATA_VERSION,
        texts: texts.all(),
        explained: explained.all().flat(),
        evidence: evidence.all().flat(),
        lists: lists.all(),
      };
      return packed(header, { vms: tableOf(vms), subscriptions: tableOf(subscriptions) });
    },
  };
}

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

interface Interned<T> {
  /** The number of a value, a new one where it was never seen; `key` tells values apart. */
  of(value: T, key?: string): number;
  all(): readonly T[];
}

function createInterned<T>(): Interned<T> {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    of(value, key = String(value)) {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      return values.push(value) - 1;
    },
    all: () => values,
  };
}
