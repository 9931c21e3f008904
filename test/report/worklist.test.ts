import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/assess/explain.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import { createWorklists } from '../../src/report/worklist-collector.ts';
import { cycleCommands } from '../../src/report/worklist-commands.ts';
import { worklistCsv } from '../../src/report/worklist-csv.ts';
import { worklistMarkdown } from '../../src/report/worklist-markdown.ts';
import { worklistText } from '../../src/report/worklist-text.ts';
import { NASTY, toldRun, toldSubscription, toldVm } from './changes-builders.ts';
import { subscriptionId } from './finding-builders.ts';

const ID = subscriptionId(1);
const RESTART = {
  verdict: 'restart',
  platform: 'restart',
  actions: [{ code: 'stop-and-start', message: 'Stop the VM.' }],
} as const;
const START = {
  ...RESTART,
  powerState: 'deallocated',
  actions: [{ code: 'start', message: 'Start it.' }],
} as const;
const ROUTE = `Ask Microsoft to lift the block for subscription ${ID}: in the portal open a virtual network. Then stop (deallocate) and start the VM.`;
const REQUEST = {
  verdict: 'request-exemption',
  verdictCurrentPolicy: 'request-exemption',
  actions: [{ code: 'request-exemption', message: ROUTE }],
} as const;
const ACCEPTED = {
  review: {
    accepted: { verdict: 'restart', reason: 'later', by: 'Ada', until: '2026-12-01', standing: 'standing' },
  },
} as const;

const lists = (...vms: readonly Partial<VmFinding>[]) => {
  const collector = createWorklists();
  for (const vm of vms) collector.add(toldVm(vm));
  return collector.lists(toldRun(), [toldSubscription()]);
};
const instance = (set: string, number: number): Partial<VmFinding> => ({
  kind: 'vmss-instance',
  name: `${set}_${number}`,
  resourceId: `/subscriptions/${ID}/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachineScaleSets/${set}/virtualMachines/${number}`,
});

describe('restart list', () => {
  it('groups by subscription and resource group, senders first, with commands to copy', () => {
    const { restart } = lists(
      { ...RESTART, name: 'web' },
      { ...START, name: 'db' },
      { ...RESTART, name: 'mx', sender: true },
      { verdict: 'direct' },
    );
    const text = worklistText(restart);
    expect(text).toContain('3 VMs; for 2 a stop interrupts a running machine.');
    expect(text).toContain(
      [
        `Contoso ${ID}`,
        '  rg-mail',
        '    mx (sender): running: a stop interrupts it',
        '    db: deallocated: only start it',
        '    web: running: a stop interrupts it',
        '    # Azure CLI',
        `    az vm deallocate --subscription '${ID}' --resource-group 'rg-mail' --name 'mx' && az vm start --subscription '${ID}' --resource-group 'rg-mail' --name 'mx'`,
        `    az vm start --subscription '${ID}' --resource-group 'rg-mail' --name 'db'`,
      ].join('\n'),
    );
    expect(text).toContain(
      `    Set-AzContext -Subscription '${ID}' -ErrorAction Stop; Start-AzVM -ResourceGroupName 'rg-mail' -Name 'db' -ErrorAction Stop\n`,
    );
  });

  it('gives instances of scale sets their own commands', () => {
    const [row] = lists({ ...RESTART, ...instance('pool', 3) }).restart.rows;
    expect(row).toMatchObject({ name: 'pool 3', interrupts: 'yes' });
    expect(row?.azureCli).toBe(
      `az vmss deallocate --subscription '${ID}' --resource-group 'rg-mail' --name 'pool' --instance-ids '3' && az vmss start --subscription '${ID}' --resource-group 'rg-mail' --name 'pool' --instance-ids '3'`,
    );
    expect(row?.powershell).toContain(
      `Stop-AzVmss -ResourceGroupName 'rg-mail' -VMScaleSetName 'pool' -InstanceId '3' -Force -ErrorAction Stop`,
    );
  });

  it.each([
    ['running', 'yes'],
    ['stopped', 'no'],
    [null, 'not known'],
  ])('says of a machine that is %s whether a stop interrupts it: %s', (powerState, interrupts) => {
    expect(lists({ ...RESTART, powerState }).restart.rows).toMatchObject([{ interrupts }]);
  });

  it('also lists what has to be started beside a change of the network', () => {
    const actions = [{ code: 'add-way-out', message: 'x' }, ...START.actions];
    const { restart } = lists({ verdict: 'fix-network', powerState: 'deallocated', actions });
    expect(restart.rows).toMatchObject([{ verdict: 'fix-network', startOnly: true }]);
    expect(worklistText(restart)).toContain('deallocated: only start it (verdict fix-network: a part of');
  });

  it('tells an appliance once for all VMs that send through it', () => {
    const behind = {
      verdict: 'restart',
      egressOwner: '/subscriptions/x/nic',
      actions: [{ code: 'cycle-appliance', message: 'Start the VM of appliance fw.' }],
    } as const;
    const { restart } = lists({ ...behind, name: 'a' }, { ...behind, name: 'b' });
    expect(restart.rows).toEqual([]);
    expect(worklistText(restart)).toContain('  Start the VM of appliance fw. (2 waiting)');
  });

  it('leaves out what a reviewer accepts, and says how many', () => {
    const { restart } = lists({ ...RESTART, ...ACCEPTED });
    expect(restart).toMatchObject({ rows: [], accepted: 1 });
    expect(worklistText(restart)).toContain('1 finding accepted by a reviewer and left out.');
    const standing = 'facts-changed' as const;
    expect(
      lists({ ...RESTART, review: { accepted: { ...ACCEPTED.review.accepted, standing } } }).restart.rows,
    ).toHaveLength(1);
  });
});

