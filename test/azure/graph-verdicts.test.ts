import { expect, test } from 'vitest';
import { bothReaders } from './graph-connected.ts';
import { collected } from './graph-collected.ts';

test('probe', async () => {
  const both = await bothReaders();
  const t0 = performance.now();
  const arm = await collected(both.arm, both.simulator);
  const t1 = performance.now();
  const n = both.simulator.requests.length;
  const graph = await collected(both.graph, both.simulator);
  const t2 = performance.now();
  console.log(arm.vms.length, graph.vms.length, t1 - t0, t2 - t1, n, both.simulator.requests.length - n, both.simulator.requests.filter((r) => r.path.includes('ResourceGraph')).map((r) => r.status), both.graph.graphUse(), both.graph.counts());
  const diffs: string[] = [];
  const gv = new Map(graph.vms.map((v) => [v.resourceId.toLowerCase(), v]));
  const norm = (v: object) => JSON.stringify(v, (k, x) => k === 'evidence' ? undefined : x).toLowerCase();
  for (const v of arm.vms) { const o = gv.get(v.resourceId.toLowerCase()); if (!o || norm(o) !== norm(v)) diffs.push(`${v.name}\n${norm(v)}\n${o && norm(o)}`); }
  console.log(diffs.length, diffs.slice(0, 3).join('\n\n'));
  const gs = new Map(graph.subscriptions.map((v) => [v.subscriptionId, v]));
  const sd = arm.subscriptions.filter((s) => norm(s) !== norm(gs.get(s.subscriptionId) ?? {}));
  console.log(sd.length, sd.slice(0, 2).map((s) => norm(s) + '\n' + norm(gs.get(s.subscriptionId) ?? {})).join('\n\n'));
  await both.close();
  expect(1).toBe(1);
}, 120_000);
