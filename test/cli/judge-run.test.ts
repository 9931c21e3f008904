import { mkdir, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeRun } from '../../src/cli/judge-run.ts';
import { factKinds } from '../../src/collect/fact-plan.ts';
import { type Declarations, NO_DECLARATIONS } from '../../src/model/declarations.ts';
import { COUNT_OF_VERDICT, type SubscriptionFinding, type VmFinding } from '../../src/model/finding.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { FactKind, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { readSubscriptionFindings, readVmFindings } from '../../src/store/run-files.ts';
import { writeSnapshot } from '../../src/store/snapshot.ts';
import { applianceSubscription, HUB, hubNic, spokeItems } from '../assess/egress-builder.ts';
import { machine, OPEN_NETWORK, publicNicOf, subscriptionWith } from '../assess/facts-builder.ts';
import { aSubscription } from '../collect/reader-builder.ts';
import { collection, firewall, ID, OTHER, unreadable } from '../network/builders.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const STRANGER = '99999999-9999-9999-9999-999999999999';

/** The facts of a subscription with so many VMs; a kind that is lost, or why nothing was asked. */
interface Shape {
  readonly vms: number;
  readonly flag: boolean;
  readonly lost?: FactKind | undefined;
  readonly unasked?: Extract<Reading<never>, { kind: 'not-asked' }>['why'] | undefined;
}

function factsOf({ vms, flag, lost, unasked }: Shape, number: number): SubscriptionFacts {
  const machines = Array.from({ length: vms }, (_, at) => machine(`vm${at}`));
  const { readings, ...rest } = subscriptionWith({
    ...OPEN_NETWORK,
    virtualMachines: machines,
    networkInterfaces: machines.map((vm) => publicNicOf(vm, { allowPort25Out: flag })),
    ...(lost === undefined ? {} : { [lost]: unreadable() }),
  });
  const nothing = { kind: 'not-asked', why: unasked ?? 'not-needed' } as const;
  const none = Object.fromEntries(factKinds().map((kind) => [kind, nothing])) as typeof readings;
  return {
    ...rest,
    subscription: aSubscription(number, { quotaId: 'PayAsYouGo_2014-09-01' }),
    readings: unasked === undefined ? readings : none,
  };
}

async function folderWith(shapes: readonly Shape[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'snapshot'));
  for (const [at, shape] of shapes.entries()) await writeSnapshot(folder, factsOf(shape, at));
  return folder;
}

async function judge(
  source: string,
  signal = new AbortController().signal,
  declarations: Partial<Declarations> = {},
) {
  const target = await temporaryFolder();
  await mkdir(join(target, 'snapshot'));
  const judged = await judgeRun({
    source,
    target,
    context: {
      cloud: 'AzureCloud',
      revision: '2020-11',
      declarations: { ...NO_DECLARATIONS, ...declarations },
      seenAt: '2026-11-23T02:00:00Z',
      tagNames: [],
    },
    csv: true,
    runId: '2026-11-23T02-00-00Z',
    tool: '0.1.0',
    today: '2026-11-23',
    past: () => Promise.resolve({ previous: undefined, tellChanges: true, warnings: [] }),
    listComplete: true,
    wholeTenant: true,
    cores: 1,
    signal,
  });
  return { ...judged, target };
}

