import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  comeFromOutside,
  csvRowsOf,
  type Ended,
  type Outsider,
  type RunRead,
  readRun,
  runsIn,
} from './outsider.ts';
import { smallTenant } from './small-tenant.ts';

const DAY_MS = 86_400_000;

/** A calendar date so many days from today, UTC. */
function day(from: number): string {
  return new Date(Date.now() + from * DAY_MS).toISOString().slice(0, 10);
}

let outsider: Outsider;
let excluded: readonly string[];
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { changes, left } = smallTenant(['bizspark', 'campaigns', 'mpn']);
  outsider = await comeFromOutside({ changes });
  ids = new Map([...outsider.simulator.tenant.subscriptions()].map(({ key, id }) => [key, id]));
  excluded = left.map((key) => ids.get(key) ?? key);
});
afterAll(() => outsider.leave());

function vmId(key: string, name: string): string {
  const vms = [...outsider.simulator.tenant.vms(ids.get(key) ?? '')];
  return vms.find((vm) => vm.name === name)?.resourceId ?? name;
}

/** The declarations file: who sends mail, and what reviewers said; the formula's acceptance lasts until the given day. */
function declarations(until: string): string {
  const accepted = (verdict: string, to: string) =>
    `    accepted: { verdict: ${verdict}, reason: "known", by: "messaging team", until: ${to} }`;
  return [
    'senders:',
    '  - name: "vm-blast-*"',
    'reviews:',
    `  - vm: ${vmId('bizspark', 'vm-plain-02-01')}`,
    accepted('relay', day(1)),
    '  - name: "*calc*"',
    accepted('relay', until),
    `  - vm: ${vmId('mpn', 'vm-demo-01-01')}`,
    accepted('request-exemption', day(30)),
    `  - vm: ${vmId('campaigns', 'vm-blast-02-01')}`,
    accepted('restart', day(30)),
    `  - vm: ${vmId('campaigns', 'vm-blast-01-01')}`,
    `    reviewed: { by: "a. reviewer", on: ${day(0)}, comment: "sends newsletters" }`,
    '  - name: "nowhere-*"',
    accepted('relay', day(30)),
    '',
  ].join('\n');
}

interface Audited extends Ended {
  readonly run: RunRead;
}

async function audit(file: string, ...more: readonly string[]): Promise<Audited> {
  const scope = ['--exclude-subscription', ...excluded];
  const formats = ['--format', 'csv,json'];
  const ended = await outsider.run(['audit', '--declarations', file, ...formats, ...more, ...scope]);
  if (ended.code === 3) throw new Error(ended.stderr);
  const out = outsider.path('reports');
  return { ...ended, run: readRun(out, runsIn(out).at(-1) ?? '') };
}

/** The exit code of a run's facts, judged anew into a folder apart. */
async function codeOf(run: string, failOn: string): Promise<number | null> {
  const out = outsider.path(failOn.replaceAll(' ', ''));
  const args = ['assess', '--from', run, '--format', 'json', '--out', out];
  return (await outsider.run([...args, '--fail-on', ...failOn.split(' ')])).code;
}

function reviewOf({ run }: Audited, name: string) {
  const vm = run.vms.find((one) => one.name === name);
  if (vm === undefined) throw new Error(`no VM ${name}`);
  return vm.review;
}

const FORMULA = "=cmd|'calc'!A1<b>\"";

