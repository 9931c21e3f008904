import type { RunChanges } from '../../src/model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import type { ReportPart } from '../../src/report/html-sections.ts';
import { subscriptionFinding, subscriptionId, vmFinding } from '../report/finding-builders.ts';

/** Names that markup, scripts, spreadsheets, terminals and readers could take for something else. */
export const HOSTILE_NAMES = [
  `"><script>alert('x')</script><img src=x onerror=alert(1)>`,
  '</script><script>alert(2)</script>',
  '</noscript><script>alert(3)</script>',
  '</style><!-- <script>',
  '-->]]>',
  "=cmd|'/c calc'!A1",
  '../../etc/passwd',
  'a\u202Egpj.exe\u202C',
  'zero\u200Bwidth\uFEFF',
  'javascript:alert(4)',
  '&lt;b&gt; &amp; %3Cscript%3E',
  'עברית ועוד',
  '\u001B[31mred\u001B[0m',
  '\uE001\uE000hole',
  'x'.repeat(500),
  '{{7*7}} #{alert(5)} <%= 6 %>',
] as const;

/** A name as it is shown: hidden characters are spelt out, everything else stands as it is. */
export function shown(name: string): string {
  return name.replace(
    /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/gu,
    (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** One subscription with its VMs. */
export function partOf(
  n: number,
  subscription: Partial<SubscriptionFinding> = {},
  vms: readonly Partial<VmFinding>[] = [],
): ReportPart {
  const id = subscriptionId(n);
  const name = subscription.name ?? `Contoso ${n}`;
  const own = vms.map((vm, at) =>
    vmFinding({ subscriptionId: id, subscriptionName: name, name: `vm-${at}`, ...vm }),
  );
  return { subscription: subscriptionFinding({ subscriptionId: id, ...subscription, name }, own), vms: own };
}

/** A comparison with a run of the day before, with a change of every kind. */
export function sampleChanges(vms: readonly VmFinding[]): RunChanges {
  const change = (at: number, more: Partial<RunChanges['vms'][number]>): RunChanges['vms'][number] => {
    const vm = vms[at] ?? vmFinding();
    return {
      kind: 'verdict-changed',
      subscriptionId: vm.subscriptionId,
      subscriptionName: vm.subscriptionName,
      resourceId: vm.resourceId,
      name: vm.name,
      before: 'relay',
      after: vm.verdict,
      causes: ['environment'],
      details: ['nicFlag false → true'],
      firstSeen: vm.firstSeen,
      sender: vm.sender,
      ...more,
    };
  };
  return {
    schemaVersion: 1,
    before: {
      runId: '2026-11-22T02-00-00Z',
      startedAt: '2026-11-22T02:00:00Z',
      policy: '2020-11',
      tool: '0.1.0',
    },
    after: {
      runId: '2026-11-23T02-00-00Z',
      startedAt: '2026-11-23T02:00:00Z',
      policy: '2020-11',
      tool: '0.1.0',
    },
    totals: { new: 1, gone: 1, 'verdict-changed': 3, 'facts-changed': 1, unreadable: 0, unchanged: 4 },
    causes: { environment: 4, policy: 1, coverage: 0, declarations: 0, tool: 0 },
    vms: [
      change(0, { before: 'direct', after: 'relay', causes: ['policy', 'environment'] }),
      change(1, { before: 'restart', after: 'direct' }),
      change(2, { before: 'relay', after: 'direct' }),
      change(3, { kind: 'new', before: null }),
      change(4, { kind: 'facts-changed', before: 'relay', details: ['powerState running → deallocated'] }),
      change(5, {
        kind: 'gone',
        after: null,
        name: 'vm-gone',
        resourceId: `${vms[0]?.resourceId}-gone`,
        details: [],
      }),
    ],
    scaleSets: [
      {
        subscriptionId: subscriptionId(1),
        subscriptionName: 'Contoso 1',
        resourceId:
          '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/web',
        name: 'web',
        ...{ before: 3, after: 5, added: 2, removed: 0, unreadable: 0 },
      },
    ],
    subscriptions: [
      {
        kind: 'facts-changed',
        subscriptionId: subscriptionId(1),
        name: 'Contoso 1',
        causes: ['coverage'],
        details: ['coverage complete → partial'],
      },
    ],
  };
}

/** A small run in which everything occurs that a view can show. */
export function sampleParts(): readonly ReportPart[] {
  const set =
    '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/web/virtualMachines';
  const explained = [{ code: 'use-relay', message: 'Use a relay on port 587.', source: 'Microsoft' }];
  const evidence = [
    { fact: 'policy status', value: 'requestable', source: 'Microsoft', confidence: 'low' as const },
    { fact: 'NIC flag', value: 'false', source: 'networkInterfaces', note: 'contradicts the policy' },
    { fact: 'route', value: '0.0.0.0/0 to Internet', source: 'routeTable' },
  ];
  const why = { reasons: explained, actions: explained, evidence };
  return [
    partOf(1, { ...why, coverage: 'partial' }, [
      { ...why, verdict: 'relay', change: 'verdict-changed', sender: true },
      { ...why, verdict: 'direct', change: 'verdict-changed', platform: 'open' },
      { ...why, verdict: 'direct', change: 'verdict-changed', path: 'firewall' },
      { ...why, verdict: 'restart', change: 'new', tags: { owner: 'mail team' } },
      {
        ...why,
        verdict: 'fix-network',
        change: 'facts-changed',
        review: {
          accepted: {
            verdict: 'fix-network',
            reason: 'by design',
            by: 'A',
            until: '2027-01-01',
            standing: 'standing',
          },
        },
      },
      { ...why, verdict: 'undetermined', powerState: null, location: null, egressAddress: null },
      { ...why, kind: 'vmss-instance', name: 'web_1', resourceId: `${set}/1`, verdict: 'restart' },
      { ...why, kind: 'vmss-instance', name: 'web_2', resourceId: `${set}/2`, verdict: 'direct' },
    ]),
    partOf(2, { ...why, name: 'Nothing here' }),
    partOf(3, { ...why, name: 'Closed', coverage: 'unreadable', coverageDetail: '403 AuthorizationFailed' }),
  ];
}
