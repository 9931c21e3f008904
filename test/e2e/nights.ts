import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunChanges } from '../../src/model/change.ts';
import type { SubscriptionTruth, VmTruth } from '../../src/simulator/truth.ts';
import { CAST, FORTNIGHT, type Night } from './fortnight.ts';
import {
  comeFromOutside,
  csvRowsOf,
  type Ended,
  type Outsider,
  type RunRead,
  readRun,
  runsIn,
} from './outsider.ts';
import { editMemory } from './past-runs.ts';
import { smallTenant } from './small-tenant.ts';

/** A night that is over: what the program said, what it left, and what was true of the tenant. */
export interface NightOver extends Ended {
  readonly night: Night;
  readonly run: RunRead;
  /** `undefined` where no file was written. */
  readonly changes: RunChanges | undefined;
  readonly changeRows: readonly Record<string, string>[];
  readonly vmRows: readonly Record<string, string>[];
  readonly subscriptions: readonly SubscriptionTruth[];
  /** What is true of each VM, by its resource ID in lower case. */
  readonly truth: ReadonlyMap<string, VmTruth>;
}

/** What the program of another version would have left of the newest run: its number, and its opinion of one VM. */
function asByOlderTool(folder: string, { version, thought, of }: NonNullable<Night['olderTool']>): void {
  editMemory(folder, ([head = '', ...lines]) => {
    const older = lines.map((line) => {
      if (!line.includes(`/${of}"`)) return line;
      const entry = JSON.parse(line);
      for (const vm of entry.vms) {
        if (!vm.id.endsWith(`/${of}`)) continue;
        vm.verdict = thought;
        vm.verdicts = vm.verdicts.replace(/./g, 'R');
      }
      return JSON.stringify(entry);
    });
    return [JSON.stringify({ ...JSON.parse(head), tool: version }), ...older];
  });
}

/** The declarations of the tenant, with an exemption of the partner's subscription where the night declares one. */
function declarationsOf({ simulator }: Outsider, { declares }: Night): string {
  const id = [...simulator.tenant.subscriptions()].find(({ key }) => key === 'mpn')?.id;
  const more = declares === undefined ? '' : `subscriptions:\n  ${id}:\n    exemption: {}\n`;
  // Of the few subscriptions that are left none has a network to declare.
  return simulator.declarations.replace(/^subscriptions:\n/m, more || '$&').replace(/^networks:\n(?! )/m, '');
}

async function passNight(outsider: Outsider, night: Night, left: readonly string[]): Promise<NightOver> {
  const out = outsider.path('reports');
  outsider.simulator.change(...(night.happens ?? []));
  outsider.write('declarations.yaml', declarationsOf(outsider, night));
  const args = ['--declarations', 'declarations.yaml', '--policy', night.policy ?? '2020-11'];
  const ended = await outsider.run([
    'audit',
    '--format',
    'csv,json',
    ...args,
    '--exclude-subscription',
    ...left,
  ]);
  if (ended.code === 3) throw new Error(`${night.title}: ${ended.stderr}`);
  const run = readRun(out, runsIn(out).at(-1) ?? '');
  const inScope = [...outsider.simulator.tenant.subscriptions()].filter(({ id }) => !left.includes(id));
  const isFirst = run.summary.previousRunId === null;
  return {
    ...ended,
    night,
    run,
    changes: isFirst ? undefined : JSON.parse(readFileSync(join(run.folder, 'changes.json'), 'utf8')),
    changeRows: isFirst ? [] : csvRowsOf(join(run.folder, 'changes.csv')),
    vmRows: csvRowsOf(join(run.folder, 'vms.csv')),
    subscriptions: inScope,
    truth: new Map(
      inScope.flatMap(({ id }) =>
        [...outsider.simulator.tenant.vms(id)].map((vm) => [vm.resourceId.toLowerCase(), vm] as const),
      ),
    ),
  };
}

/** Plays the fortnight: fourteen runs of the program, one after the other, with the tenant changing in between. */
export async function playFortnight(): Promise<readonly NightOver[]> {
  const { changes, left } = smallTenant(CAST);
  const outsider = await comeFromOutside({ changes });
  try {
    const ids = new Map([...outsider.simulator.tenant.subscriptions()].map(({ key, id }) => [key, id]));
    const excluded = left.map((key) => ids.get(key) ?? key);
    const nights: NightOver[] = [];
    for (const night of FORTNIGHT) {
      const before = nights.at(-1)?.run.folder;
      if (night.olderTool !== undefined && before !== undefined) asByOlderTool(before, night.olderTool);
      nights.push(await passNight(outsider, night, excluded));
    }
    return nights;
  } finally {
    await outsider.leave();
  }
}