describe('cycleCommands', () => {
  const machine = (name: string, resourceGroup = name) => ({
    subscriptionId: ID,
    resourceGroup,
    scaleSet: null,
    name,
    startOnly: true,
  });

  it.each([
    "it's",
    '$(touch x)',
    '`id`',
    '"; rm -rf ~; "',
    'a && b',
    "'; rm -rf ~; '",
    '!!',
    '\\',
    '*',
    ' spaced ',
    '漢字',
    '’; x; ‘',
  ])('lets bash read nothing in the name %j', (name) => {
    const command = cycleCommands(machine(name))?.azureCli ?? '';
    const words = execFileSync('bash', ['-c', command.replace(/^az /, "printf '%s\\0' ")], {
      encoding: 'utf8',
    });
    expect(words.split('\0').slice(0, -1)).toEqual([
      'vm',
      'start',
      '--subscription',
      ID,
      '--resource-group',
      name,
      '--name',
      name,
    ]);
  });

  it.each([
    ["it's", "'it''s'"],
    ['$(x)', "'$(x)'"],
    ['’; Remove-Item x; ‘', "'’’; Remove-Item x; ‘‘'"],
    ['"`n', "'\"`n'"],
  ])('quotes %j for PowerShell', (name, quoted) => {
    expect(cycleCommands(machine(name))?.powershell).toContain(
      `-ResourceGroupName ${quoted} -Name ${quoted} `,
    );
  });

  it.each(['', '-rf', '@file', 'a\nb', 'a\u202Eb', 'a\u001B[31m', '\uD800'])(
    'writes none for the name %j',
    (name) => {
      expect(cycleCommands(machine(name, 'rg'))).toBeNull();
    },
  );
});

describe('request list', () => {
  it('holds what both revisions offer, with route and prepared text, and the rest apart', () => {
    const gone = {
      ...REQUEST,
      verdictCurrentPolicy: 'relay',
      subscriptionId: subscriptionId(2),
      subscriptionName: 'Fabrikam',
    } as const;
    const { request } = lists(
      { ...REQUEST, sender: true, name: 'mx' },
      { ...REQUEST, name: 'web' },
      {
        ...gone,
        actions: [{ code: 'request-exemption', message: ROUTE.replace(ID, subscriptionId(2)) }],
      },
    );
    expect(request.rows).toMatchObject([
      { subscriptionId: ID, offeredNow: true, vms: 2, senders: ['mx'], offer: 'pay-as-you-go' },
      { subscriptionId: subscriptionId(2), subscriptionName: 'Fabrikam', offeredNow: false, vms: 1 },
    ]);
    const text = worklistText(request);
    expect(text).toContain("1 subscription may ask under Microsoft's current page.");
    expect(text.replace(/\s+/g, ' ')).toContain(ROUTE);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'An audit on 2026-11-23 found 2 VMs held back by it, among them mail servers: mx.',
    );
    expect(text.split('Offered by revision 2020-11 only')[1]).toContain('Fabrikam');
  });

  it('names the subscription of the appliance where that one has to ask', () => {
    const elsewhere = [{ code: 'request-exemption', message: ROUTE.replace(ID, subscriptionId(9)) }];
    const through = {
      path: 'appliance',
      egressOwner: `/subscriptions/${subscriptionId(9)}/resourceGroups/hub/providers/Microsoft.Network/networkInterfaces/nva`,
    } as const;
    expect(lists({ ...REQUEST, ...through, actions: elsewhere }).request.rows).toMatchObject([
      { subscriptionId: subscriptionId(9) },
    ]);
  });
});

