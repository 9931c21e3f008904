import { hubAddress } from './hubs.ts';
import type { NetworkSituation, RuleSpec } from './network-situation.ts';

const DENY_SMTP: RuleSpec = { name: 'DenySmtpOut', priority: 200, access: 'Deny', destination: 'Internet' };
const DENY_ALL: RuleSpec = {
  name: 'DenyAllOut',
  priority: 4096,
  access: 'Deny',
  protocol: '*',
  destination: '*',
  ports: '*',
};

/** Security groups that deny TCP 25, that deny only exceptions of it, or that let only a part of the internet through. */
export const FILTERED_SITUATIONS = {
  'denied-by-nic-group': {
    shows: "a rule of the NIC's security group that denies port 25 to Internet",
    path: 'denied',
    nic: { rules: [DENY_SMTP], publicAddress: 'static' },
  },
  'denied-by-subnet-group': {
    shows:
      "a rule of the subnet's security group with lower-case protocol and tag, an empty prefix and a port range in a list",
    path: 'denied',
    subnet: {
      nat: 'address',
      rules: [
        {
          name: 'deny-mail',
          priority: 150,
          access: 'Deny',
          protocol: 'tcp',
          destination: 'INTERNET',
          source: ['10.0.0.0/8'],
          ports: ['20-30', '465'],
        },
      ],
    },
  },
  'denied-by-both-groups': {
    shows: 'both security groups deny',
    path: 'denied',
    subnet: { rules: [DENY_ALL] },
    nic: { rules: [DENY_SMTP], publicAddress: 'static' },
  },
  'denied-but-for-an-allow-list': {
    shows: 'an allow list of a few relays, then a denial of all the rest',
    path: 'denied',
    atMost: 'medium',
    subnet: {
      nat: 'address',
      rules: [
        {
          name: 'AllowRelays',
          priority: 100,
          access: 'Allow',
          destination: ['203.0.114.25/32', '20.51.8.0/24'],
        },
        DENY_ALL,
      ],
    },
  },
  'denied-by-network-tag': {
    shows:
      'a denial of VirtualNetwork, which a default route to the hub firewall enlarges to the whole internet',
    path: 'denied',
    network: { peerings: [{ to: 'weu' }] },
    subnet: {
      rules: [
        {
          name: 'DenyLateral',
          priority: 300,
          access: 'Deny',
          protocol: '*',
          destination: 'VirtualNetwork',
          ports: '*',
        },
      ],
      routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance', address: hubAddress('weu', '1.4') }],
    },
  },
  'denied-with-group-unreadable': {
    shows:
      "the subnet's security group denies everything: that of the NIC, which nobody can read, does not matter",
    path: 'denied',
    subnet: { rules: [DENY_ALL] },
    nic: { securityGroup: 'elsewhere', publicAddress: 'static' },
  },
  'denied-before-routes': {
    shows: 'a denial of everything in front of a route table that leads nowhere: the denial speaks first',
    path: 'denied',
    subnet: { rules: [DENY_ALL], routes: [{ prefix: '0.0.0.0/0', hop: 'None' }] },
    nic: { publicAddress: 'static' },
  },
  'allowed-before-denied': {
    shows: 'an allowance that comes before a denial',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: {
      publicAddress: 'static',
      reverseDns: true,
      rules: [
        {
          name: 'AllowSmtpOut',
          priority: 100,
          access: 'Allow',
          destination: '0.0.0.0/0',
          ports: ['25', '587'],
        },
        DENY_ALL,
      ],
    },
  },
  'denied-exceptions': {
    shows: 'a deny list of a few prefixes and a service tag: the bulk goes out',
    path: 'internet',
    egress: 'nat-gateway',
    atMost: 'medium',
    subnet: {
      nat: 'address',
      rules: [
        {
          name: 'DenyBadHosts',
          priority: 110,
          access: 'Deny',
          destination: ['185.220.101.0/24', '45.61.136.0/22'],
        },
        {
          name: 'DenyStorage',
          priority: 120,
          access: 'Deny',
          protocol: '*',
          destination: 'Storage',
          ports: '*',
        },
      ],
    },
  },
  'look-alike-rules': {
    shows:
      'denials that do not concern outbound TCP 25: inbound, Udp, port 587, another source, a private destination',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: {
      publicAddress: 'static',
      rules: [
        { ...DENY_SMTP, name: 'DenySmtpIn', direction: 'Inbound', destination: '*' },
        { ...DENY_SMTP, name: 'DenyUdp', priority: 210, protocol: 'Udp' },
        { ...DENY_SMTP, name: 'DenySubmission', priority: 220, ports: '587' },
        { ...DENY_SMTP, name: 'DenyOthers', priority: 230, source: '192.168.0.0/16' },
        { ...DENY_SMTP, name: 'DenyPrivate', priority: 240, destination: '10.0.0.0/8', ports: '*' },
        { ...DENY_SMTP, name: 'DenyFromInternet', priority: 250, source: 'Internet', destination: '*' },
      ],
    },
  },
  'partial-half-allowed': {
    shows: 'half of the address space allowed, the rest denied',
    path: 'partial',
    subnet: {
      nat: 'address',
      rules: [{ name: 'AllowLow', priority: 100, access: 'Allow', destination: '0.0.0.0/1' }, DENY_ALL],
    },
  },
  'partial-azure-only': {
    shows: 'AzureCloud allowed and the rest denied',
    path: 'partial',
    subnet: { nat: 'address' },
    nic: {
      rules: [{ name: 'AllowAzure', priority: 100, access: 'Allow', destination: 'AzureCloud' }, DENY_ALL],
    },
  },
} as const satisfies Record<string, NetworkSituation>;