async function all<T>(items: AsyncGenerator<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** How many of each there are. */
function tally(names: readonly string[]): Readonly<Record<string, number>> {
  return names.reduce<Record<string, number>>((counts, name) => {
    counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  }, {});
}

const anyShape: fc.Arbitrary<Shape> = fc.record({
  vms: fc.nat({ max: 3 }),
  flag: fc.boolean(),
  lost: fc.option(fc.constantFrom(...factKinds()), { nil: undefined, freq: 2 }),
  unasked: fc.option(
    fc.constantFrom('subscription-disabled', 'subscription-excluded', 'subscription-delegated'),
    { nil: undefined, freq: 2 },
  ),
});

describe('a judged run', () => {
  test('adds up: subscriptions by coverage, VMs by verdict, and the files hold the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyShape, { maxLength: 6 }), async (shapes) => {
        const { totals, gaps, target } = await judge(await folderWith(shapes));
        const rows: readonly SubscriptionFinding[] = await all(readSubscriptionFindings(target));
        const vms: readonly VmFinding[] = await all(readVmFindings(target));
        const { inScope, ...byCoverage } = totals.subscriptions;
        expect(inScope).toBe(shapes.length);
        expect(Object.values(byCoverage).reduce((sum, one) => sum + one, 0)).toBe(inScope);
        expect(rows).toHaveLength(inScope);
        const coverages = tally(rows.map(({ coverage }) => coverage));
        for (const [coverage, count] of Object.entries(byCoverage))
          expect([coverage, count]).toEqual([coverage, coverages[coverage] ?? 0]);
        const verdicts = tally(vms.map(({ verdict }) => verdict));
        for (const verdict of VERDICTS)
          expect(totals.vms[COUNT_OF_VERDICT[verdict]]).toBe(verdicts[verdict] ?? 0);
        expect(totals.vms.total).toBe(vms.length);
        const lost = shapes.filter(({ lost: kind, unasked }) => unasked === undefined && kind !== undefined);
        expect(gaps.length).toBeLessThanOrEqual(lost.length);
        expect(gaps.length > 0).toBe(lost.length > 0);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test('tells what the whole tenant lacks once, and what a subscription lacks for each', async () => {
    const lost = (kind: FactKind) => ({ vms: 0, flag: true, lost: kind });
    const { gaps } = await judge(
      await folderWith([lost('aliases'), lost('aliases'), lost('natGateways'), lost('natGateways')]),
    );
    expect(gaps.map(({ fact, subscriptionId }) => [fact, subscriptionId?.slice(0, 8) ?? null])).toEqual([
      ['subscription aliases', null],
      ['NAT gateways', '00000002'],
      ['NAT gateways', '00000003'],
    ]);
  });

  test('counts the VMs that are meant to send by verdict, and names the patterns that match none', async () => {
    const source = await folderWith([
      { vms: 2, flag: true },
      { vms: 2, flag: false },
    ]);
    const senders = ['VM1', 'mx-*'].map((name, at) => ({
      matcher: { kind: 'pattern', name } as const,
      line: at + 1,
    }));
    const judged = await judge(source, undefined, { senders });
    expect(judged.senders).toMatchObject({ total: 2, direct: 1, undetermined: 0 });
    expect(judged.warnings).toEqual([expect.stringContaining('line 2')]);
    const rows = await all(readVmFindings(judged.target));
    expect(rows.filter(({ sender }) => sender).map(({ name }) => name)).toEqual(['vm1', 'vm1']);
  });

  test('counts the optional facts that were read, unreadable and spared', async () => {
    const folder = await folderWith([{ vms: 0, flag: true, lost: 'billingProperty' }]);
    const facts = factsOf({ vms: 0, flag: true }, 1);
    const disks = { kind: 'not-asked', why: 'cutoff-known' } as const;
    await writeSnapshot(folder, { ...facts, readings: { ...facts.readings, disks } });
    const { optionalFacts } = await judge(folder);
    expect(optionalFacts.billingProperty).toEqual({ read: 1, unreadable: 1, spared: 0 });
    expect(optionalFacts.disks).toEqual({ read: 0, unreadable: 0, spared: 1 });
    expect(optionalFacts).not.toHaveProperty('virtualMachines');
  });

  test('tells the billing accounts that refuse once for the whole tenant', async () => {
    const lost = { vms: 0, flag: true, lost: 'billingSubscriptions' } as const;
    const { gaps, totals } = await judge(await folderWith([lost, lost]));
    expect(gaps).toMatchObject([{ subscriptionId: null, required: false }]);
    expect(totals.subscriptions.complete).toBe(2);
  });

  test('gives the same bytes for the same facts', async () => {
    const source = await folderWith([
      { vms: 3, flag: true },
      { vms: 2, flag: false },
    ]);
    const texts = await Promise.all(
      [await judge(source), await judge(source)].map(({ target }) =>
        readFile(join(target, 'vms.csv'), 'utf8'),
      ),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]?.split('\r\n')).toHaveLength(7);
  });

  test('names the tenants that were audited, and not those of excluded subscriptions', async () => {
    const folder = await folderWith([]);
    const home = factsOf({ vms: 0, flag: true }, 1);
    const away = factsOf({ vms: 0, flag: true, unasked: 'subscription-delegated' }, 2);
    await writeSnapshot(folder, { ...home, subscription: { ...home.subscription, tenantId: 'home' } });
    await writeSnapshot(folder, { ...away, subscription: { ...away.subscription, tenantId: 'away' } });
    expect((await judge(folder)).tenantIds).toEqual(['home']);
  });

  test('stops between two subscriptions when it is interrupted', async () => {
    const source = await folderWith([{ vms: 1, flag: true }]);
    await expect(judge(source, AbortSignal.abort(new Error('interrupted')))).rejects.toThrow('interrupted');
  });

  test('stops at the first look at the tenant, before it comes to what is damaged', async () => {
    const source = await folderWith([
      { vms: 1, flag: true },
      { vms: 1, flag: true },
    ]);
    const last = (await readdir(join(source, 'snapshot'))).toSorted().at(-1) ?? '';
    await truncate(join(source, 'snapshot', last), 20);
    await expect(judge(source)).rejects.toThrow('it is damaged');
    await expect(judge(source, AbortSignal.abort(new Error('interrupted')))).rejects.toThrow('interrupted');
  });

  test('judges VMs by the appliance that their mail leaves through, whichever subscription is read first', async () => {
    const folder = await folderWith([]);
    const hub = applianceSubscription({ networkInterfaces: [hubNic({ allowPort25Out: true })] });
    const mail = machine('mail');
    const spoke = subscriptionWith(spokeItems(HUB.nextHop, mail, { allowPort25Out: true }));
    for (const facts of [hub, spoke]) await writeSnapshot(folder, facts);
    const { target } = await judge(folder);
    const vms = await all(readVmFindings(target));
    expect(vms.find(({ name }) => name === 'mail')).toMatchObject({
      verdict: 'direct',
      path: 'appliance',
      egressOwner: HUB.nic,
    });
  });

  test.each([
    ['a firewall', '10.0.1.4'],
    ['an appliance', HUB.nextHop],
  ])('is not stopped by %s whose ID names a subscription that was not read', async (_, nextHop) => {
    const folder = await folderWith([]);
    const strange = (each: ResourceId) => each.replace(OTHER, STRANGER) as ResourceId;
    const own = spokeItems(nextHop, machine('mail'));
    const there = firewall({ classicRules: [collection('Allow')] }, strange(ID.firewall));
    const nic = hubNic();
    const hub = applianceSubscription({
      firewalls: [there],
      networkInterfaces: [{ ...nic, id: strange(nic.id) }],
    });
    for (const facts of [subscriptionWith(own), hub]) await writeSnapshot(folder, facts);
    const { target, totals } = await judge(folder);
    expect(totals.vms.direct).toBe(0);
    expect((await all(readVmFindings(target))).map(({ verdict }) => verdict)).not.toContain('direct');
  });
});