describe('the route of a request', () => {
  const routed = (routes: SubscriptionFinding['routes'], ...vms: readonly Partial<VmFinding>[]) => {
    const collector = createWorklists();
    for (const vm of vms) collector.add(toldVm(vm));
    return collector.lists(toldRun(), [toldSubscription({ routes })]).request.rows;
  };

  it('is the subscription’s, whatever its VMs have to do afterwards', () => {
    const appliance = [{ code: 'request-exemption', message: `${ROUTE} (the appliance's VM)` }];
    const rows = routed(['diagnose'], REQUEST, { ...REQUEST, actions: appliance });
    expect(rows).toMatchObject([{ subscriptionId: ID, vms: 2 }]);
    expect(rows[0]?.route).toMatch(/^In the portal open a virtual network .* Then stop \(deallocate\)/);
  });

  it.each(['diagnose', 'support', 'support-by-partner'] as const)(
    'is told as the next steps tell it: %s',
    (route) => {
      const { message } = explain({ code: 'request-exemption', routes: [route], subscription: ID });
      const [words = ''] = (routed([route], REQUEST)[0]?.route ?? '').split('. ');
      expect(message.toLowerCase()).toContain(words.toLowerCase());
    },
  );
});

describe('relay list', () => {
  it('has the senders first, and those whose exemption is no longer offered', () => {
    const { relay } = lists(
      { name: 'web' },
      { name: 'mx', sender: true },
      { ...REQUEST, name: 'late', verdictCurrentPolicy: 'relay' },
    );
    expect(relay.rows.map(({ name, why }) => [name, why])).toEqual([
      ['mx', 'blocked'],
      ['late', 'no-longer-offered'],
      ['web', 'blocked'],
    ]);
    expect(worklistText(relay)).toMatch(/Meant to send mail\n.*\n {4}mx: blocked for good\n\nOther VMs\n/);
  });
});

describe('every work list', () => {
  const hostile = { name: NASTY, subscriptionName: NASTY, resourceGroup: NASTY, powerState: NASTY };
  const all = Object.values(
    lists({ ...RESTART, ...hostile }, { ...REQUEST, ...hostile, sender: true }, hostile),
  );

  it.each(all)('stays harmless and narrow as text: $kind', (list) => {
    const text = worklistText(list);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
    for (const line of text.split('\n').filter((one) => !/^ {4}(?:az|Set-AzContext) /.test(one))) {
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
    }
  });

  it.each(all)('marks nothing up as Markdown: $kind', (list) => {
    const text = worklistMarkdown(list).replace(/^```[\s\S]*?^```$/gm, '');
    expect(text.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\u202E]|<b>|\]\(http|[^\\]@all|[^\\]`id|www\.evil/u,
    );
    const tables = text
      .split(/\n(?:[^|].*)?\n/)
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')));
    for (const rows of tables) {
      expect(new Set(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).size).toBeLessThanOrEqual(1);
    }
  });

  it.each(all)('is CSV with a header and a row each: $kind', (list) => {
    const text = worklistCsv(list);
    expect(text.startsWith('\uFEFFsubscription_id,subscription_name,')).toBe(true);
    expect(text).not.toMatch(/(?:^|,)"?=cmd/m);
    expect(worklistCsv({ ...list, rows: [] } as typeof list).split('\r\n')).toHaveLength(2);
  });

  it.each(Object.values(lists()))('says so when there is nothing to do: $kind', (list) => {
    expect(worklistText(list)).toMatch(/\n(?:No VM needs it|No subscription has a VM|No VM needs one)/);
  });
});
