import type { NetworkSituation, NicSpec, RuleSpec } from './network-situation.ts';

const DENY: RuleSpec = { name: 'DenySmtp', priority: 200, access: 'Deny', destination: 'Internet' };

const DENY_ALL: RuleSpec = {
  name: 'DenyAllOut',
  priority: 4096,
  access: 'Deny',
  protocol: '*',
  destination: '*',
  ports: '*',
};

/** A NIC with a public address whose security group denies. */
function denied(shows: string, ...rules: RuleSpec[]): NetworkSituation {
  return { shows, path: 'denied', nic: { publicAddress: 'static', rules } };
}

/** A NIC with a public address whose security group does not get in the way. */
function open(shows: string, rules: readonly RuleSpec[], nic: NicSpec = {}): NetworkSituation {
  return {
    shows,
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { publicAddress: 'static', rules, ...nic },
  };
}

function partial(shows: string, ...rules: RuleSpec[]): NetworkSituation {
  return { shows, path: 'partial', nic: { publicAddress: 'static', rules } };
}

/** What the fields of a security rule say, one at a time. */
export const RULE_SITUATIONS = {
  'rule-protocol-any': denied('a denial for the protocol Any', { ...DENY, protocol: 'Any' }),
  'rule-ports-list': denied('a denial whose list of ports holds 25', { ...DENY, ports: ['80', '25'] }),
  'rule-ports-beside': open('a denial of the ports 26-1024 and 24', [{ ...DENY, ports: ['26-1024', '24'] }]),
  'rule-source-ports-low': open('a denial for source ports below 1024 only, which no client uses', [
    { ...DENY, sourcePorts: '1-1023' },
  ]),
  'rule-source-ports-some': denied('a denial for a range of high source ports', {
    ...DENY,
    sourcePorts: '1024-65535',
  }),
  'rule-source-address': denied('a denial whose source prefix covers the NIC', {
    ...DENY,
    source: ['192.0.2.0/24', '10.0.0.0/8'],
  }),
  'rule-source-network': denied('a denial whose source is VirtualNetwork', {
    ...DENY,
    source: 'VirtualNetwork',
  }),
  'rule-source-tags': open('denials whose sources are public tags: they cover no private address', [
    { ...DENY, source: 'INTERNET' },
    { ...DENY, name: 'DenyFromAzure', priority: 210, source: 'AzureCloud' },
  ]),
  'rule-application-group': {
    ...denied('a denial for an application security group that the NIC is in', {
      ...DENY,
      source: null,
      sourceGroup: 'own',
    }),
    nic: {
      publicAddress: 'static',
      applicationGroup: true,
      rules: [{ ...DENY, source: null, sourceGroup: 'own' }],
    },
  },
  'rule-other-application-group': open(
    'a denial for an application security group that the NIC is not in',
    [{ ...DENY, source: null, sourceGroup: 'other' }],
    { applicationGroup: true },
  ),
  'rule-to-application-group': open(
    'a denial towards an application security group: no part of the internet',
    [{ ...DENY, destination: null, destinationGroup: 'other' }],
  ),
  'rule-ipv6': open('denials towards IPv6 prefixes', [{ ...DENY, destination: ['::/0', '2000::/3'] }]),
  'rule-ipv6-allowed': denied(
    'an allowance towards IPv6 in front of a denial of the rest',
    {
      ...DENY,
      name: 'AllowIpv6',
      priority: 100,
      access: 'Allow',
      destination: '::/0',
    },
    DENY_ALL,
  ),
  'rule-tags-outside': open('denials towards tags that are no part of the internet', [
    { ...DENY, destination: 'AzureLoadBalancer' },
    { ...DENY, name: 'DenyDns', priority: 210, destination: 'AzurePlatformDNS' },
    { ...DENY, name: 'DenyImds', priority: 220, destination: 'AzurePlatformIMDS' },
    { ...DENY, name: 'DenyLkm', priority: 230, destination: 'AzurePlatformLKM' },
  ]),
  'rule-halves': denied('the two halves of the address space denied one by one', {
    ...DENY,
    destination: ['0.0.0.0/1', '128.0.0.0/1'],
  }),
  'rule-private-allowed': denied(
    'an allowance towards private prefixes in front of a denial of the rest',
    {
      ...DENY,
      name: 'AllowPrivate',
      priority: 100,
      access: 'Allow',
      destination: ['10.0.0.0/8', '168.63.129.16/32'],
    },
    DENY_ALL,
  ),
  'rule-other-halves': {
    shows: 'one security group allows one half, the other the other half: nothing passes both',
    path: 'denied',
    subnet: {
      rules: [{ ...DENY, name: 'AllowHigh', access: 'Allow', destination: '128.0.0.0/1' }, DENY_ALL],
    },
    nic: {
      publicAddress: 'static',
      rules: [{ ...DENY, name: 'AllowLow', access: 'Allow', destination: '0.0.0.0/1' }, DENY_ALL],
    },
  },
  'rule-large-exception': partial('a /8 denied, which is more than 1/256 of the internet', {
    ...DENY,
    destination: '20.0.0.0/8',
  }),
  'rule-small-exception': {
    ...open('a /9 denied, which is less than 1/256 of the internet', [
      { ...DENY, destination: '20.0.0.0/9' },
    ]),
    atMost: 'medium',
  },
  'rule-azure-denied': partial('AzureCloud of a region denied, the rest allowed', {
    ...DENY,
    destination: 'AzureCloud.westeurope',
  }),
  'rule-malformed-late': denied(
    'a rule that says nothing of its destination, after one that denies everything',
    { ...DENY_ALL, priority: 100 },
    { ...DENY, destination: null },
  ),
  'rule-defaults': {
    ...open('no rules of its own in either security group: the default rules allow', []),
    subnet: { rules: [] },
  },
  'rule-special-purpose': open('a denial of a quarter of all addresses, none of them on the internet', [
    { ...DENY, destination: ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '224.0.0.0/3'] },
  ]),
  'rule-own-public-space': {
    ...open("a denial of a /8 that is the virtual network's own address space", [
      { ...DENY, destination: '20.0.0.0/8' },
    ]),
    network: { publicSpace: '20.0.0.0/8' },
  },
  'rule-tag-twice': open('AzureCloud allowed and then denied: the same tag is the same part', [
    { ...DENY, name: 'AllowAzure', priority: 100, access: 'Allow', destination: 'AzureCloud' },
    { ...DENY, destination: 'AzureCloud' },
  ]),
  'rule-both-forms': denied('a denial with one destination in the singular field and others in the list', {
    ...DENY,
    destination: ['10.0.0.0/8', 'Internet'],
    singleDestination: '192.0.2.0/24',
  }),
} as const satisfies Record<string, NetworkSituation>;
