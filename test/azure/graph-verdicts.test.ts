import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { type Collected, collected } from './graph-collected.ts';
import { type BothReaders, bothReaders, GRAPH_PATH } from './graph-connected.ts';

/**
 * The fields of facts that the two readers spell differently: a resource's own ID, in its letter case. docs/resource-graph.md tells
 * them to users: change both together.
 */
const DIFFERING = ['id'];

let both: BothReaders;
let arm: Collected;
let graph: Collected;
let askedOfArm: number;

beforeAll(async () => {
  both = await bothReaders();
  arm = await collected(both.arm, both.simulator);
  askedOfArm = both.simulator.requests.length;
  graph = await collected(both.graph, both.simulator);
}, 120_000);
afterAll(() => both.close());

/** Lists in any order; letter case and the words of where something was read do not count. */
function normalised(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase().split('; ').toSorted().join('; ');
  if (Array.isArray(value))
    return value
      .map(normalised)
      .map((item) => JSON.stringify(item))
      .toSorted();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'evidence');
  return Object.fromEntries(
    entries.map(([name, part]) => [name, normalised(part)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function byId(value: readonly unknown[]): readonly unknown[] {
  return value.toSorted((a, b) => (JSON.stringify(normalised(a)) < JSON.stringify(normalised(b)) ? -1 : 1));
}

/** The paths at which two values differ as they stand. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b)) return [];
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    const [left, right] = [byId(a), byId(b)];
    return left.flatMap((item, at) => differences(item, right[at], `${path}.[]`));
  }
  if (isRecord(a) && isRecord(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.flatMap((name) => differences(a[name], b[name], path === '' ? name : `${path}.${name}`));
  }
  return [path];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsIn({ readings }: SubscriptionFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readings).map(([kind, reading]) => [
      kind,
      reading.kind === 'not-asked' ? reading : reading.items,
    ]),
  );
}

describe('the same tenant through Resource Manager and through Resource Graph', () => {
  test('gets the same verdict for every VM, for the same reasons', () => {
    expect(graph.vms.length).toBe(arm.vms.length);
    expect(arm.vms.length).toBeGreaterThan(300);
    const ofGraph = new Map(graph.vms.map((vm) => [vm.resourceId.toLowerCase(), vm]));
    for (const vm of arm.vms)
      expect(normalised(ofGraph.get(vm.resourceId.toLowerCase()))).toEqual(normalised(vm));
  });

  test('gets the same row for every subscription, coverage and gaps among it', () => {
    expect(graph.subscriptions.map(normalised)).toEqual(arm.subscriptions.map(normalised));
    expect(new Set(graph.subscriptions.map(({ coverage }) => coverage)).size).toBeGreaterThan(3);
  });

  test('differs in the fields that are documented, and in no others', () => {
    const found = [...arm.facts].flatMap(([id, facts]) => {
      const other = graph.facts.get(id);
      return other === undefined ? [id] : differences(itemsIn(facts), itemsIn(other));
    });
    expect(found.length).toBeGreaterThan(100);
    expect([...new Set(found.map((path) => path.split('.').at(-1)))]).toEqual(DIFFERING);
  });

  test('takes a fraction of the requests', () => {
    const asked = both.simulator.requests.slice(askedOfArm);
    expect(asked.length).toBeLessThan(askedOfArm / 2);
    expect(both.graph.graphUse().answered).toBeGreaterThan(500);
    const queries = asked.filter(({ path }) => path === GRAPH_PATH);
    expect(queries.length).toBeGreaterThan(15);
    expect(queries.every(({ method, status }) => method === 'POST' && status === 200)).toBe(true);
  });
});
