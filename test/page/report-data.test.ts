import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressed } from '../../src/cli/compressed.ts';
import type { RunChanges } from '../../src/model/change.ts';
import type { VmFinding } from '../../src/model/finding.ts';
import type { ChainsHeader, ReportHeader } from '../../src/model/report-data.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { chainsOf } from '../../src/page/chains.ts';
import { ownOf } from '../../src/page/holes.ts';
import { inflate } from '../../src/page/inflate.ts';
import { tableOf, unpack } from '../../src/page/unpack.ts';
import { createVms } from '../../src/page/vms.ts';
import { createReportData } from '../../src/report/report-data.ts';
import { runSummary, subscriptionFinding, vmFinding } from '../report/finding-builders.ts';
import { largeRun } from './large-run.ts';

/** Takes findings as the builder of a report's data: all in one, or those from a place on by way of another builder. */
function builderWith(vms: readonly VmFinding[], split = vms.length) {
  const [builder, other] = [createReportData(), createReportData()];
  vms.slice(0, split).forEach(builder.add);
  vms.slice(split).forEach(other.add);
  if (split < vms.length) builder.take(structuredClone(other.part()));
  return builder;
}

/** Writes findings as a report's data and reads them back as the page does. */
async function throughTheReport(
  vms: readonly VmFinding[],
  { changes = null, split }: { readonly changes?: RunChanges | null; readonly split?: number } = {},
) {
  const subscriptions = [subscriptionFinding({}, vms)];
  const builder = builderWith(vms, split);
  const run = runSummary(subscriptions);
  const { table, chains } = builder.finish({
    run,
    title: 'A title',
    changes,
    requestsNoLongerOffered: 0,
    subscriptions,
  });
  const packed = { table: await compressed(table), chains: await compressed(chains) };
  const { header, bytes } = unpack<ReportHeader>(await inflate(packed.table));
  return {
    header,
    packed,
    vms: createVms(tableOf(header.tables.vms, bytes), tableOf(header.tables.changes, bytes), REVISION_NAMES),
    chains: chainsOf(unpack<ChainsHeader>(await inflate(packed.chains))),
  };
}

type Opened = Awaited<ReturnType<typeof throughTheReport>>;

/** A VM's finding as far as the page has it. */
function findingAt({ vms, chains }: Opened, row: number) {
  const at = (key: string) => vms.cell(key)(row);
  const own = ownOf({
    resourceId: at('resourceId') ?? '',
    name: at('name') ?? '',
    egressAddress: at('egressAddress'),
    reverseDns: at('reverseDns'),
  });
  const { reasons, actions, evidence, nics } = chains.ofVm(row, own);
  return {
    ...Object.fromEntries(
      [
        'subscriptionId',
        'name',
        'resourceGroup',
        'location',
        'egressAddress',
        'reverseDns',
        'resourceId',
        'verdict',
        'firstSeen',
      ].map((key) => [key, at(key)]),
    ),
    sender: at('sender') === 'yes',
    verdicts: Object.fromEntries(REVISION_NAMES.map((name) => [name, vms.verdictsUnder(name).at(row)])),
    tags: JSON.parse(at('tags') ?? '{}'),
    reasons,
    actions,
    evidence,
    nics,
  };
}

function asShown(vm: VmFinding) {
  const {
    subscriptionId,
    name,
    resourceGroup,
    location,
    egressAddress,
    reverseDns,
    resourceId,
    verdict,
    firstSeen,
  } = vm;
  const { sender, verdicts, tags, reasons, actions, evidence, nics } = vm;
  return {
    ...{
      subscriptionId,
      name,
      resourceGroup,
      location,
      egressAddress,
      reverseDns,
      resourceId,
      verdict,
      firstSeen,
    },
    ...{ sender, verdicts, tags, reasons, actions, evidence, nics },
  };
}

