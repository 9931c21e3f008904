import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import type { CoverageGap } from '../../src/model/run.ts';
import { subscriptionFinding, subscriptionId, vmFinding } from './finding-builders.ts';
import { instancesOf } from './sample-scale-sets.ts';

const PAGE = 'https://learn.microsoft.com/azure/virtual-network/troubleshoot-outbound-smtp-connectivity';
/** A name that tries markup, quotes, a script's end, a formula and a right-to-left override. */
export const HOSTILE = `=cmd|'/c calc'!A1"><script>alert('x')</script><img src=x onerror=alert(1)>\u202Egpj.exe\u202C </textarea>`;

const FLEET = { subscriptionId: subscriptionId(10), subscriptionName: 'Contoso Mail Fleet' };

/** A name without a place to break it. */
const LONG = 'x'.repeat(500);

export interface SamplePart {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

function part(
  n: number,
  changes: Partial<SubscriptionFinding>,
  vms: readonly Partial<VmFinding>[] = [],
): SamplePart {
  const id = subscriptionId(n);
  const findings = vms.map((vm, at) =>
    vmFinding({
      subscriptionId: id,
      subscriptionName: changes.name ?? 'Contoso',
      name: `vm-${at}`,
      nics: [
        `/subscriptions/${id}/resourceGroups/rg-mail/providers/Microsoft.Network/networkInterfaces/nic-${at}`,
      ],
      ...vm,
    }),
  );
  return { subscription: subscriptionFinding({ subscriptionId: id, ...changes }, findings), vms: findings };
}

const FLAG_FALSE = {
  code: 'nic-flag-false',
  message: 'The primary NIC reports allowPort25Out = false: Azure does not let it send on port 25.',
  source: 'Microsoft.Network/networkInterfaces properties.allowPort25Out (undocumented)',
};

const PAYG: SamplePart = part(
  1,
  {
    name: 'Contoso Shop (production)',
    cutoff: 'after',
    createdNotBefore: '2019-04-02T08:11:00Z',
    offerCandidates: ['pay-as-you-go', 'mca-individual'],
    offerConfidence: 'low',
    reasons: [
      {
        code: 'offer-from-quota-id',
        message:
          'The quota ID PayAsYouGo_2014-09-01 stands for Pay-As-You-Go, or less often for an individual Microsoft Customer Agreement; the more usual one leads.',
        source: 'Subscriptions - List, subscriptionPolicies.quotaId',
      },
      {
        code: 'created-exact-alias',
        message: 'The alias under which the subscription was made is of 2019-04-02, after the cut-off.',
        source: 'Microsoft.Subscription/aliases properties.createdTime',
      },
      {
        code: 'policy-requestable',
        message:
          'Under revision 2020-11 a Pay-As-You-Go subscription created after 15 November 2017 is blocked, and the block can be removed by the portal diagnostic.',
        source: `Troubleshoot outbound SMTP connectivity, 2020-11-24, ${PAGE}`,
      },
    ],
    actions: [
      {
        code: 'current-page-no-longer-offers',
        message: "Microsoft's page of 2023-12-20 no longer offers this; use a relay meanwhile.",
        source: PAGE,
      },
      {
        code: 'run-diagnostic',
        message:
          'In the portal open a virtual network of this subscription, Diagnose and solve problems, Cannot send email (SMTP-Port 25), and run the diagnostic.',
      },
    ],
    evidence: [
      {
        fact: 'quota ID',
        value: 'PayAsYouGo_2014-09-01',
        source: 'Subscriptions - List, subscriptionPolicies.quotaId',
        confidence: 'medium',
      },
      {
        fact: 'billing property',
        value: 'HTTP 403',
        source: 'Microsoft.Billing/billingProperty/default, 2024-04-01',
        note: 'It would settle the offer: Microsoft.Billing/billingProperty/read (Reader on the subscription).',
      },
      {
        fact: 'alias',
        value: '2019-04-02T08:11:00Z',
        source: 'Microsoft.Subscription/aliases shop-prod, properties.createdTime',
        confidence: 'high',
      },
      {
        fact: 'oldest resource',
        value: '2016-03-01T00:00:00Z',
        source: 'Microsoft.Compute/disks shop-old, properties.timeCreated',
        confidence: 'low',
        note: 'Contradicts the alias. A resource can have been moved in from an older subscription, so the alias stands.',
      },
    ],
  },
  [
    {
      name: 'mx-1',
      verdict: 'request-exemption',
      verdictCurrentPolicy: 'relay',
      platform: 'request',
      egress: 'instance-public-ip',
      reverseDns: 'mx1.contoso.example',
      lastStarted: '2026-10-02T05:00:00Z',
      reasons: [
        FLAG_FALSE,
        {
          code: 'policy-requestable',
          message: 'The subscription may ask for the removal of the block.',
          source: PAGE,
        },
      ],
      actions: [
        {
          code: 'current-page-no-longer-offers',
          message: "Microsoft's page of 2023-12-20 no longer offers this; use a relay meanwhile.",
          source: PAGE,
        },
        {
          code: 'run-diagnostic',
          message:
            'Run the diagnostic "Cannot send email (SMTP-Port 25)", then stop (deallocate) and start the VM.',
        },
      ],
      evidence: [
        {
          fact: 'NIC flag',
          value: 'false',
          source: 'Microsoft.Network/networkInterfaces mx-1-nic, properties.allowPort25Out',
          confidence: 'high',
        },
        {
          fact: 'subnet NSG',
          value: 'allows TCP 25 out (AllowInternetOutBound, 65001)',
          source: 'Microsoft.Network/networkSecurityGroups nsg-mail',
          confidence: 'high',
        },
        { fact: 'route to 0.0.0.0/0', value: 'Internet', source: 'system route', confidence: 'high' },
      ],
    },
    {
      name: 'mx-2',
      verdict: 'request-exemption',
      verdictCurrentPolicy: 'relay',
      platform: 'request',
      actions: [
        { code: 'run-diagnostic', message: 'Run the diagnostic, then stop (deallocate) and start the VM.' },
      ],
      reasons: [FLAG_FALSE],
    },
    {
      name: 'batch-1',
      verdict: 'undetermined',
      platform: 'request',
      path: 'gateway',
      egress: null,
      egressAddress: null,
      confidence: 'low',
      reasons: [
        {
          code: 'path-gateway',
          message:
            'The default route leads to a virtual network gateway; whether the network behind it lets mail out cannot be seen in Azure.',
          source: 'route table rt-hub',
        },
      ],
      actions: [
        {
          code: 'ask-network-owner',
          message: 'Ask who runs the gateway hub-vpn whether TCP 25 leaves there.',
        },
      ],
    },
    {
      name: HOSTILE,
      verdict: 'request-exemption',
      platform: 'request',
      path: 'denied',
      egress: null,
      egressAddress: null,
      powerState: 'deallocated',
      reasons: [FLAG_FALSE],
      resourceGroup: 'rg-<b>bold</b>',
      evidence: [{ fact: HOSTILE, value: HOSTILE, source: HOSTILE, note: HOSTILE }],
    },
  ],
);

const EA: SamplePart = part(
  2,
  {
    name: 'Corporate IT',
    offer: 'enterprise-agreement',
    offerCandidates: ['enterprise-agreement'],
    quotaId: 'EnterpriseAgreement_2014-09-01',
    cutoff: 'before',
    createdNotAfter: '2016-02-11T00:00:00Z',
    policyStatus: 'open',
    policyStatusCurrent: 'open',
    reasons: [
      {
        code: 'offer-from-billing',
        message: 'Billing says Enterprise Agreement, production workload.',
        source: 'billingProperty.billingAccountAgreementType',
      },
    ],
    evidence: [
      {
        fact: 'agreement type',
        value: 'EnterpriseAgreement',
        source: 'Microsoft.Billing/billingProperty/default',
        confidence: 'high',
      },
    ],
  },
  [
    ...Array.from({ length: 9 }, (_, at) => ({
      name: `smtp-out-${at + 1}`,
      verdict: 'direct' as const,
      platform: 'open' as const,
      nicFlag: 'true' as const,
      reasons: [
        {
          code: 'nic-flag-true',
          message: 'The primary NIC reports allowPort25Out = true.',
          source: 'properties.allowPort25Out',
        },
      ],
    })),
    ...Array.from({ length: 3 }, (_, at) => ({
      name: `app-${at + 1}`,
      verdict: 'restart' as const,
      platform: 'restart' as const,
      powerState: at === 2 ? 'deallocated' : 'running',
      confidence: 'medium' as const,
      actions: [{ code: 'stop-start', message: 'Stop (deallocate) app, then start it.' }],
      reasons: [FLAG_FALSE],
    })),
    ...Array.from({ length: 2 }, (_, at) => ({
      name: `web-${at + 1}`,
      verdict: 'fix-network' as const,
      platform: 'open' as const,
      path: 'denied' as const,
      egress: null,
      egressAddress: null,
      nicFlag: 'true' as const,
      actions: [
        {
          code: 'allow-rule',
          message:
            'The rule DenySmtp (priority 200) of the security group nsg-web denies TCP 25 to the internet. Remove it or put an allow rule before it.',
          source: 'nsg-web securityRules/DenySmtp',
        },
      ],
    })),
    {
      name: 'no-out',
      verdict: 'fix-network' as const,
      platform: 'open' as const,
      path: 'none' as const,
      egress: null,
      egressAddress: null,
      nicFlag: null,
      powerState: null,
      actions: [
        {
          code: 'add-egress',
          message:
            'The subnet is private and has no NAT gateway: give it one, or give the VM a public address.',
        },
      ],
    },
  ],
);

const OTHERS: readonly SamplePart[] = [
  part(
    3,
    { name: 'Partner tenant resale', offer: 'csp', offerCandidates: ['csp'], quotaId: 'CSP_2015-05-01' },
    Array.from({ length: 7 }, (_, at) => ({
      name: `csp-${at}`,
      verdict: 'relay' as const,
      actions: [{ code: 'use-relay', message: 'Send through an authenticated relay on 587.' }],
    })),
  ),
  part(4, {
    name: 'Legacy datacentre',
    coverage: 'unreadable',
    coverageDetail: 'The VM list could not be read: 403 AuthorizationFailed.',
    offer: null,
    offerCandidates: [],
    offerConfidence: null,
    policyStatus: null,
    policyStatusCurrent: null,
    exemption: null,
    cutoff: null,
    createdNotAfter: null,
  }),
  part(
    5,
    {
      name: HOSTILE,
      coverage: 'partial',
      coverageDetail: 'Network interfaces could not be read.',
      offer: null,
      offerCandidates: ['enterprise-dev-test', 'pay-as-you-go-dev-test', 'visual-studio'],
      offerConfidence: null,
      policyStatus: 'undetermined',
      policyStatusCurrent: 'undetermined',
      quotaId: 'MSDNDevTest_2014-09-01',
    },
    [
      {
        name: 'dev-1',
        verdict: 'undetermined',
        platform: 'undetermined',
        path: 'unknown',
        egress: null,
        egressAddress: null,
        nicFlag: null,
        confidence: 'low',
      },
    ],
  ),
  part(6, {
    name: 'Old trial',
    state: 'Disabled',
    coverage: 'disabled',
    offer: 'free-trial',
    offerCandidates: ['free-trial'],
    policyStatus: 'no-exemption',
  }),
  part(7, {
    name: 'Delegated from Fabrikam',
    coverage: 'excluded',
    offer: null,
    offerCandidates: [],
    offerConfidence: null,
    policyStatus: null,
    policyStatusCurrent: null,
    exemption: null,
  }),
  part(
    8,
    {
      name: '販売部門サブスクリプション：本番環境および検証環境（二〇二六年度）東日本リージョン',
      offer: 'mca-enterprise',
      offerCandidates: ['mca-enterprise'],
      policyStatus: 'open',
      policyStatusCurrent: 'open',
    },
    Array.from({ length: 4 }, (_, at) => ({
      name: `jp-${at}`,
      verdict: 'direct' as const,
      platform: 'open' as const,
      nicFlag: 'true' as const,
      egress: 'default-outbound' as const,
    })),
  ),
  part(
    9,
    { name: LONG, quotaId: LONG, state: LONG, tenantId: LONG, coverage: 'partial', coverageDetail: LONG },
    [
      {
        name: LONG,
        resourceGroup: LONG,
        location: LONG,
        powerState: LONG,
        egressAddress: LONG,
        reverseDns: LONG,
        verdict: 'relay',
        reasons: [{ code: LONG, message: LONG, source: LONG }],
        actions: [{ code: LONG, message: LONG }],
        nics: [LONG],
        evidence: [{ fact: LONG, value: LONG, source: LONG, note: LONG }],
      },
    ],
  ),
  part(10, { name: 'Contoso Mail Fleet', offer: 'enterprise-agreement', policyStatus: 'open' }, [
    { name: 'mail-jump', verdict: 'direct', platform: 'open', nicFlag: 'true' },
    ...instancesOf('vmss-mx', ['direct', 'direct', 'restart', 'direct'], FLEET),
    ...instancesOf(
      'aks-agentpool-31244156-vmss',
      Array.from({ length: 12 }, () => 'relay' as const),
      FLEET,
    ),
    ...instancesOf(HOSTILE.replaceAll('/', '|'), ['undetermined', 'relay'], FLEET),
  ]),
];

/** A small tenant with every verdict and every coverage state, hostile and wide names among them, sorted by subscription ID. */
export const SAMPLE_PARTS: readonly SamplePart[] = [PAYG, EA, ...OTHERS];

const gap = (n: number, name: string, changes: Partial<CoverageGap>): CoverageGap => ({
  subscriptionId: subscriptionId(n),
  subscriptionName: name,
  fact: 'virtual machines',
  required: true,
  status: 403,
  code: 'AuthorizationFailed',
  message: 'The client does not have authorization to perform the action.',
  action: null,
  ...changes,
});

/** What could not be read in the sample tenant. */
export const SAMPLE_GAPS: readonly CoverageGap[] = [
  gap(4, 'Legacy datacentre', { action: 'Microsoft.Compute/virtualMachines/read' }),
  gap(5, HOSTILE, {
    fact: 'network interfaces',
    action: 'Microsoft.Network/networkInterfaces/read',
    message: HOSTILE,
  }),
  gap(5, HOSTILE, {
    fact: 'route tables',
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The service is busy.',
  }),
  ...[1, 2, 3, 5, 8].map((n) =>
    gap(n, `Subscription ${n}`, {
      fact: 'billing property',
      required: false,
      action: 'Microsoft.Billing/billingProperty/read',
    }),
  ),
];