describe.sequential('reviews, night after night', () => {
  test('an acceptance that has expired does not count, one until tomorrow does, one of nothing is told', async () => {
    outsider.write('one.yaml', declarations(day(-1)));
    const night = await audit('one.yaml', '--fail-on', 'relay');
    expect(night.code).toBe(1);
    expect(reviewOf(night, 'vm-plain-02-01')?.accepted).toMatchObject({
      standing: 'standing',
      until: day(1),
    });
    expect(reviewOf(night, FORMULA)?.accepted?.standing).toBe('expired');
    expect(reviewOf(night, 'vm-demo-01-02')).toBeNull();
    expect(night.run.summary.accepted).toEqual({
      total: 3,
      direct: 0,
      restart: 1,
      requestExemption: 1,
      relay: 1,
      fixNetwork: 0,
      undetermined: 0,
    });
    expect(night.run.summary.warnings).toEqual([
      expect.stringMatching(
        /^declarations line 6: .*\*calc\*.* accepted until .*, which is over; renew it or take it out$/,
      ),
      expect.stringMatching(/^declarations line 14: .*nowhere-\*.* matches nothing that was found$/),
    ]);
    expect(night.stdout).toMatch(/Accepted by reviewers: 3 findings/);
    expect(night.stdout).toMatch(/which is over/);
  });

  test('accepted findings stay in the tables and are counted apart', async () => {
    outsider.write('two.yaml', declarations(day(1)));
    const night = await audit('two.yaml', '--fail-on', 'relay');
    expect(night.code).toBe(0);
    const { accepted, senders, totals, warnings } = night.run.summary;
    expect(totals.vms).toMatchObject({ relay: 2, requestExemption: 2, restart: 2, direct: 3 });
    expect(accepted).toMatchObject({ total: 4, relay: 2, requestExemption: 1, restart: 1 });
    expect(senders).toMatchObject({ total: 5, direct: 3, restart: 2 });
    expect(warnings).toHaveLength(1);
    const rows = csvRowsOf(`${night.run.folder}/vms.csv`);
    expect(rows.filter((row) => row['verdict'] === 'relay')).toHaveLength(2);
    // Somebody's words change no facts: nothing is told as changed.
    expect(night.run.summary.changes).toMatchObject({
      unchanged: 9,
      'verdict-changed': 0,
      'facts-changed': 0,
    });
  });

  test('--fail-on looks at what nobody has accepted, with --fail-on-senders only of who is meant to send', async () => {
    const out = outsider.path('reports');
    const run = outsider.path('reports', runsIn(out).at(-1) ?? '');
    const expected = {
      relay: 0,
      'relay,request-exemption': 1,
      restart: 1,
      'restart --fail-on-senders': 1,
      'request-exemption,relay --fail-on-senders': 0,
    };
    const codes = await Promise.all(
      Object.keys(expected).map(async (failOn) => [failOn, await codeOf(run, failOn)] as const),
    );
    expect(Object.fromEntries(codes)).toEqual(expected);
  });

  test('other facts under the same verdict take the acceptance back, and a review goes stale', async () => {
    outsider.simulator.change(
      { kind: 'network-changed', subscription: 'mpn', machine: 'vm-demo-01-01', network: 'nat-gateway' },
      { kind: 'flag-changed', subscription: 'campaigns', machine: 'vm-blast-01-01', flag: 'false' },
    );
    const night = await audit('two.yaml', '--fail-on', 'request-exemption');
    expect(night.code).toBe(1);
    expect(reviewOf(night, 'vm-demo-01-01')?.accepted?.standing).toBe('facts-changed');
    expect(reviewOf(night, 'vm-blast-01-01')?.reviewed).toMatchObject({
      stale: true,
      comment: 'sends newsletters',
    });
    expect(night.run.summary.accepted).toMatchObject({ total: 3, requestExemption: 0 });
    expect(night.run.summary.warnings).toContainEqual(
      expect.stringMatching(
        /line 8: .*vm-demo-01-01 was given for other facts than those now found of 1 finding; look again$/,
      ),
    );
  });

  test('another verdict takes it back too; and what comes back as it was is accepted again', async () => {
    outsider.simulator.change(
      { kind: 'network-changed', subscription: 'mpn', machine: 'vm-demo-01-01', network: 'default-outbound' },
      { kind: 'machine-restarted', subscription: 'campaigns', machine: 'vm-blast-02-01' },
      { kind: 'flag-changed', subscription: 'campaigns', machine: 'vm-blast-01-01', flag: 'true' },
    );
    const night = await audit('two.yaml');
    expect(reviewOf(night, 'vm-demo-01-01')?.accepted?.standing).toBe('standing');
    expect(reviewOf(night, 'vm-blast-02-01')?.accepted?.standing).toBe('verdict-changed');
    expect(reviewOf(night, 'vm-blast-01-01')?.reviewed?.stale).toBe(false);
    expect(night.run.summary.accepted).toMatchObject({ total: 3, requestExemption: 1, restart: 0 });
    expect(night.run.summary.warnings).toContainEqual(
      expect.stringMatching(
        /line 10: .* accepts restart, which is no longer the verdict of 1 finding; look again$/,
      ),
    );
  });

  test('a night in which nothing of it can be read costs an acceptance nothing', async () => {
    outsider.simulator.change({ kind: 'hidden', subscription: 'mpn', what: 'everything' });
    const hidden = await audit('two.yaml');
    expect(hidden.code).toBe(2);
    expect(hidden.run.summary.accepted).toMatchObject({ total: 2, requestExemption: 0 });
    expect(hidden.run.summary.warnings.join('\n')).not.toMatch(/matches nothing/);
    outsider.simulator.change({ kind: 'shown', subscription: 'mpn' });
    const night = await audit('two.yaml');
    expect(reviewOf(night, 'vm-demo-01-01')?.accepted?.standing).toBe('standing');
  });
});