// Names may hold anything, also the characters that stand for holes in shared texts.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('\uD800', 'a\uDC00b'),
  fc.constantFrom('\uE000', '\uE001vm-1', 'vm-1', 'nic-1', '</script>', '', '=1+1', 'a/b/c', '20.1.2.3'),
);
const explained = fc.record(
  { code: text, message: text, source: text },
  { requiredKeys: ['code', 'message'] },
);
const evidence = fc.record(
  { fact: text, value: text, source: text, confidence: fc.constantFrom('high', 'low'), note: text },
  { requiredKeys: ['fact', 'value', 'source'] },
);
const vm = fc
  .record({
    name: text,
    resourceGroup: text,
    location: fc.option(text),
    egressAddress: fc.option(text),
    reverseDns: fc.option(text),
    resourceId: fc.oneof(
      text,
      text.map((name) => `/subscriptions/s/resourceGroups/rg-1/providers/x/vm/${name}`),
    ),
    sender: fc.boolean(),
    tags: fc.dictionary(fc.constantFrom('owner', 'team'), text),
    nics: fc.array(text, { maxLength: 6 }),
    reasons: fc.array(explained, { maxLength: 3 }),
    actions: fc.array(explained, { maxLength: 3 }),
    evidence: fc.array(evidence, { maxLength: 3 }),
  })
  .map((fields) => vmFinding(fields as Partial<VmFinding>));

describe("a report's data", () => {
  it('gives back every finding as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(vm, { maxLength: 12 }), async (vms) => {
        const opened = await throughTheReport(vms);
        expect(vms.map((_, row) => findingAt(opened, row))).toEqual(vms.map(asShown));
      }),
      { numRuns: 150 },
    );
  });

  it('gives back every finding where two builders took them, whichever took how many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(vm, { maxLength: 12 }), fc.nat({ max: 12 }), async (vms, split) => {
        const opened = await throughTheReport(vms, { split });
        expect(vms.map((_, row) => findingAt(opened, row))).toEqual(vms.map(asShown));
        expect(opened.header).toEqual((await throughTheReport(vms)).header);
      }),
      { numRuns: 150 },
    );
    const many = [...largeRun(3000)].flatMap((part) => part.vms);
    const opened = await throughTheReport(many, { split: 1234 });
    expect(many.map((_, row) => findingAt(opened, row))).toEqual(many.map(asShown));
  });

  it('gives back the findings of a large run', async () => {
    const vms = [...largeRun(3000)].flatMap((part) => part.vms);
    const opened = await throughTheReport(vms);
    expect(vms.map((_, row) => findingAt(opened, row))).toEqual(vms.map(asShown));
  });

  it('is the same for the same findings', async () => {
    const vms = [...largeRun(500)].flatMap((part) => part.vms);
    expect((await throughTheReport(vms)).packed).toEqual((await throughTheReport(vms)).packed);
  });

  it('holds 100,000 VMs in less than 8 MB', async () => {
    const vms = [...largeRun(100_000)].flatMap((part) => part.vms);
    const { packed } = await throughTheReport(vms);
    expect(packed.table.length + packed.chains.length).toBeLessThan(8_000_000);
  }, 60_000);

  it('says which way a verdict went', async () => {
    const vms = ['a', 'b', 'c', 'd', 'e'].map((name) => vmFinding({ name, change: 'verdict-changed' }));
    const ways = [
      ['direct', 'relay', 'newly-blocked'],
      ['relay', 'direct', 'newly-allowed'],
      ['restart', 'direct', 'restarts-done'],
      ['relay', 'fix-network', 'other-verdicts'],
    ] as const;
    const changes = {
      ...{ schemaVersion: 1, totals: {}, causes: {}, scaleSets: [], subscriptions: [] },
      before: { runId: 'b', startedAt: '2026-11-22T02:00:00Z', policy: '2020-11', tool: '0.1.0' },
      after: { runId: 'a', startedAt: '2026-11-23T02:00:00Z', policy: '2020-11', tool: '0.1.0' },
      vms: ways.map(([before, after], at) => ({
        kind: 'verdict-changed',
        subscriptionId: vms[at]?.subscriptionId,
        subscriptionName: 'Contoso',
        resourceId: vms[at]?.resourceId.toUpperCase(),
        name: vms[at]?.name,
        ...{ before, after, causes: ['environment'], details: [], firstSeen: '', sender: false },
      })),
    } as unknown as RunChanges;
    const { vms: opened } = await throughTheReport(vms, { changes });
    const classes = opened.column('changeClass');
    expect(vms.map((_, row) => classes.at(row))).toEqual([
      ...ways.map(([, , name]) => name),
      'other-verdicts',
    ]);
  });
});
